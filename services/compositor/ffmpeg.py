"""Running ffmpeg, the bundled one."""

import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress

from imageio_ffmpeg import get_ffmpeg_exe

from shared.artifacts.records import Delivery
from shared.runtime.errors import Misconfigured, Permanent, Transient


def run(arguments: Sequence[str], purpose: str, stdin: Iterable[bytes] = ()) -> str:
    """Run ffmpeg to its end, give it ``stdin`` piece by piece, and return what it wrote to stderr.

    Raises Transient when it was killed or the disk is full, Misconfigured when it is not installed, else Permanent with
    its own last words: our commands are fixed, so the input must be broken.
    """
    try:
        command = [get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-nostats", "-y", *arguments]
    except RuntimeError as missing:
        raise Misconfigured("ffmpeg is missing: install the package imageio-ffmpeg") from missing
    with tempfile.TemporaryFile() as told:  # a pipe nobody reads while we write could fill and stop both of us
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=told)
        try:
            _give(process, stdin)
        except BaseException:
            process.kill()
            raise
        finally:
            code = process.wait()
        told.seek(0)
        words = told.read().decode(errors="replace")
    if code < 0:
        raise Transient(f"ffmpeg was killed by signal {-code} when it should {purpose}")
    if code:
        last = " / ".join(words.strip().splitlines()[-3:])[-800:]
        kind = Transient if "No space left" in words else Permanent
        raise kind(f"ffmpeg could not {purpose}: {last}")
    return words


def encoding(delivery: Delivery, quality: int = 20) -> list[str]:
    """x264 settings that depend on the delivery alone: films joined by stream copy share one set of parameters.

    ``quality`` is the constant rate factor; it is no part of that set.
    """
    # Of all that "ultrafast" leaves out, the deblocking filter, mbtree, B-frames and CABAC are what matters: with them
    # it is as good and as small as "superfast" at 1.5 times its speed.
    settings = "open-gop=0:stitchable=1:mbtree=1:rc-lookahead=10:weightp=0:cabac=1:deblock=0,0"
    return [
        *("-c:v", "libx264", "-preset", "ultrafast", "-crf", str(quality), "-profile:v", "main", "-level:v", "4.2"),
        *("-pix_fmt", "yuv420p", "-g", str(2 * delivery.fps), "-bf", "2", "-x264-params", settings),
        *("-video_track_timescale", str(512 * delivery.fps)),
    ]


def _give(process: subprocess.Popen[bytes], pieces: Iterable[bytes]) -> None:
    if process.stdin is None:
        return
    with suppress(BrokenPipeError), process.stdin as pipe:  # it ended: its own words say why
        for piece in pieces:
            pipe.write(piece)
