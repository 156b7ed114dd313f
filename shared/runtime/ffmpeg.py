"""Running ffmpeg, the bundled one."""

import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress

from imageio_ffmpeg import get_ffmpeg_exe

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


def _give(process: subprocess.Popen[bytes], pieces: Iterable[bytes]) -> None:
    if process.stdin is None:
        return
    with suppress(BrokenPipeError), process.stdin as pipe:  # it ended: its own words say why
        for piece in pieces:
            pipe.write(piece)
