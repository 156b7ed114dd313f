"""A take becomes a shot of the delivery: its size, its exact length, its encoding, the subtitles in the picture.

All shots are encoded alike and begin with a key frame, so an episode is joined without encoding it again.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import av
import cv2
import numpy as np

from services.compositor import ffmpeg
from services.compositor.lettering import Picture, caption
from services.compositor.subtitles import Cue
from shared.artifacts.records import Delivery
from shared.runtime.errors import Permanent, Transient

SUBTITLE_HEIGHT = 0.78
"""Where the middle of a subtitle lies, as a share of the picture's height: above the buttons of the players."""

_UNTAGGED = (2, 0)
"""The colour spaces "unspecified" and "RGB" of H.264; the latter is what a careless encoder leaves behind."""


def conform_shot(
    film: Path, cues: Sequence[Cue], delivery: Delivery, frames: int, into: Path, threads: int = 1
) -> None:
    """Write ``film`` as exactly ``frames`` frames of the delivery's size and rate, H.264 Main, bt709, no sound.

    A film of another shape is cropped around its middle; one that is too short holds its last frame. ``cues`` are in
    seconds from the shot's start. Raises Permanent when the film cannot be decoded.
    """
    with tempfile.TemporaryDirectory(prefix="conform-", dir=into.parent) as folder:
        captions = [_keep(caption(cue.rows, delivery.width), Path(folder, f"{n}.png")) for n, cue in enumerate(cues)]
        ffmpeg.run(
            [
                *("-loglevel", "error", "-filter_threads", str(threads), "-threads", str(threads), "-i", str(film)),
                *(word for picture in captions for word in ("-i", str(picture))),
                *("-filter_complex", _filters(film, cues, captions, delivery), "-map", "[out]", "-an"),
                *("-frames:v", str(frames), "-threads", str(threads), *ffmpeg.encoding(delivery)),
                *("-map_metadata", "-1", "-f", "mp4", str(into)),
            ],
            "conform the take",
        )


def _filters(film: Path, cues: Sequence[Cue], captions: Sequence[Path], delivery: Delivery) -> str:
    width, height, fps = delivery.width, delivery.height, delivery.fps
    source = "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709," if _untagged(film) else ""
    steps = [
        f"[0:v]{source}fps={fps}:start_time=0,tpad=stop=-1:stop_mode=clone,"
        f"scale={width}:{height}:force_original_aspect_ratio=increase:force_divisible_by=2:flags=bicubic"
        f":out_color_matrix=bt709:out_range=tv,crop={width}:{height},setsar=1,format=yuv420p[v0]"
    ]
    for number, cue in enumerate(cues):
        first, end = round(cue.start * fps), round(cue.end * fps)
        steps.append(
            f"[v{number}][{number + 1}:v]overlay=x=0:y={round(height * SUBTITLE_HEIGHT)}-h/2:format=yuv420"
            f":enable='between(n,{first},{end - 1})'[v{number + 1}]"
        )
    steps.append(f"[v{len(cues)}]setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv[out]")
    return ";".join(steps)


def _keep(picture: Picture, path: Path) -> Path:
    """Write a PNG; ffmpeg wants colours that are not multiplied with their alpha."""
    alpha = np.maximum(picture[..., 3:].astype(np.float32), 1)
    straight = picture.copy()
    straight[..., :3] = np.minimum(255, picture[..., :3] * (255 / alpha) + 0.5).astype(np.uint8)
    if not cv2.imwrite(str(path), straight, [cv2.IMWRITE_PNG_COMPRESSION, 1]):
        raise Transient(f"the subtitle picture {path.name} could not be written: is the disk full?")
    return path


def _untagged(film: Path) -> bool:
    """Whether the film does not say how its colours are coded; then it is bt709, as players take it."""
    try:
        with av.open(str(film)) as container:
            return not container.streams.video or container.streams.video[0].codec_context.colorspace in _UNTAGGED
    except (av.FFmpegError, OSError) as broken:
        raise Permanent(f"the take cannot be read: {broken}") from broken
