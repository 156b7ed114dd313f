"""A film that somebody made becomes a take: exactly its size, rate and length. What runs in a child process."""

from pathlib import Path

from shared.providers.ports import FilmBrief, Filmed
from shared.runtime import ffmpeg
from shared.runtime.errors import Permanent

_READ = ("-loglevel", "error", "-threads", "1")
_GUARDED = (*_READ, "-protocol_whitelist", "file", "-format_whitelist", "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm")
"""Films alone are read: no playlist, which could name other files or addresses."""


def conform(source: Path, brief: FilmBrief, into: Path) -> Filmed:
    """Write ``source`` as the brief's take: H.264 without sound, and a JPEG beside it.

    A film of another shape is cropped around its middle; a longer one is cut, a shorter one holds its last frame.
    Raises Permanent when it cannot be decoded or has no picture.
    """
    ffmpeg.run(
        [
            *(*_GUARDED, "-i", str(source), "-map", "0:v:0", "-vf", _shaped(brief), "-frames:v", str(brief.frames)),
            *("-an", "-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-threads", "1", "-pix_fmt", "yuv420p"),
            *("-map_metadata", "-1", "-movflags", "+faststart", "-f", "mp4", str(into)),
        ],
        "conform the take",
    )
    thumbnail = into.with_suffix(".jpg")
    at = brief.telling / brief.fps
    ffmpeg.run(
        [*_READ, "-ss", f"{at:.3f}", "-i", str(into), "-frames:v", "1", "-q:v", "3", str(thumbnail)],
        "make a picture of the take",
    )
    if not thumbnail.is_file():
        raise Permanent("the provider's film has no picture")
    return Filmed(frames=brief.frames, width=brief.width, height=brief.height, fps=brief.fps, thumbnail=thumbnail)


def _shaped(brief: FilmBrief) -> str:
    return (
        f"fps={brief.fps}:start_time=0,tpad=stop=-1:stop_mode=clone,"
        f"scale={brief.width}:{brief.height}:force_original_aspect_ratio=increase:force_divisible_by=2:flags=bicubic,"
        f"crop={brief.width}:{brief.height},setsar=1,format=yuv420p"
    )
