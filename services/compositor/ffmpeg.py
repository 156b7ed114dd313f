"""How a delivery is encoded, and the bundled ffmpeg that does it."""

from shared.artifacts.records import Delivery
from shared.runtime.ffmpeg import run

__all__ = ["encoding", "run"]


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
