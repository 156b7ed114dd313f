"""The storyboard: one still of every shot, drawn as soon as the shot is ordered, long before it is filmed.

The studio draws it on this machine whoever films the take, so it costs a fraction of a second and no money. It has a
child process of its own, before which films give way: a preview that waits for a film to end comes too late.
"""

import asyncio
from pathlib import Path

import cv2
import numpy as np

from services.video.core import brief_shot
from shared.artifacts.library import OpenCut
from shared.artifacts.records import Mouth, Shot
from shared.providers import FilmBrief, Utterance
from shared.providers.studio.picture.film import Shot as Take
from shared.runtime.children import Children
from shared.runtime.errors import Permanent

WIDTH, HEIGHT = 360, 640


class Storyboard:
    """Draws stills in a child process of its own."""

    provider = "studio"
    model = "storyboard-1"

    def __init__(self) -> None:
        self._child = Children(1, nice=0)

    async def draw(self, brief: FilmBrief, into: Path) -> None:
        """Draw the shot at a telling moment into a JPEG file."""
        await self._child.run(draw_still, brief, into)

    async def wait_ready(self) -> None:
        """Start the child now, for it takes longer to start than to draw. Returns only when it is cancelled."""
        await self._child.run(load)
        await asyncio.Event().wait()


def brief_still(cut: OpenCut, shot: Shot) -> FilmBrief:
    """What shapes the still: the shot as it is planned, for nothing is spoken yet."""
    planned = brief_shot(cut, shot, _planned(shot), shot.seconds)
    return planned.model_copy(update={"width": WIDTH, "height": HEIGHT})


def load() -> None:
    """Whoever imports this has loaded all that draws."""
    cv2.setNumThreads(1)


def draw_still(brief: FilmBrief, into: Path) -> None:
    """Draw the middle of the first line, or of the shot where nobody speaks.

    Raises Permanent for whatever the drawing stumbles over: it would stumble again.
    """
    load()
    moment = (brief.utterances[0].start + brief.utterances[0].end) / 2 if brief.utterances else brief.seconds / 2
    try:
        frame = Take(brief).frame(round(moment * brief.fps))
        _, data = cv2.imencode(".jpg", np.ascontiguousarray(frame[:, :, :3]), [cv2.IMWRITE_JPEG_QUALITY, 88])
        into.write_bytes(data.tobytes())
    except Exception as error:
        raise Permanent(f"the still cannot be drawn: {type(error).__name__}: {error}") from error


def _planned(shot: Shot) -> tuple[Utterance, ...]:
    """The shot's lines; each has as much of the planned time as it has of the words."""
    room, words = max(0.1, shot.seconds - shot.lead_in), sum(len(line.text) for line in shot.lines)
    said, now = [], shot.lead_in
    for line in shot.lines:
        end = now + room * len(line.text) / max(1, words)
        mouth = (Mouth(start=now, open=0.3, wide=0.1),)
        said.append(Utterance(speaker=line.speaker, emotion=line.emotion, start=now, end=end, mouth=mouth))
        now = end
    return tuple(said)
