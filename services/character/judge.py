"""Whether a take is what was ordered: measures against expectations, in plain words. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from shared.artifacts.records import Framing

LENGTH = 1.5
"""Frames by which a take may be shorter or longer than its voice: rounding, and one more."""

DARK, BURNT = 12.0, 245.0
"""Mean luma (0 to 255): a night scene has 20 and more, an overexposed one stays below 235."""

STILL = 0.9
"""Share of frames that equal the one before them: drawn people breathe and blink, and rest only for a while."""


class Shows(NamedTuple):
    """What a framing must show of everybody, or of one at least: the share of the picture in the outfit's colour."""

    outfit: float
    everybody: bool


# A third to a half of the least that right takes had, over all places, times of day and moods. Skin and hair are
# measured for the record only: coloured light takes the hue out of skin, and dark hair is in every shadow.
FRAMINGS: Mapping[Framing, Shows] = {
    "wide": Shows(0.01, everybody=True),
    "medium": Shows(0.015, everybody=True),
    "close-up": Shows(0.02, everybody=False),
    "over-shoulder": Shows(0.02, everybody=False),
}
"""An insert may show nobody, so it is not asked."""

CROWD = 3
"""Of so many actors each must be seen; whoever comes after them may be hidden."""


class Expected(NamedTuple):
    """What a take has to be: ``seconds`` of the voice, the ordered size and rate, who is to be seen, how near."""

    seconds: float
    width: int
    height: int
    fps: int
    framing: Framing
    actors: tuple[str, ...]


class Presence(NamedTuple):
    """The largest share of the picture (0 to 1) that has one of the actor's colours."""

    skin: float
    hair: float
    outfit: float


class Measures(NamedTuple):
    """What was measured on a take: ``luma`` 0 to 255, ``still`` a share of its frames, ``actors`` in that order."""

    width: int
    height: int
    fps: float
    frames: int
    seconds: float
    luma: float
    still: float
    actors: tuple[Presence, ...]
    damage: str = ""

    def numbers(self) -> dict[str, float]:
        """All numbers by name, for the verdict's record."""
        plain = {name: float(value) for name, value in self._asdict().items() if isinstance(value, int | float)}
        colours = {
            f"actor_{at}_{part}": share
            for at, actor in enumerate(self.actors, 1)
            for part, share in actor._asdict().items()
        }
        return {name: round(value, 5) for name, value in (plain | colours).items()}


def judge(measures: Measures, expected: Expected) -> tuple[str, ...]:
    """Every reason to film the take again, in words for a person; none means that it passes."""
    if measures.damage:
        return (measures.damage,)
    reasons = [*_format(measures, expected), *_picture(measures)]
    return tuple(reasons + _actors(measures, expected))


def _format(measures: Measures, expected: Expected) -> list[str]:
    reasons = []
    if (measures.width, measures.height) != (expected.width, expected.height):
        size, wanted = f"{measures.width}×{measures.height}", f"{expected.width}×{expected.height}"
        reasons.append(f"the picture is {size} pixels, ordered was {wanted}")
    if abs(measures.fps - expected.fps) > 0.01:
        reasons.append(f"the film has {measures.fps:.2f} frames a second, ordered were {expected.fps}")
    off = measures.seconds - expected.seconds
    if abs(off) * expected.fps > LENGTH:
        word = "shorter" if off < 0 else "longer"
        reasons.append(f"the film is {abs(off):.2f} s {word} than the {expected.seconds:.2f} s that were ordered")
    return reasons


def _picture(measures: Measures) -> list[str]:
    reasons = []
    if measures.luma < DARK:
        reasons.append(f"the picture is black: mean luma {measures.luma:.0f} of 255, at least {DARK:.0f} is needed")
    if measures.luma > BURNT:
        reasons.append(f"the picture is burnt out: mean luma {measures.luma:.0f} of 255, at most {BURNT:.0f} may be")
    if measures.still > STILL:
        reasons.append(f"the picture stands still: {measures.still:.0%} of the frames equal the one before them")
    return reasons


def _actors(measures: Measures, expected: Expected) -> list[str]:
    shows = FRAMINGS.get(expected.framing)
    if shows is None:
        return []
    missing = [
        _missing(name, actor, shows, expected.framing)
        for name, actor in zip(expected.actors, measures.actors, strict=True)
    ][:CROWD]
    if not shows.everybody and "" in missing:
        return []
    return [reason for reason in missing if reason]


def _missing(name: str, actor: Presence, shows: Shows, framing: Framing) -> str:
    """Why the actor is taken to be missing; nothing if he or she is there."""
    if actor.outfit >= shows.outfit:
        return ""
    return (
        f"{name} is not to be recognised: the outfit's colour has {actor.outfit:.1%} of the picture, "
        f"at least {shows.outfit:.1%} is expected in a shot that is {framing}"
    )
