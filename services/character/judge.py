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

SKIN, OUTFIT = 0.004, 0.012
"""Shares of the picture in an actor's colour, in a medium shot; what is really there shows several times as much."""

_SHOWN: Mapping[Framing, float] = {"close-up": 0.5, "medium": 1.0, "over-shoulder": 0.5, "wide": 0.2, "insert": 0.0}
"""How much of an actor a framing shows, in relation to a medium shot. An insert may show nobody, so it is not asked."""


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
    """What was measured on a take: ``luma`` 0 to 255, ``still`` a share of its frames, ``actors`` as they were asked."""

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
    shown = _SHOWN[expected.framing]
    reasons = []
    for name, actor in zip(expected.actors, measures.actors, strict=True):
        for part, share, least in (("skin", actor.skin, SKIN), ("outfit", actor.outfit, OUTFIT)):
            if share < least * shown:
                reasons.append(
                    f"the {part} of {name} is hardly to be seen: {share:.2%} of the picture, "
                    f"{least * shown:.2%} is expected in a shot that is {expected.framing}"
                )
    return reasons
