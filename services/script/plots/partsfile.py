"""Reads a plot's ``parts.toml``, one file for both languages; README.md beside this tells the format."""

import re
import tomllib
from typing import Any, get_args

from services.script.lexicon import THINGS
from services.script.plots.parts import NAMES, PLAYS, Call, Choice, Gap, Label, Part, Playbill, Word
from shared.artifacts.records import Place
from shared.events.request import LANGUAGES

_LETTER = re.compile(r"[A-WYZ]")
_HOW = ("polite", "always")


def playbill(text: str, name: str) -> Playbill:
    """Read ``parts.toml``. Raises ValueError, with the entry, if it does not keep to the format."""
    try:
        return _playbill(_Entries(tomllib.loads(text)))
    except (ValueError, TypeError, re.error) as error:
        raise ValueError(f"{name}: {error}") from error


class _Entries:
    """A table of the file; each entry is taken once, and what nobody takes is a mistake."""

    def __init__(self, data: dict[str, Any], of: str = "the file") -> None:
        self._data, self._of = dict(data), of

    def take(self, entry: str, default: Any = None) -> Any:
        if default is None and entry not in self._data:
            raise ValueError(f"{self._of} says nothing of {entry!r}")
        return self._data.pop(entry, default)

    def table(self, entry: str) -> dict[str, Any]:
        found = self.take(entry, {})
        if not isinstance(found, dict):
            raise ValueError(f"{entry!r} is a table: [{entry}]")
        return found

    def done(self) -> None:
        if self._data:
            raise ValueError(f"{self._of} has no such entry: {next(iter(self._data))!r}")


def _playbill(entries: _Entries) -> Playbill:
    parts = {letter: _part(letter, facts) for letter, facts in entries.table("parts").items()}
    shapes = tuple(tuple(_letters(shape, parts)) for shape in entries.take("shapes"))
    bill = Playbill(
        parts=parts,
        shapes=shapes,
        invents=_letters(entries.take("invents"), parts),
        family=bool(entries.take("family")),
        outsider=_label(entries.take("outsider", "邻居/neighbour")),
        besides=_known("thing", entries.take("besides", "").split(), [thing.zh for thing in THINGS]),
        also={letter: _choices(order, parts) for letter, order in entries.table("also").items()},
        calls={_pair(pair, parts): _call(call) for pair, call in entries.table("calls").items()},
        gaps={gap: _gap(gap, facts) for gap, facts in entries.table("gaps").items()},
        flags={flag: re.compile(words, re.IGNORECASE) for flag, words in entries.table("flags").items()},
        things=_known("thing", entries.take("things").split(), [thing.zh for thing in THINGS]),
        years=tuple(int(years) for years in entries.take("years", ())),
        since=entries.take("since", ""),
        home=_known("home", [entries.take("home", "living-room")], get_args(Place))[0],
    )
    entries.done()
    if any(shape[0] != shapes[0][0] for shape in shapes) or not {shapes[0][:1], bill.invents} <= {*shapes}:
        raise ValueError("every shape begins with the protagonist's part; it alone is one of them, 'invents' another")
    if bool(bill.years) == bool(bill.since):
        raise ValueError("'years' lists how long it may have lasted, or 'since' names the part that left home then")
    return bill


def _part(letter: str, facts: dict[str, Any]) -> Part:
    if not _LETTER.fullmatch(letter):
        raise ValueError(f"a part is a capital letter other than X: {letter!r}")
    entries = _Entries(facts, f"part {letter}")
    suits, ages = entries.take("suits", ""), entries.take("ages", ())
    part = Part(
        letter,
        entries.take("is"),
        suits=re.compile(suits, re.IGNORECASE) if suits else None,
        plays=_known("whom a part plays", [entries.take("plays", "")], ("", *PLAYS))[0],
        names=_known("whom a premise names", [entries.take("names", "")], ("", *NAMES))[0],
        child_of=entries.take("child_of", ""),
        family_of=entries.take("family_of", ""),
        other=bool(entries.take("other", False)),
        side=bool(entries.take("side", False)),
        labels=_labels(entries.take("labels", ())),
        ages=(int(ages[0]), int(ages[1])) if ages else None,
        absent=_labels(entries.take("absent", ())),
    )
    entries.done()
    return part


def _letters(text: str, parts: dict[str, Part]) -> tuple[str, ...]:
    return _known("part", text.split(), parts)


def _labels(texts: str | list[str]) -> tuple[Label, ...]:
    return tuple(_label(text) for text in ([texts] if isinstance(texts, str) else texts))


def _choices(text: str, parts: Any) -> tuple[Choice, ...]:
    """Letters in their order, each with the flags it needs behind a colon: ``A:hired,A.woman B``."""
    entries = [entry.partition(":") for entry in text.split()]
    _known("part", [letter for letter, _, _ in entries], parts)
    return tuple(Choice(letter, tuple(needs.split(",")) if needs else ()) for letter, _, needs in entries)


def _label(text: str) -> Label:
    zh, slash, en = text.partition("/")
    if not slash:
        raise ValueError(f"a label is Chinese/English: {text!r}")
    return Label(zh.strip(), en.strip())


def _pair(text: str, parts: dict[str, Part]) -> tuple[str, str]:
    by, _, who = text.partition(">")
    _known("part of a call, as in 'F>K'", [by, who], parts)
    return by, who


def _call(facts: list[str]) -> Call:
    zh, en, *how = facts
    _known("way to call", how, _HOW)
    return Call(zh, en, "polite" in how, "always" in how)


def _gap(name: str, facts: dict[str, Any]) -> Gap:
    entries = _Entries(facts, f"gap {name}")
    words = tuple(_word(row) for row in entries.take("words").strip().splitlines())
    default = _known("word", entries.take("default", "").split(), [word.zh for word in words])
    patterns = {language: re.compile(pattern) for language in LANGUAGES if (pattern := entries.take(language, ""))}
    entries.done()
    return Gap(words, tuple(word for word in words if not default or word.zh in default), patterns)


def _word(row: str) -> Word:
    zh, en, *rest = (cell.strip() for cell in row.split("|"))
    name, _, measure = zh.partition("/")
    words = tuple(word.strip() for word in rest[0].split(",") if word.strip()) if rest else ()
    return Word(name, measure or "个", en, words, rest[1] if len(rest) > 1 else "")


def _known(kind: str, values: list[str], known: Any) -> tuple[Any, ...]:
    for value in values:
        if value not in known:
            raise ValueError(f"no such {kind}: {value!r}")
    return tuple(values)
