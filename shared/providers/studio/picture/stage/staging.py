"""Who stands where: framing and gestures, on a stage of 720 × 1280 units."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from shared.artifacts.records import Framing
from shared.providers.ports import Actor, FilmBrief
from shared.providers.studio.picture.stage.gestures import gestures_of


@dataclass(frozen=True)
class Mark:
    """Where an actor stands: the point between the eyes, units of the stage for each head unit, the way of the head."""

    actor: Actor
    x: float
    y: float
    scale: float
    yaw: float
    partner: float
    gestures: tuple[str, str] = ("down", "down")
    soft: float = 0.0  # out of focus, in stage units
    back: bool = False  # seen from behind


@dataclass(frozen=True)
class Lens:
    """How much of the set is seen: zoom, the stage point in the middle, blur of the background in stage units."""

    zoom: float
    x: float
    y: float
    blur: float


LENSES: dict[Framing, Lens] = {
    "wide": Lens(1.0, 360, 640, 1.6),
    "medium": Lens(1.34, 370, 560, 5.5),
    "close-up": Lens(1.9, 380, 470, 12.0),
    "over-shoulder": Lens(1.5, 350, 520, 8.0),
    "insert": Lens(2.1, 360, 640, 15.0),
}


def favoured(brief: FilmBrief) -> int:
    """The place in ``actors`` of whom the shot is about: who speaks longest, else the first."""
    said = {actor.name: 0.0 for actor in brief.actors}
    for line in brief.utterances:
        if line.speaker in said:
            said[line.speaker] += line.end - line.start
    names = [actor.name for actor in brief.actors]
    return max(range(len(names)), key=lambda index: (said[names[index]], -index))


def marks(brief: FilmBrief) -> tuple[Mark, ...]:
    """Every actor's mark, those in the back first."""
    if not brief.actors:
        return ()
    arrange = {"wide": _group, "medium": _group, "close-up": _close, "over-shoulder": _over_shoulder, "insert": _insert}
    return tuple(arrange[brief.framing](brief))


def _height(actor: Actor) -> float:
    """How much lower the eyes of a child are, in head units."""
    return 0.40 * (1290 - 150) * min(1.0, max(0.0, (16 - actor.age) / 10)) + (40 if actor.gender == "female" else 0)


def _group(brief: FilmBrief) -> list[Mark]:
    count = min(3, len(brief.actors))
    wide = brief.framing == "wide"
    scale = 0.56 if wide else (1.56, 1.26, 1.0)[count - 1]
    eyes = 440.0 if wide else (418.0, 436.0, 452.0)[count - 1]
    xs = {
        (1, True): (360,), (2, True): (235, 490), (3, True): (150, 360, 570),
        (1, False): (360,), (2, False): (196, 528), (3, False): (128, 360, 592),
    }[count, wide]  # fmt: skip
    hero = favoured(brief)
    placed = []
    for index, actor in enumerate(brief.actors[:3]):
        lower = _height(actor) * scale * (1.0 if wide else 0.34)
        others = [x for place, x in enumerate(xs) if place != index]
        partner = (
            0.0
            if not others
            else (1.0 if (xs[hero] if hero != index else sum(others) / len(others)) > xs[index] else -1.0)
        )
        yaw = partner * (20 if count == 2 else 16) if others else _lone_yaw(brief, actor)
        rear = count == 3 and index == 1 and hero != 1
        placed.append(
            Mark(
                actor,
                xs[index],
                eyes + lower - (16 if rear else 0),
                scale * (0.94 if rear else 1),
                yaw,
                partner,
                _arms(brief, actor, partner),
            )
        )
    # Who stands back is drawn first, who reaches out last.
    return sorted(placed, key=lambda mark: (mark.scale, "point" in mark.gestures))


def _close(brief: FilmBrief) -> list[Mark]:
    hero = favoured(brief)
    actor = brief.actors[hero]
    others = [place for place in range(len(brief.actors[:3])) if place != hero]
    if not others:
        return [Mark(actor, 360, 470, 2.2, _lone_yaw(brief, actor), 0.0, _arms(brief, actor, 0.0))]
    side = 1.0 if others[0] > hero else -1.0
    placed = [Mark(actor, 360 - side * 62, 474, 2.1, side * 16, side, _arms(brief, actor, side))]
    partner = brief.actors[others[0]]
    placed.insert(0, Mark(partner, 360 + side * 296, 520, 1.66, -side * 26, -side, soft=5.0))
    return placed


def _over_shoulder(brief: FilmBrief) -> list[Mark]:
    if len(brief.actors) == 1:
        return _group(brief)
    hero = favoured(brief)
    actor = brief.actors[hero]
    listener = brief.actors[1 if hero == 0 else 0]
    side = 1.0 if hero > (1 if hero == 0 else 0) else -1.0
    return [
        Mark(actor, 360 + side * 96, 424, 1.5, -side * 15, -side, _arms(brief, actor, -side)),
        Mark(listener, 360 - side * 310, 620, 2.3, side * 30, side, soft=7.0, back=True),
    ]


def _insert(brief: FilmBrief) -> list[Mark]:
    """Somebody out of focus behind the object, the head at the upper edge."""
    actor = brief.actors[favoured(brief)]
    return [Mark(actor, 360, -150, 2.3, _lone_yaw(brief, actor), 0.0, ("down", "down"), soft=9.0)]


def _lone_yaw(brief: FilmBrief, actor: Actor) -> float:
    return Random(f"{brief.seed}/{actor.name}/{brief.action}/{brief.take}").choice((-16.0, -12.0, 12.0, 16.0))


def _arms(brief: FilmBrief, actor: Actor, partner: float) -> tuple[str, str]:
    return gestures_of(brief, actor, partner, brief.actors[favoured(brief)].name == actor.name)


def focus(placed: Sequence[Mark]) -> tuple[float, float]:
    """The stage point that the camera moves towards."""
    if not placed:
        return 360.0, 520.0
    sharp = [mark for mark in placed if not mark.soft] or list(placed)
    return sum(mark.x for mark in sharp) / len(sharp), sum(mark.y for mark in sharp) / len(sharp)
