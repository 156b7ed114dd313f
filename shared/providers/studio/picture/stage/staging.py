"""Who stands where, and what the camera sees behind them, on a stage of 720 × 1280 units.

The camera keeps to one side of the line between two people: who stands on the left looks right, and has the set's left
side behind; who stands on the right looks left, before the set's right side.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from shared.artifacts.records import Framing
from shared.providers.ports import Actor, FilmBrief
from shared.providers.studio.picture.places.place import Side
from shared.providers.studio.picture.places.stage import HEIGHT, HORIZON, WIDTH
from shared.providers.studio.picture.stage.gestures import reaches

SOLE = 1290.0
"""Head units from a grown-up's eyes to the soles."""
EYES = 404.0
"""Where a man's eyes are in a wide shot, near or far."""


@dataclass(frozen=True)
class Mark:
    """Where an actor stands: the point between the eyes, units of the stage for each head unit, the way of the head."""

    actor: Actor
    x: float
    y: float
    scale: float
    yaw: float
    partner: float
    soft: float = 0.0  # out of focus, in stage units
    back: bool = False  # seen from behind

    @property
    def ground(self) -> float:
        """Where the feet stand in a wide shot."""
        return EYES + SOLE * self.scale

    @property
    def face(self) -> tuple[float, float, float, float]:
        """What head and hair cover: left, top, right, bottom."""
        reach = 125 * self.scale
        return self.x - reach, self.y - 180 * self.scale, self.x + reach, self.y + 125 * self.scale


@dataclass(frozen=True)
class Lens:
    """How much of a side of the set is seen: zoom, the point of the set in the middle, blur in stage units."""

    side: Side
    zoom: float
    x: float
    y: float
    blur: float


_ZOOMS: dict[Framing, tuple[float, float, float]] = {
    "wide": (1.0, 400, 1.0),
    "medium": (1.42, 428, 4.5),
    "close-up": (1.95, 427, 11.0),
    "over-shoulder": (1.62, 424, 7.5),
    "insert": (2.1, 300, 13.0),
}
"""For each framing the zoom, where the eyes are in the frame, and the blur of the set."""


def favoured(brief: FilmBrief) -> int:
    """The place in ``actors`` of whom the shot is about: who speaks longest, else the first."""
    said = {actor.name: 0.0 for actor in brief.actors}
    for line in brief.utterances:
        if line.speaker in said:
            said[line.speaker] += line.end - line.start
    names = [actor.name for actor in brief.actors]
    return max(range(len(names)), key=lambda index: (said[names[index]], -index))


def lens(brief: FilmBrief) -> Lens:
    """What is seen of the set: which side, how near, and a part of it that varies from shot to shot."""
    zoom, eyes, blur = _ZOOMS[brief.framing]
    chance = _chance(brief, "lens")
    zoom *= chance.uniform(1.0, 1.08)
    side: Side = "centre"
    x = WIDTH / 2 + chance.uniform(-30, 30)
    if brief.actors:
        way = _way(brief, favoured(brief))
        if brief.framing in ("close-up", "over-shoulder", "insert") or (brief.framing == "medium" and _alone(brief)):
            side = "left" if way > 0 else "right"
            x = WIDTH / 2 + chance.uniform(-70, 70)
        elif brief.framing == "medium":
            x = WIDTH / 2 - way * chance.uniform(40, 110)
    return Lens(side, zoom, x, HORIZON + (HEIGHT / 2 - eyes) / zoom, blur)


def marks(brief: FilmBrief) -> tuple[Mark, ...]:
    """Every actor's mark, those in the back first; an insert shows nobody but hands."""
    if not brief.actors or brief.framing == "insert":
        return ()
    arrange = {"wide": _wide, "medium": _medium, "close-up": _close, "over-shoulder": _over_shoulder}
    return tuple(arrange[brief.framing](brief))


def focus(placed: Sequence[Mark]) -> tuple[float, float]:
    """The stage point that the camera moves towards."""
    if not placed:
        return 360.0, 520.0
    sharp = [mark for mark in placed if not mark.soft] or list(placed)
    return sum(mark.x for mark in sharp) / len(sharp), sum(mark.y for mark in sharp) / len(sharp)


