"""Running ffmpeg, the bundled one."""

import subprocess
from collections.abc import Sequence

from imageio_ffmpeg import get_ffmpeg_exe

from shared.runtime.errors import Misconfigured, Permanent, Transient


def run(arguments: Sequence[str], purpose: str) -> str:
    """Run ffmpeg to its end and return what it wrote to stderr.

    Raises Transient when it was killed or the disk is full, Misconfigured when it is not installed, else Permanent with
    its own last words: our commands are fixed, so the input must be broken.
    """
    try:
        command = [get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-nostats", "-y", *arguments]
    except RuntimeError as missing:
        raise Misconfigured("ffmpeg is missing: install the package imageio-ffmpeg") from missing
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    words = done.stderr.decode(errors="replace")
    if done.returncode < 0:
        raise Transient(f"ffmpeg was killed by signal {-done.returncode} when it should {purpose}")
    if done.returncode:
        last = " / ".join(words.strip().splitlines()[-3:])[-800:]
        kind = Transient if "No space left" in words else Permanent
        raise kind(f"ffmpeg could not {purpose}: {last}")
    return words
