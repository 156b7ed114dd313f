"""Frames into an MP4 file by ffmpeg."""

import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

import imageio_ffmpeg
import numpy as np

from shared.providers.studio.picture.figure.sprite import Pixels
from shared.runtime.errors import Misconfigured, Transient

# OpenCV converts by BT.601; the stream says so, for players would guess otherwise.
_COLOURS = "h264_metadata=matrix_coefficients=6:colour_primaries=1:transfer_characteristics=1:video_full_range_flag=0"


class Encoder:
    """Writes H.264 (yuv420p, no sound) of even size; used as a context, whose end completes the file.

    Raises Misconfigured when ffmpeg is missing, Transient when it ends early.
    """

    def __init__(self, into: Path, width: int, height: int, fps: int) -> None:
        self.into, self.size = into, (width, height)
        try:
            program = imageio_ffmpeg.get_ffmpeg_exe()
        except RuntimeError as missing:
            raise Misconfigured("ffmpeg is missing: install the package imageio-ffmpeg") from missing
        self._process = subprocess.Popen(
            [
                *(program, "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{width}x{height}"),
                *("-r", str(fps), "-i", "-", "-an", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "19"),
                *("-threads", "1", "-pix_fmt", "yuv420p", "-bsf:v", _COLOURS, "-movflags", "+faststart", "-f", "mp4"),
                str(into),
            ],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def write(self, planes: Pixels) -> None:
        """Add a frame: I420 of the film's size."""
        try:
            assert self._process.stdin is not None  # noqa: S101 (opened as a pipe)
            self._process.stdin.write(np.ascontiguousarray(planes).data)
        except BrokenPipeError:
            self._fail()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._process.kill()
            self._process.communicate()
            self.into.unlink(missing_ok=True)
            return
        _, said = self._process.communicate()
        if self._process.returncode != 0:
            raise Transient(f"ffmpeg ended with {self._process.returncode}: {said.decode(errors='replace')[-500:]}")

    def _fail(self) -> None:
        _, said = self._process.communicate()
        raise Transient(f"ffmpeg ended before the film did: {said.decode(errors='replace')[-500:]}")