def _wide(brief: FilmBrief) -> list[Mark]:
    """Whole figures on one ground, one nearer than the other, so that eyes are level and feet are not."""
    count, hero = min(3, len(brief.actors)), favoured(brief)
    near = hero if count == 3 else _chance(brief, "depth").randrange(count)
    xs = {1: (330.0,), 2: (212.0, 512.0), 3: (168.0, 356.0, 574.0)}[count]
    placed = []
    for index, actor in enumerate(brief.actors[:count]):
        way = _way(brief, index)
        scale = 0.62 if index == near or count == 1 else 0.55 if count == 2 else (0.55, 0.50, 0.57)[index]
        x = 360 - way * 36 if count == 1 else xs[index]
        yaw = way * (16 if index == near and count > 1 else 22)
        y = EYES + _shorter(actor) * scale
        placed.append(Mark(actor, x, y, scale, yaw, way if count > 1 else 0.0))
    return _from_the_back(brief, placed)


def _medium(brief: FilmBrief) -> list[Mark]:
    """One, two who overlap, or a triangle of three; whom the shot is about faces the camera more."""
    count, hero = min(3, len(brief.actors)), favoured(brief)
    placed = []
    for index, actor in enumerate(brief.actors[:count]):
        way, is_hero = _way(brief, index), index == min(hero, count - 1)
        if count == 1:
            x, scale, eyes = 360 - way * 44, 1.5, 418.0
        elif count == 2:
            far = is_hero != reaches(brief.action)
            scale, eyes = (1.22, 446.0) if far else (1.40, 424.0)
            x = 360 - way * (146 if far else 196)
        else:
            scale = 0.92 if index == 1 else 1.12 if is_hero else 1.04
            x, eyes = (150.0, 368.0, 584.0)[index], 412.0 if index == 1 else 462.0
        yaw = way * (14 if is_hero else 26) if count > 1 else way * 14
        y = eyes + _shorter(actor) * scale * 0.34
        placed.append(Mark(actor, x, y, scale, yaw, way if count > 1 else 0.0))
    return _from_the_back(brief, placed)


def _close(brief: FilmBrief) -> list[Mark]:
    """The face with room to look into; now and then the partner's shoulder at the edge."""
    hero = favoured(brief)
    way = _way(brief, hero)
    alone = _alone(brief)
    here = Mark(brief.actors[hero], 360 - way * 46, 432, 2.05, way * 15, 0.0 if alone else way)
    if alone or _chance(brief, "shoulder").random() < 0.6:
        return [here]
    return [here, Mark(_partner(brief, hero), 360 + way * 440, 640, 2.5, -way * 30, -way, soft=13.0, back=True)]


def _over_shoulder(brief: FilmBrief) -> list[Mark]:
    if _alone(brief):
        return _medium(brief)
    hero = favoured(brief)
    way = _way(brief, hero)
    actor = brief.actors[hero]
    y = 426 + _shorter(actor) * 0.3
    return [
        Mark(actor, 360 - way * 92, y, 1.56, way * 16, way),
        Mark(_partner(brief, hero), 360 + way * 326, 590, 2.2, -way * 30, -way, soft=8.0, back=True),
    ]


def _way(brief: FilmBrief, index: int) -> float:
    """Which way an actor looks: to the others; who is alone always looks the same way."""
    count = min(3, len(brief.actors))
    if count == 1:
        return Random(f"{brief.seed}/{brief.actors[0].name}").choice((-1.0, 1.0))
    hero = favoured(brief)
    if count == 2 or index in (0, count - 1):
        return 1.0 if index == 0 else -1.0
    return 1.0 if hero == count - 1 else -1.0


def _partner(brief: FilmBrief, hero: int) -> Actor:
    return brief.actors[1 if hero == 0 else hero - 1]


def _alone(brief: FilmBrief) -> bool:
    return len(brief.actors) == 1


def _shorter(actor: Actor) -> float:
    """How much lower than a man's the eyes of a woman or a child are, in head units."""
    return 0.40 * (SOLE - 150) * min(1.0, max(0.0, (16 - actor.age) / 10)) + (40 if actor.gender == "female" else 0)


def _from_the_back(brief: FilmBrief, placed: list[Mark]) -> list[Mark]:
    """Who stands back is drawn first, whose hands speak most last."""
    hero = brief.actors[favoured(brief)]
    return sorted(placed, key=lambda mark: (mark.scale, mark.actor is hero))


def _chance(brief: FilmBrief, what: str) -> Random:
    who = "+".join(actor.name for actor in brief.actors)
    return Random(f"{brief.seed}/{brief.place}/{brief.framing}/{who}/{brief.action}/{len(brief.utterances)}/{what}")
