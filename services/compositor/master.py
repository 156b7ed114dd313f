"""The master: conformed shots joined without encoding them again, sound at the delivery's loudness."""

import tempfile
from collections.abc import Iterator, Sequence
from errno import ENOSPC
from heapq import merge
from pathlib import Path
from typing import TypeAlias

import av

from services.compositor import ffmpeg
from services.compositor.measure import Loudness, measure_film, measure_loudness
from shared.artifacts.records import Delivery, Quality
from shared.runtime.errors import Permanent, Transient

SILENCE = -50.0
"""LUFS below which there is nothing to bring up: room tone stays room tone."""

Packets: TypeAlias = "av.Packet[av.VideoStream] | av.Packet[av.AudioStream]"

ATTEMPTS = 4
_CLOSE = 0.2
"""LU; nearer than this no listener and no platform can tell."""

_HEADROOM = 0.3
"""dB that AAC may add to the peaks that went in."""


def master_episode(shots: Sequence[Path], mix: Path, delivery: Delivery, title: str, into: Path) -> Quality:
    """Write the finished MP4 and return what was measured on it.

    ``shots`` are conformed films in their order; the picture is copied, so it has the sum of their frames. The sound is
    as long as the picture, at ``delivery.loudness`` with no true peak above ``delivery.true_peak``: by plain gain where
    that suffices, else with a limiter. Raises Permanent when the shots were not encoded alike or something is damaged.
    """
    with tempfile.TemporaryDirectory(prefix="master-", dir=into.parent) as folder:
        sound = Path(folder, "sound.m4a")
        _encode_sound(mix, _frames(shots) / delivery.fps, delivery, sound)
        _join(shots, sound, title, into)
    return measure_film(into)


def _encode_sound(mix: Path, seconds: float, delivery: Delivery, into: Path) -> None:
    """AAC of exactly ``seconds`` at the wanted loudness: measured, changed, and measured again as it is heard."""
    before = measure_loudness(mix)
    gain = delivery.loudness - before.integrated if before.integrated > SILENCE else 0.0
    ceiling = delivery.true_peak - _HEADROOM
    for _ in range(ATTEMPTS):
        steps = _levelling(gain, ceiling, before)
        length = f"apad,atrim=end={seconds:.6f}"
        ffmpeg.run(
            [
                *("-loglevel", "error", "-i", str(mix), "-af", ",".join([*steps, length]), "-ar", "48000", "-ac", "2"),
                *("-c:a", "aac", "-b:a", "160k", "-f", "mp4", str(into)),
            ],
            "encode the sound",
        )
        after = measure_loudness(into)
        missing = delivery.loudness - after.integrated if before.integrated > SILENCE else 0.0
        over = after.true_peak - delivery.true_peak
        if abs(missing) <= _CLOSE and over < 0:  # peaks are told to a tenth, so "equal" may be too high
            return
        gain += missing
        ceiling -= max(0.0, over + 0.1)


def _levelling(gain: float, ceiling: float, before: Loudness) -> list[str]:
    """Filters: gain, and a limiter where the gain would lift peaks above the ceiling.

    The limiter works at four times the rate, so that it sees the peaks between the samples.
    """
    steps = [f"volume={gain:.2f}dB:precision=float"]
    if before.true_peak + gain > ceiling:
        limit = 10 ** (ceiling / 20)
        steps += [
            "aresample=192000",
            f"alimiter=limit={limit:.5f}:attack=4:release=60:level=disabled:latency=1",
            "aresample=48000",
        ]
    return steps


def _join(shots: Sequence[Path], sound: Path, title: str, into: Path) -> None:
    options = {"movflags": "+faststart"}
    try:
        with (
            av.open(str(into), "w", format="mp4", options=options) as out,
            av.open(str(shots[0])) as first,
            av.open(str(sound)) as audio,
        ):
            out.metadata["title"] = title
            picture = out.add_stream_from_template(first.streams.video[0])
            track = out.add_stream_from_template(audio.streams.audio[0])
            packets = merge(_pictures(shots, picture), _sounds(audio, track), key=_time)
            for packet in packets:
                out.mux(packet)
    except (av.FFmpegError, OSError) as broken:
        kind = Transient if broken.errno == ENOSPC else Permanent
        raise kind(f"the episode could not be joined: {broken}") from broken


def _pictures(shots: Sequence[Path], stream: av.VideoStream) -> Iterator[Packets]:
    """The packets of all shots, each moved to where the shots before it end."""
    offset, parameters = 0, stream.codec_context.extradata
    for shot in shots:
        with av.open(str(shot)) as film:
            source = film.streams.video[0]
            if source.codec_context.extradata != parameters:
                raise Permanent(f"{shot.name} is not encoded like the first shot: conform the shots again")
            end = offset
            for packet in film.demux(source):
                if packet.pts is None or packet.dts is None:
                    continue
                packet.pts += offset
                packet.dts += offset
                end = max(end, packet.pts + (packet.duration or 0))
                packet.stream = stream
                yield packet
            offset = end


def _sounds(audio: av.container.InputContainer, stream: av.AudioStream) -> Iterator[Packets]:
    for packet in audio.demux(audio.streams.audio[0]):
        if packet.dts is not None:
            packet.stream = stream
            yield packet


def _time(packet: Packets) -> float:
    return float((packet.dts or 0) * packet.time_base)


def _frames(shots: Sequence[Path]) -> int:
    try:
        total = 0
        for shot in shots:
            with av.open(str(shot)) as film:
                total += film.streams.video[0].frames
        return total
    except (av.FFmpegError, OSError, IndexError) as broken:
        raise Permanent(f"a conformed shot cannot be read: {broken}") from broken
