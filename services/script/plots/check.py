"""Whether a plot can be played: all that its text names is declared, and no cast lacks a beat."""

from collections.abc import Iterator
from itertools import product

from services.script.plots.beats import Beat, ways
from services.script.plots.parts import Choice, Playbill
from services.script.template import gaps

COMMON_GAPS = ("thing", "a_thing", "this_thing", "note", "years", "spot", "eve", "dish", "date", "place", "you")
_FORMS = ("he", "him", "his", "ta", "age")
_ALWAYS_PLAYED = 2


def checked(name: str, bill: Playbill, words: dict[str, tuple[str, ...]], beats: tuple[Beat, ...]) -> None:
    """Raises ValueError for the first thing that nobody declared, with its beat, or that some cast would lack."""
    for wanted in ("title", "logline", "clue", "cluelook", "cluespot"):
        if wanted not in words:
            raise ValueError(f"{name}: the words ':: {wanted} …' are missing")
    for need in (need for order in bill.also.values() for choice in order for need in choice.needs):
        if need.removeprefix("!") not in bill.known_flags:
            raise ValueError(f"{name}: no such flag in [also]: {need!r}")
    for beat in beats:
        for problem in (*_flags(bill, beat), *_letters(bill, beat), *_gaps(bill, words, beat)):
            raise ValueError(f"{name}, beat {beat.name}: {problem}")
    people = {beat.name: _people(bill, beat) for beat in beats}
    for shape in bill.shapes:
        for flags in _casts(bill, beats, shape):
            playable = [beat for beat in beats if beat.fits(flags)]
            for lack in (*_lacks(playable), *_nobody(bill, playable, people, flags)):
                raise ValueError(f"{name}: with if={','.join(sorted(flags))} there is {lack}")


def _casts(bill: Playbill, beats: tuple[Beat, ...], shape: tuple[str, ...]) -> Iterator[frozenset[str]]:
    """Every set of flags with which the shape can come: those of its parts, and each other one that a beat asks for."""
    there = {*shape, *(letter for letter, order in bill.also.items() if _surely(order) & {*shape})}
    asked = {need.removeprefix("!") for beat in beats for need in beat.needs}
    either = [(flag, "") for flag in sorted(asked) if flag in bill.flags or flag in ("gone", "before")]
    either += [(flag, "") for flag in sorted(asked) if flag.partition(".")[0] in shape and "." in flag]
    chosen = [tuple({word.flag for word in (*gap.words, *gap.default)}) for gap in bill.gaps.values()]
    side = any(bill.parts[letter].side for letter in shape)
    for flags in product(("X",) if side else ("X", ""), *either, *chosen):
        yield from _drawn(beats, frozenset(there.union(flags) - {""}))


def _drawn(beats: tuple[Beat, ...], flags: frozenset[str]) -> Iterator[frozenset[str]]:
    """The cast with every way to play each station, and the first way of all others."""
    found = ways(beats, flags)
    first = {station: options[0] for station, options in found.items()}
    yield flags.union(first.values())
    for station, options in found.items():
        for option in options[1:]:
            yield flags.union((first | {station: option}).values())


def _surely(order: tuple[Choice, ...]) -> set[str]:
    """Those for whom a letter stands whatever the premise says."""
    return {choice.letter for choice in order if not choice.needs}


def _lacks(beats: list[Beat]) -> Iterator[str]:
    """What a drama of any length needs of a plot, and this cast does not find."""
    spine = [beat for beat in beats if beat.pool == "spine"]
    if sum(beat.keep == 0 for beat in spine) < _ALWAYS_PLAYED:
        yield "no beat with keep=0 to open and another to end"
    if not any(beat.reveal for beat in spine):
        yield "no beat that reveals"
    if not any(beat.clues for beat in spine):
        yield "no beat with clues, behind which long dramas go on"
    if not any(beat.pool == "clue" and beat.cliff for beat in beats):
        yield "no clue"
    for when in ("early", "late"):
        if not any(beat.pool == "crowd" and beat.when == when for beat in beats):
            yield f"nothing for the crowd to say {when}"
    for pool in (spine, [beat for beat in beats if beat.pool == "clue"]):
        for beat, following in zip(pool, [*pool, None][1:], strict=True):
            if beat.cliff and (following is None or following.answers != beat.name):
                yield f"no answer to {beat.name} right behind it"


def _people(bill: Playbill, beat: Beat) -> tuple[set[str], set[str]]:
    """The parts that a beat shows, and those that it speaks of or to."""
    shown = {letter for shot in beat.shots for letter in shot.who}
    named = {line.listener for shot in beat.shots for line in shot.lines}
    named |= {letter for text in _texts(beat) for gap in gaps(text) for letter in _persons(gap, bill)}
    return shown, named


def _nobody(
    bill: Playbill, beats: list[Beat], people: dict[str, tuple[set[str], set[str]]], flags: frozenset[str]
) -> Iterator[str]:
    """Parts that beats show, or speak of, though they are not in the cast."""
    there = {*flags} & bill.letters
    known = there | {letter for letter, part in bill.parts.items() if part.absent}
    for beat in beats:
        shown, named = people[beat.name]
        anybody = {"X"} if beat.pool == "crowd" else set()
        for letter in sorted((shown - there - anybody) | (named - known - anybody)):
            yield f"nobody for {letter} in {beat.name}"


def _persons(gap: str, bill: Playbill) -> set[str]:
    """The letters that a gap names."""
    names = [gap.rstrip("!"), gap.partition(".")[0], *gap.split(":")]
    return {*names} & bill.letters if not gap.startswith("~") else set()


def _texts(beat: Beat) -> tuple[str, ...]:
    lines = [line for shot in beat.shots for line in shot.lines]
    said = [text for line in lines for text in (*line.variants, line.action)]
    return (*said, *(shot.action for shot in beat.shots), beat.title, beat.outline)


def _flags(bill: Playbill, beat: Beat) -> Iterator[str]:
    for need in beat.needs:
        if need.removeprefix("!") not in bill.known_flags:
            yield f"no such flag: {need!r}"


def _letters(bill: Playbill, beat: Beat) -> Iterator[str]:
    for shot in beat.shots:
        for letter in (*shot.who, *(line.listener for line in shot.lines)):
            if letter not in bill.letters:
                yield f"no such part: {letter!r}"


def _gaps(bill: Playbill, words: dict[str, tuple[str, ...]], beat: Beat) -> Iterator[str]:
    for text in _texts(beat):
        for gap in gaps(text):
            if not _is_known(gap.removesuffix(".title"), bill, words):
                yield f"no such gap: {{{gap}}}"


def _is_known(gap: str, bill: Playbill, words: dict[str, tuple[str, ...]]) -> bool:
    if gap.startswith("~"):
        return gap[1:].rstrip("0123456789") in words
    part, dot, form = gap.partition(".")
    if dot:
        return part in bill.letters and (form in _FORMS or "/" in form)
    if gap.endswith("!") or gap in bill.letters:
        return gap.removesuffix("!") in bill.letters
    by, colon, who = gap.partition(":")
    if colon:
        return {by, who} <= bill.letters
    named = gap.rstrip("0123456789")
    return named in COMMON_GAPS or named.removeprefix("a_").removeprefix("this_") in bill.gaps
