"""Shots conformed, joined and mastered; every claim is checked on the decoded file."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from services.compositor.conform import conform_shot
from services.compositor.layers import Air, Bed
from services.compositor.master import master_episode
from services.compositor.measure import measure_film, measure_loudness, measure_picture
from services.compositor.mix import Music, Speech, mix_episode
from services.compositor.rooms import room_of
from services.compositor.subtitles import Cue
from shared.artifacts.records import Delivery
from shared.runtime.errors import Permanent
from tests.films import DELIVERY, RATE, decoded, film_take, grey, record_sound

RED = np.array([200.0, 40.0, 50.0])


def _matrix(red: float, blue: float) -> NDArray[np.float64]:
    """RGB (0 to 255) to limited-range YCbCr without its offsets."""
    luma = np.array([red, 1 - red - blue, blue])
    chroma = [(np.eye(3)[2] - luma) / (1 - blue) / 2, (np.eye(3)[0] - luma) / (1 - red) / 2]
    return np.stack([luma * 219, chroma[0] * 224, chroma[1] * 224]) / 255


BT601, BT709 = _matrix(0.299, 0.114), _matrix(0.2126, 0.0722)

Film = Callable[..., Path]


@pytest.fixture
def take(tmp_path: Path) -> Film:
    """Films a silent take whose every frame has its own grey."""

    def film(name: str = "take.mp4", **shape: int) -> Path:
        return film_take(tmp_path / name, **shape)

    return film


@pytest.fixture
def conformed(tmp_path: Path, take: Film) -> Film:
    """Conforms a take of so many frames."""

    def film(name: str, frames: int, *cues: Cue, delivery: Delivery = DELIVERY) -> Path:
        path = tmp_path / name
        conform_shot(take(f"take-{name}", frames=frames), cues, delivery, frames, path)
        return path

    return film


# --- conform


@pytest.mark.parametrize("wanted", [12, 9, 20])
def test_a_shot_has_exactly_the_frames_it_should(take: Film, tmp_path: Path, wanted: int) -> None:
    conform_shot(take(frames=12), (), DELIVERY, wanted, tmp_path / "out.mp4")
    greys = decoded(tmp_path / "out.mp4").mean(axis=(1, 2, 3))
    assert greys == pytest.approx([grey(min(number, 11)) for number in range(wanted)], abs=3)


def test_a_shot_has_the_delivery_s_format(conformed: Film) -> None:
    with av.open(str(conformed("shot.mp4", 30))) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height) == (270, 480)
        assert stream.average_rate == Fraction(24)
        context = stream.codec_context
        assert (context.profile, context.pix_fmt) == ("Main", "yuv420p")
        assert stream.sample_aspect_ratio == Fraction(1)
        assert (context.colorspace, context.color_primaries, context.color_trc, context.color_range) == (1, 1, 1, 1)
        assert not container.streams.audio
        first = next(packet for packet in container.demux(stream))
        assert first.is_keyframe
        assert first.pts == 0


def test_another_frame_rate_keeps_the_time(take: Film, tmp_path: Path) -> None:
    conform_shot(take(frames=12, fps=12), (), DELIVERY, 24, tmp_path / "out.mp4")
    greys = decoded(tmp_path / "out.mp4").mean(axis=(1, 2, 3))
    assert greys == pytest.approx([grey(number // 2) for number in range(24)], abs=3)


def test_another_shape_fills_the_picture(take: Film, tmp_path: Path) -> None:
    conform_shot(take(frames=3, width=320, height=240), (), DELIVERY, 3, tmp_path / "out.mp4")
    frame = decoded(tmp_path / "out.mp4")[0]
    assert frame.shape == (480, 270, 3)
    assert frame.min() > grey(0) - 6


@pytest.mark.parametrize(("tag", "matrix"), [(5, BT601), (1, BT709), (2, BT709)])
def test_colours_stay_whatever_matrix_the_take_is_coded_in(
    tmp_path: Path, tag: int, matrix: NDArray[np.float64]
) -> None:
    """``tag`` is the code in H.264: 5 is BT.601, 1 BT.709, 2 says nothing."""
    coded = np.rint(matrix @ RED + (16, 128, 128)).astype(int)
    picture = av.VideoFrame(180, 320, "yuv420p")
    for plane, value in zip(picture.planes, coded, strict=True):
        plane.update(bytes([value]) * plane.buffer_size)
    with av.open(str(tmp_path / "take.mp4"), "w") as out:
        stream = out.add_stream("libx264", rate=24, options={"colorspace": str(tag)})
        stream.width, stream.height, stream.pix_fmt = 180, 320, "yuv420p"
        picture.colorspace = tag
        out.mux([*stream.encode(picture), *stream.encode(None)])
    conform_shot(tmp_path / "take.mp4", (), DELIVERY, 1, tmp_path / "out.mp4")
    with av.open(str(tmp_path / "out.mp4")) as container:
        planes = next(container.decode(video=0)).to_ndarray()
    got = np.array([planes[:480].mean(), planes[480:600].mean(), planes[600:].mean()]) - (16, 128, 128)
    assert np.linalg.solve(BT709, got) == pytest.approx(RED, abs=4)


def test_a_subtitle_is_shown_in_its_frames_and_no_others(conformed: Film) -> None:
    frames = decoded(
        conformed("shot.mp4", 24, Cue(0.25, 0.5, ("妈，我回来了。",)), Cue(0.5, 0.75, ("Mum, I'm home.",)))
    )
    shown = [number for number, frame in enumerate(frames) if frame.max() > 235]
    assert shown == list(range(6, 18))


def test_a_subtitle_stands_in_the_middle_of_its_place(conformed: Film) -> None:
    frame = decoded(conformed("shot.mp4", 6, Cue(0, 1, ("她说：“韭菜鸡蛋，", "我从来没忘过。”"))))[3]
    rows, columns = np.nonzero(frame.max(axis=2) > 200)
    assert (rows.min() + rows.max()) / 2 / 480 == pytest.approx(0.78, abs=0.015)
    assert columns.min() / 270 > 0.1
    assert columns.max() / 270 < 0.9


@pytest.mark.parametrize(
    "rows",
    [
        ("你走那天，", "你妈在站台上坐到天亮。"),
        ("WWWWWWWWWWWWWW", "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmm"),
        ("国" * 13, "国" * 13),
    ],
)
def test_a_subtitle_keeps_clear_of_mouths_and_of_the_players_buttons(conformed: Film, rows: tuple[str, ...]) -> None:
    """Faces end above 0.62 of the height; players lay buttons over the foot (16 %) and the right edge (12 %)."""
    delivery = Delivery(width=540, height=960)
    with_text, without = (
        decoded(conformed(name, 2, *cues, delivery=delivery))[1].astype(int)
        for name, cues in (("text.mp4", (Cue(0, 1, rows),)), ("bare.mp4", ()))
    )
    shown, across = np.nonzero(np.abs(with_text - without).max(axis=2) > 24)
    assert shown.min() / 960 > 0.64
    assert shown.max() / 960 < 0.84
    assert across.min() / 540 > 0.11
    assert across.max() / 540 < 0.89


@pytest.mark.parametrize("text", ["😀😀", "<b>{\\an8}</b>", "שלום", "x" * 60, "%{eif:1}:'\\,;[v]"])
def test_text_of_the_world_is_drawn_and_never_interpreted(conformed: Film, text: str) -> None:
    frames = decoded(conformed("shot.mp4", 3, Cue(0, 1, (text,))))
    rows, columns = np.nonzero(frames[1].max(axis=2) > 150)
    assert len(frames) == 3
    assert len(rows) == 0 or (rows.min() > 0.7 * 480 and 5 < columns.min() < columns.max() < 265)
    assert len(rows) > 0 or text in ("😀😀", "שלום")  # left out where no font of the machine has them


def test_a_damaged_take_is_refused(take: Film, tmp_path: Path) -> None:
    path = take()
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(Permanent, match="take"):
        conform_shot(path, (), DELIVERY, 12, tmp_path / "out.mp4")


# --- master


def test_the_picture_of_the_master_is_that_of_the_shots(conformed: Film, tmp_path: Path) -> None:
    shots = [conformed("1.mp4", 30, Cue(0.5, 1.0, ("好。",))), conformed("2.mp4", 7), conformed("3.mp4", 61)]
    master_episode(shots, record_sound(tmp_path / "mix.wav", 98 / 24), DELIVERY, "红包", tmp_path / "master.mp4")
    assert np.array_equal(decoded(tmp_path / "master.mp4"), np.concatenate([decoded(shot) for shot in shots]))
    picture = measure_picture(tmp_path / "master.mp4")
    assert picture.frames == 98
    assert picture.fps == pytest.approx(24, abs=1e-6)


@pytest.mark.parametrize(("loud", "clicks"), [(0.01, False), (0.1, True), (0.9, False)])
def test_the_master_has_the_delivery_s_loudness(conformed: Film, tmp_path: Path, loud: float, clicks: bool) -> None:
    mix = record_sound(tmp_path / "mix.wav", 4.0, loud, clicks)
    quality = master_episode([conformed("1.mp4", 96)], mix, DELIVERY, "t", tmp_path / "master.mp4")
    assert quality.loudness == pytest.approx(-16, abs=0.5)
    assert quality.true_peak <= -1.0


def test_silence_is_not_blown_up(conformed: Film, tmp_path: Path) -> None:
    mix = record_sound(tmp_path / "mix.wav", 2.0, loud=1e-4)
    quality = master_episode([conformed("1.mp4", 48)], mix, DELIVERY, "t", tmp_path / "master.mp4")
    assert quality.loudness < -60


@pytest.mark.parametrize("seconds", [1.2, 2.0, 3.1])
def test_sound_and_picture_are_equally_long(conformed: Film, tmp_path: Path, seconds: float) -> None:
    mix = record_sound(tmp_path / "mix.wav", seconds)
    quality = master_episode([conformed("1.mp4", 48)], mix, DELIVERY, "t", tmp_path / "master.mp4")
    assert quality.video_seconds == 2.0
    assert quality.audio_seconds == pytest.approx(2.0, abs=0.04)


@pytest.mark.parametrize("loud", [0.05, 0.9])
def test_sound_stays_in_step_with_the_picture(conformed: Film, tmp_path: Path, loud: float) -> None:
    beep = np.zeros((RATE * 2, 2), np.float32)
    beep[RATE : RATE + 2400] = loud * np.sin(np.arange(2400) * 0.3)[:, None]
    beep += np.random.default_rng(2).normal(0, 0.02, beep.shape).astype(np.float32)
    soundfile.write(tmp_path / "mix.wav", beep, RATE, subtype="FLOAT")
    master_episode([conformed("1.mp4", 48)], tmp_path / "mix.wav", DELIVERY, "t", tmp_path / "master.mp4")
    with av.open(str(tmp_path / "master.mp4")) as container:
        heard = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    match = np.correlate(heard[RATE - 4000 : RATE + 8000], beep[RATE : RATE + 2400, 0], "valid")
    assert abs(int(match.argmax()) - 4000) <= 24  # half a millisecond


def test_nothing_clicks_at_a_cut(conformed: Film, tmp_path: Path) -> None:
    """At 2 s the place and the music change, and a line that was still humming is over."""
    hum = 0.3 * np.sin(2 * np.pi * 220 * np.arange(RATE // 2) / RATE)
    soundfile.write(tmp_path / "hum.wav", hum.astype(np.float32), RATE)
    notes = 0.3 * np.sin(2 * np.pi * np.repeat([330.0, 490.0], 3 * RATE) * np.arange(6 * RATE) / RATE)
    soundfile.write(tmp_path / "score.wav", np.stack([notes] * 2, axis=1).astype(np.float32), RATE)
    music = Music(tmp_path / "score.wav", 0.25, (Bed(0.0, 0.0, 3.0), Bed(2.0, 3.0, 3.0)))
    airs = (Air(0.0, room_of("street", "day")), Air(2.0, room_of("kitchen", "night")))
    mix_episode([Speech(tmp_path / "hum.wav", 1.5)], music, airs, 4.0, tmp_path / "mix.wav")
    shots = [conformed("1.mp4", 48), conformed("2.mp4", 48)]
    master_episode(shots, tmp_path / "mix.wav", DELIVERY, "t", tmp_path / "master.mp4")
    with av.open(str(tmp_path / "master.mp4")) as container:
        heard = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    jumps = np.abs(np.diff(heard, 3))
    cut = slice(round(1.97 * RATE), round(2.03 * RATE))
    assert jumps[cut].max() <= np.delete(jumps, cut).max() < 0.01


def test_the_master_starts_playing_before_it_is_loaded_and_has_its_title(conformed: Film, tmp_path: Path) -> None:
    title = '红包 = <The "Red"> Envelope'
    master_episode(
        [conformed("1.mp4", 24)], record_sound(tmp_path / "mix.wav", 1.0), DELIVERY, title, tmp_path / "master.mp4"
    )
    data = (tmp_path / "master.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    with av.open(str(tmp_path / "master.mp4")) as container:
        assert container.metadata["title"] == title
        audio = container.streams.audio[0]
        assert (audio.codec_context.name, audio.rate, audio.layout.name) == ("aac", RATE, "stereo")


def test_shots_of_another_encoding_are_refused(conformed: Film, tmp_path: Path) -> None:
    shots = [conformed("1.mp4", 12), conformed("2.mp4", 12, delivery=Delivery(width=180, height=320))]
    with pytest.raises(Permanent, match=r"2\.mp4"):
        master_episode(shots, record_sound(tmp_path / "mix.wav", 1.0), DELIVERY, "t", tmp_path / "master.mp4")


# --- measure


def test_a_truncated_master_is_found(conformed: Film, tmp_path: Path) -> None:
    path = tmp_path / "master.mp4"
    master_episode([conformed("1.mp4", 48)], record_sound(tmp_path / "mix.wav", 2.0), DELIVERY, "t", path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) - 4000])
    with pytest.raises(Permanent, match=r"master\.mp4"):
        measure_film(path)


def test_a_film_without_sound_cannot_be_a_master(take: Film) -> None:
    with pytest.raises(Permanent, match="loudness"):
        measure_loudness(take())
