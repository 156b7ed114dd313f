"""How the camera moves: one view of the stage for each moment."""

import math
from dataclasses import dataclass
from random import Random

from shared.providers.ports import FilmBrief

REACH = 1.09
"""The most that a move magnifies; sprites are drawn for it."""


@dataclass(frozen=True)
class View:
    """Zoom around the focus and a shift in stage units; what is farther away moves ``depth`` as much."""

    zoom: float
    x: float
    y: float
    focus: tuple[float, float]

    def matrix(self, depth: float = 1.0) -> tuple[float, float, float]:
        """(scale, shift x, shift y) on the stage for something at that depth."""
        zoom = 1 + (self.zoom - 1) * depth
        return zoom, self.focus[0] * (1 - zoom) + self.x * depth, self.focus[1] * (1 - zoom) + self.y * depth


def view_at(brief: FilmBrief, focus: tuple[float, float], moment: float) -> View:
    """The view at a moment. A resting camera pulls back in a sad wide shot, drifts in a tender one, else breathes."""
    chance = Random(f"{brief.seed}/{brief.take}/{brief.action}/camera")
    phase, way = chance.uniform(0, 6.28), chance.choice((-1, 1))
    share = min(1.0, moment / brief.seconds)
    eased = _eased(share)
    if brief.move == "push-in":
        return View(1.0 + (REACH - 1.0) * eased, 0, -4 * eased, focus)
    if brief.move == "pan":
        return View(1.05, way * 28 * (1 - 2 * eased), 0, focus)
    if brief.move == "handheld":
        x = 5.5 * math.sin(moment * 1.9 + phase) + 2.6 * math.sin(moment * 4.7 + phase * 2)
        y = 4.5 * math.sin(moment * 2.3 + phase * 1.3) + 2.2 * math.sin(moment * 5.3)
        return View(1.04 + 0.006 * math.sin(moment * 0.9), x, y, focus)
    if brief.mood == "melancholic" and brief.framing == "wide":
        return View(1.07 - 0.06 * eased, 0, 0, focus)
    if brief.mood == "romantic":
        return View(1.03, way * 9 * (1 - 2 * eased), 0, focus)
    return View(1.012 + 0.008 * share, 1.2 * math.sin(moment * 0.8 + phase), 0, focus)


def _eased(share: float) -> float:
    """From rest to rest: most of the way at an even pace."""
    return share * share * (3 - 2 * share) * 0.6 + share * 0.4
