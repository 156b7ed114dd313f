"""A plot's parts: who is in it, whom that suits, how they call each other, and what it reads from a premise."""

import re
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field

from shared.artifacts.records import Place

PLAYS = ("elder", "family", "outside")
"""Whom a part may want: the older the better; a relative of the protagonist; somebody outside the family."""
NAMES = ("keeper", "gone")
"""Relatives that a premise itself names for a part: who kept the thing, who has died."""
FLAGS = ("kin", "elder", "old", "woman", "man")
"""What beats may ask of the one who plays a part, as in ``if=K.old``."""


@dataclass(frozen=True)
class Label:
    """What somebody is, in both languages, and what they are like: 邻居，知情的老友/neighbour and old friend."""

    zh: str
    en: str

    def is_named(self, text: str) -> bool:
        """Whether the text speaks of such a one, in either language."""
        zh, en = self.zh.partition("，")[0], self.en.partition(",")[0]
        return zh in text or re.search(rf"\b{re.escape(en)}\b", text, re.IGNORECASE) is not None


@dataclass(frozen=True)
class Part:
    """A part of the plot. ``suits`` is looked for in roles and personalities; ``labels`` are roles to choose from.

    ``plays`` is one of PLAYS; ``names`` one of NAMES. ``child_of`` prefers a child of the one who plays that part,
    ``family_of`` says whose relative the part is, if not the protagonist's. ``other`` prefers the other gender than the
    protagonist's. ``side`` parts may also say the lines of X. ``absent`` is who the part may be when nobody plays it:
    only spoken of, or a voice on the phone.
    """

    letter: str
    purpose: str
    suits: re.Pattern[str] | None = None
    plays: str = ""
    names: str = ""
    child_of: str = ""
    family_of: str = ""
    other: bool = False
    side: bool = False
    labels: tuple[Label, ...] = ()
    ages: tuple[int, int] | None = None
    absent: tuple[Label, ...] = ()


@dataclass(frozen=True)
class Choice:
    """One of those for whom a further letter may stand, if the flags in ``needs`` are set."""

    letter: str
    needs: tuple[str, ...] = ()


def fits(needs: Iterable[str], flags: Set[str]) -> bool:
    """Whether every flag is there, and none that is forbidden with ``!``."""
    return all((need[1:] not in flags) if need[0] == "!" else need in flags for need in needs)


@dataclass(frozen=True)
class Call:
    """How one part calls another where no word of kinship does, or ``always``; ``polite`` is 您."""

    zh: str
    en: str
    polite: bool = False
    always: bool = False


@dataclass(frozen=True)
class Word:
    """What a gap can be filled with: ``words`` are how a premise speaks of it, ``flag`` is set when it is chosen."""

    zh: str
    measure: str
    en: str
    words: tuple[str, ...] = ()
    flag: str = ""


@dataclass(frozen=True)
class Gap:
    """What a plot wants to know of a premise: a word of the list, or one that a pattern finds in the premise itself."""

    words: tuple[Word, ...]
    default: tuple[Word, ...]
    patterns: Mapping[str, re.Pattern[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Playbill:
    """All that a plot declares about its people and its premise. ``shapes`` are the casts that it can be played by.

    In a ``family`` plot whoever has no role is a relative, and anybody else an ``outsider``. ``also`` are more letters
    for the first of some parts that is played and whose flags are set. ``things`` and ``years`` are drawn from where
    the premise names none; ``besides`` are things that the plot has anyway, so that the premise's own is another one.
    ``since`` counts the years from when that part left home. ``home`` is where people are at home.
    """

    parts: dict[str, Part]
    shapes: tuple[tuple[str, ...], ...]
    invents: tuple[str, ...]
    family: bool
    outsider: Label
    besides: tuple[str, ...]
    also: dict[str, tuple[Choice, ...]]
    calls: dict[tuple[str, str], Call]
    gaps: dict[str, Gap]
    flags: dict[str, re.Pattern[str]]
    things: tuple[str, ...]
    years: tuple[int, ...]
    since: str
    home: Place

    @property
    def lead(self) -> str:
        """The part of the protagonist, with which every shape begins."""
        return self.shapes[0][0]

    @property
    def letters(self) -> set[str]:
        """Every letter that a text may use for somebody."""
        return {*self.parts, *self.also, "X"}

    def further(self, played: Collection[str], flags: Set[str]) -> dict[str, str]:
        """For which part each letter of ``also`` stands, if these are played and those flags are set."""
        there = {
            letter: [one.letter for one in order if one.letter in played and fits(one.needs, flags)]
            for letter, order in self.also.items()
        }
        return {letter: parts[0] for letter, parts in there.items() if parts}

    @property
    def known_flags(self) -> set[str]:
        """Every flag that a beat may ask for."""
        found = {"X", "gone", "before", *self.parts, *self.also, *self.flags}
        found |= {f"{letter}.{flag}" for letter in self.parts for flag in FLAGS}
        return found | {word.flag for gap in self.gaps.values() for word in gap.words if word.flag}
