"""How a body carries itself: leaning towards and away, nodding, walking in and out. Pure."""

import math
import re
from dataclasses import dataclass
from typing import NamedTuple

from shared.artifacts.records import Emotion
from shared.providers.ports import FilmBrief
from shared.providers.studio.picture.figure.legs import Stride
from shared.providers.studio.picture.stage.staging import favoured

LEAN: dict[Emotion, float] = {
    "neutral": 0.4, "happy": 0.9, "sad": -0.4, "angry": 2.2, "surprised": -1.6, "afraid": -2.0, "tender": 1.8,
}  # fmt: skip
"""Degrees towards the partner while somebody speaks so."""
RECOIL: dict[Emotion, float] = {
    "neutral": 0.3, "happy": 0.5, "sad": 1.0, "angry": -1.7, "surprised": -0.6, "afraid": 0.6, "tender": 0.9,
}  # fmt: skip
"""Degrees towards the partner while somebody listens to that."""
STRIDE = 640.0
"""Head units of two steps."""
PACE = 470.0
"""Head units a second."""

_ENTERS = re.compile(
    r"进门|进来|进屋|走进|走来|跑来|赶来|推门|推开.{0,6}门|冲进|闯进|入场|\benters?\b|\bcomes? (?:in|home|through)|"
    r"\bwalks? (?:in|up)|\barriv|\bbursts? in|\bruns? in",
    re.IGNORECASE,
)
_LEAVES = re.compile(
    r"往外走|离开|离去|转身就?走|走出|出门|跑开|跑出|\bleav|\bwalks? (?:out|off|away)|\bruns? (?:out|off|away)", re.I
)


@dataclass(frozen=True)
class Walk:
    """A way of ``distance`` head units between the mark and the edge on the ``edge`` side, from ``start`` on."""

    edge: int
    distance: float
    start: float
    seconds: float
    leaves: bool


class Step(NamedTuple):
    """A moment of a walk: units from the mark, arms that swing and a body that leans (degrees)."""

    travel: float = 0.0
    swing: float = 0.0
    lean: float = 0.0
    stride: Stride | None = None


AT_REST = Step()


def doer(brief: FilmBrief) -> str:
    """Whom the action is about: who is named first in it, else who speaks most; empty without actors."""
    if not brief.actors:
        return ""
    named = [(at, actor.name) for actor in brief.actors if (at := _place(actor.name, brief.action)) >= 0]
    return min(named)[1] if named else brief.actors[favoured(brief)].name


def _place(name: str, action: str) -> int:
    """Where the action names somebody; Chinese given names stand without the family's."""
    at = action.find(name)
    return action.find(name[1:]) if at < 0 and len(name) == 3 and not name.isascii() else at


def leaning(brief: FilmBrief, name: str, moment: float) -> float:
    """Degrees towards the partner, as the lines move body and mind."""
    total = 0.0
    for line in brief.utterances:
        size = LEAN[line.emotion] if line.speaker == name else RECOIL[line.emotion]
        late = 0.0 if line.speaker == name else 0.25
        rise = _smooth((moment - line.start - late) / 0.5)
        total += size * rise * (1 - _smooth((moment - line.end - 0.2) / 0.7))
    return total


def answer(brief: FilmBrief, name: str, moment: float) -> float:
    """The small nod or jolt of somebody who listens, in head units downward."""
    for line in brief.utterances:
        if line.speaker == name:
            continue
        if line.emotion in ("angry", "surprised", "afraid"):
            since = moment - line.start - 0.2
            if 0 <= since < 0.5:
                return -5.0 * math.sin(math.pi * since / 0.5)
        since = moment - (line.start + line.end) / 2
        if 0 <= since < 0.7 and line.emotion in ("neutral", "happy", "tender"):
            return 3.5 * math.sin(2 * math.pi * since / 0.7) * (1 if since < 0.35 else 0.4)
    return 0.0


def walk_of(brief: FilmBrief, name: str, x: float, scale: float) -> Walk | None:
    """The way that the action sends somebody whose mark lies at ``x``; None if the shot has no time for it."""
    if brief.framing not in ("wide", "medium"):
        return None
    edge = -1 if x <= 360 else 1
    distance = (x if edge < 0 else 720 - x) / scale + 230
    seconds = distance / PACE
    if _ENTERS.search(brief.action):
        seconds = min(seconds, brief.seconds * 0.5)
        return Walk(edge, distance, 0.0, seconds, leaves=False)
    if _LEAVES.search(brief.action):
        said = max((line.end for line in brief.utterances if line.speaker == name), default=0.3)
        if brief.seconds - said > 0.7:
            return Walk(edge, distance, said + 0.1, seconds, leaves=True)
    return None


def step_at(walk: Walk, moment: float) -> Step:
    """Where the walker is; the last step is slower, then the feet stand."""
    share = min(1.0, max(0.0, (moment - walk.start) / walk.seconds))
    gone = share**1.5 if walk.leaves else 1 - (1 - share) ** 1.5
    travel = walk.edge * walk.distance * (gone if walk.leaves else 1 - gone)
    if (share >= 1.0 and not walk.leaves) or (share <= 0.0 and walk.leaves):
        return AT_REST
    way = walk.edge if walk.leaves else -walk.edge
    phase = walk.distance * gone / STRIDE
    calm = 1.0 if walk.leaves else min(1.0, (1 - share) * 4)
    return Step(
        travel,
        9.0 * calm * math.sin(2 * math.pi * phase),
        1.6 * way * calm,
        Stride(phase % 1.0, way) if calm > 0.2 else None,
    )


def _smooth(share: float) -> float:
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)
