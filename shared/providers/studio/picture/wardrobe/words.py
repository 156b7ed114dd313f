"""Reading an outfit: which garments a text names, and in which colours."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shared.providers.studio.picture.colours import RGB, find_colours
from shared.providers.studio.picture.wardrobe.garment import Garment
from shared.providers.studio.picture.wardrobe.patterns import PATTERNS, Pattern

_LOWER = r"长裤|西裤|牛仔裤|裤|\btrousers\b|\bpants\b|\bjeans\b|\bslacks\b|\bleggings\b|\bshorts\b"
_SKIRT = r"半身裙|长裙|短裙|百褶裙|\bskirt\b"
_SCARF = r"围巾|披肩|\bscarf\b|\bshawl\b"
_OTHER = r"鞋|靴|包|帽|袜|手套|腰带|\bshoes?\b|\bboots?\b|\bbag\b|\bhat\b|\bcap\b|\bgloves?\b|\bbelt\b"
_TIE = r"领带|领结|\bneckties?\b|\btie\b"
_BREAK = re.compile(r"[,，。;；、]|\band\b|\bover\b|\bwith\b|配|搭|内搭|外罩|里面")


@dataclass(frozen=True)
class Reading:
    """What the words say; None where they say nothing."""

    garment: Garment | None = None
    colour: RGB | None = None
    inner: RGB | None = None
    lower: RGB | None = None
    accent: RGB | None = None
    scarf: RGB | None = None
    skirt: bool = False
    wants_scarf: bool = False
    pattern: Pattern | None = None


@dataclass(frozen=True)
class _Noun:
    start: int
    end: int
    kind: Garment | str


def read_outfit(text: str, garments: Sequence[Garment]) -> Reading:
    """Read a description such as ``红色羽绒服，黑色长裤`` or ``a red coat over a white shirt``."""
    nouns = _nouns(text, garments)
    colours = _paired(text, nouns)
    worn = [(noun, noun.kind) for noun in nouns if isinstance(noun.kind, Garment)]
    # Of several garments the thickest is worn on the outside.
    outer, kind = max(worn, key=lambda pair: (pair[1].cut.bulk, -pair[0].start), default=(None, None))
    inner = next((noun for noun, _ in worn if noun is not outer), None)
    named = {noun.kind: noun for noun in nouns if isinstance(noun.kind, str)}
    free = [colour for start, _, colour in find_colours(text) if (start, colour) not in colours.values()]
    own = colours.get(outer) if outer else None
    colour = own[1] if own else (free[0] if free and not (own or (outer and outer in colours)) else None)

    def of(kind: str) -> RGB | None:
        found = colours.get(named[kind]) if kind in named else None
        return found[1] if found else None

    inner_colour = colours.get(inner) if inner else None
    return Reading(
        garment=kind,
        colour=colour,
        inner=inner_colour[1] if inner_colour else None,
        lower=of("lower") or of("skirt"),
        accent=of("tie"),
        scarf=of("scarf"),
        skirt="skirt" in named,
        wants_scarf="scarf" in named,
        pattern=next((pattern for pattern in PATTERNS if re.search(pattern.words, text, re.IGNORECASE)), None),
    )


def _nouns(text: str, garments: Sequence[Garment]) -> list[_Noun]:
    """Garments and other things worn, in reading order; of two that overlap the longer one stays."""
    found: list[_Noun] = []
    for garment in garments:
        found += [_Noun(hit.start(), hit.end(), garment) for hit in garment.pattern.finditer(text)]
    for kind, words in (("lower", _LOWER), ("skirt", _SKIRT), ("scarf", _SCARF), ("tie", _TIE), ("other", _OTHER)):
        found += [_Noun(hit.start(), hit.end(), kind) for hit in re.finditer(words, text, re.IGNORECASE)]
    kept: list[_Noun] = []
    for noun in sorted(found, key=lambda noun: noun.start - noun.end):
        if all(noun.end <= other.start or noun.start >= other.end for other in kept):
            kept.append(noun)
    return sorted(kept, key=lambda noun: noun.start)


def _paired(text: str, nouns: Sequence[_Noun]) -> dict[_Noun, tuple[int, RGB]]:
    """The colour of each noun: the nearest before it, else the first after it within its clause."""
    colours = find_colours(text)
    paired: dict[_Noun, tuple[int, RGB]] = {}
    used: set[int] = set()
    for index, noun in enumerate(nouns):
        begin = nouns[index - 1].end if index else 0
        before = [
            c
            for c in colours
            if begin <= c[0] and c[1] <= noun.end and c[0] not in used and not _BREAK.search(text[c[1] : noun.start])
        ]
        if before:
            # A word like denim is a colour only where no other one is named.
            nearest = next((c for c in reversed(before) if c[1] <= noun.start), before[-1])
            paired[noun] = (nearest[0], nearest[2])
            used.update(c[0] for c in before if c[0] >= nearest[0])
    for index, noun in enumerate(nouns):
        if noun in paired:
            continue
        end = nouns[index + 1].start if index + 1 < len(nouns) else len(text)
        after = [
            c
            for c in colours
            if noun.end <= c[0] < end and c[0] not in used and not _BREAK.search(text[noun.end : c[0]])
        ]
        if after:
            paired[noun] = (after[0][0], after[0][2])
            used.add(after[0][0])
    return paired
