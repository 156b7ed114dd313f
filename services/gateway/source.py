"""A request file as a plain value, with the line of each field: strict YAML or JSON, read without surprises.

YAML is read as its version 1.2 means it: only ``true`` and ``false`` are truth values, so ``no`` and ``on`` stay words.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import yaml

from services.gateway.terminal import visible
from services.gateway.words import refusals as say

MAX_BYTES = 2 * 1024 * 1024
"""What is read at all; a text that is too long is told by its field."""
MAX_PARTS = 20_000
"""So many values: the words of every line of a season, and more."""
_MAX_DEPTH = 16

Path_ = tuple[str | int, ...]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # both only parse here; nothing is constructed by them
_PLAIN = {"": None, "~": None, "null": None, "true": True, "false": False}
_INTEGER = re.compile(r"[-+]?\d{1,18}")
_DECIMAL = re.compile(r"[-+]?(\d{1,18}\.\d*|\.\d{1,18}|\d{1,18}(\.\d*)?[eE][-+]?\d{1,3})")
_NOT_A_NUMBER = re.compile(r"[-+]?\.(inf|nan)|NaN|-?Infinity", re.IGNORECASE)


class Unreadable(ValueError):
    """The text is no value; says what is wrong, how to mend it, and in which line."""

    def __init__(self, reason: str, mend: str, line: int | None = None, where: str = "") -> None:
        super().__init__(f"{reason}: {mend}")
        self.reason, self.mend, self.line, self.where = reason, mend, line, where


@dataclass(frozen=True)
class Source:
    """A value and the line (from 1) of each of its parts, by path."""

    value: object
    lines: dict[Path_, int] = field(default_factory=dict)

    def line(self, path: Path_) -> int | None:
        """The line of the part, or of the nearest part around it; None where lines are not known."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


def read_source(path: Path) -> Source:
    """Read a file: JSON if it is called so, else YAML. Raises Unreadable."""
    text = _text(path)
    source = _json(text) if path.suffix.lower() == ".json" else _yaml(text)
    if source.value is None:
        raise Unreadable(say.EMPTY_FILE(), say.AT_LEAST())
    return source


def _text(path: Path) -> str:
    try:
        if path.is_dir():
            raise Unreadable(say.FOLDER(), say.NAME_FILE())
        if not path.is_file():
            raise Unreadable(say.NO_FILE(), _similar(path))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(say.CANNOT_READ(why=error.strerror), say.PERMISSIONS()) from error
    if len(data) > MAX_BYTES:
        raise Unreadable(say.TOO_LARGE(limit=MAX_BYTES // 1024), say.A_PAGE())
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(say.NOT_UTF8(), say.SAVE_UTF8(), data.count(b"\n", 0, error.start) + 1) from error


def _similar(path: Path) -> str:
    near = sorted(p.name for p in path.parent.glob(f"{path.stem}.*")) if path.parent.is_dir() and path.stem else []
    return say.CHECK_PATH_NEAR(near=near[0]) if near else say.CHECK_PATH()


# --- JSON


def _json(text: str) -> Source:
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number) if text.strip() else None
    except json.JSONDecodeError as error:
        raise Unreadable(say.NOT_JSON(said=error.msg, column=error.colno), say.MEND_IT(), error.lineno) from error
    except RecursionError:
        raise _too_deep(None) from None
    except Unreadable as error:
        raise _placed(error, text) from None
    except ValueError as error:
        raise Unreadable(say.LONG_NUMBER(), say.SHORTER()) from error
    _count(value)
    return Source(value, _lines(text))


def _lines(text: str) -> dict[Path_, int]:
    """The lines of a JSON text, which is YAML as well; none where a YAML reader stumbles over it."""
    try:
        return _yaml(text).lines
    except Unreadable:
        return {}


def _placed(error: Unreadable, text: str) -> Unreadable:
    """The same finding with its line and field, where a YAML reader finds it, too."""
    try:
        _yaml(text)
    except Unreadable as same:
        return same if same.reason == error.reason else error
    return error


def _count(value: object) -> None:
    """Raises Unreadable when the value has too many parts to be a request."""
    parts, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        inner = list(one.values()) if isinstance(one, dict) else one if isinstance(one, list) else []
        parts += len(inner)
        if parts > MAX_PARTS:
            raise Unreadable(say.TOO_MANY(limit=MAX_PARTS), say.A_PAGE())
        waiting += inner


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Unreadable(say.FIELD_TWICE(), say.KEEP_ONE(), where=visible(twice))
    return found


def _no_number(word: str) -> NoReturn:
    raise Unreadable(say.NO_NUMBER(word=word), say.FINITE())


# --- YAML


def _yaml(text: str) -> Source:
    lines: dict[Path_, int] = {}
    try:
        events = iter(yaml.parse(text, Loader=_Loader))
        value = _document(events, lines)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        said = " ".join(filter(None, (error.context, error.problem)))
        raise Unreadable(say.NOT_YAML(said=said), say.INDENT(), line) from error
    except yaml.reader.ReaderError as error:
        line = text.encode().count(b"\n", 0, error.position) + 1
        raise Unreadable(say.BAD_CHARACTER(), say.UNSEEN(), line) from error
    return Source(value, lines)


def _document(events: Iterator[Any], lines: dict[Path_, int]) -> object:
    value: object = None
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise Unreadable(say.DOCUMENTS(), say.ONE_DOCUMENT(), _line(event))
        elif isinstance(event, yaml.NodeEvent):
            value = _node(event, events, (), lines)
    return value


def _node(event: Any, events: Iterator[Any], path: Path_, lines: dict[Path_, int]) -> object:
    """The value that begins with this event; takes what belongs to it from ``events``."""
    lines.setdefault(path, _line(event))
    if len(lines) > MAX_PARTS:
        raise Unreadable(say.TOO_MANY(limit=MAX_PARTS), say.A_PAGE(), _line(event))
    _refuse_tricks(event, path)
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event, path)
    if len(path) >= _MAX_DEPTH:
        raise _too_deep(_line(event))
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(events, path, lines)
    return _mapping(events, path, lines)


def _sequence(events: Iterator[Any], path: Path_, lines: dict[Path_, int]) -> list[object]:
    found: list[object] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        found.append(_node(event, events, (*path, len(found)), lines))
    return found


def _mapping(events: Iterator[Any], path: Path_, lines: dict[Path_, int]) -> dict[str, object]:
    found: dict[str, object] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        _refuse_tricks(event, path)
        if not isinstance(event, yaml.ScalarEvent):
            raise Unreadable(say.WORD(), say.NAME_VALUE(), _line(event), _dotted(path))
        here = (*path, event.value)
        if event.value in found:
            raise Unreadable(say.FIELD_TWICE(), say.KEEP_ONE(), _line(event), _dotted(here))
        lines[here] = _line(event)
        found[event.value] = _node(next(events), events, here, lines)
    return found


def _scalar(event: Any, path: Path_) -> object:
    text: str = event.value
    if not event.implicit[0]:  # it was quoted, or is a block of text
        return text
    if text.lower() in _PLAIN:
        return _PLAIN[text.lower()]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if _NOT_A_NUMBER.fullmatch(text):
        raise Unreadable(say.NO_NUMBER(word=text), say.FINITE(), _line(event), _dotted(path))
    return text


def _refuse_tricks(event: Any, path: Path_) -> None:
    """Anchors, aliases and tags have no place in a request, and have been used to attack readers."""
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        raise Unreadable(say.ALIAS(), say.WRITE_OUT(), _line(event), _dotted(path))
    if event.tag is not None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        raise Unreadable(say.TAG(tag=tag), say.REMOVE(), _line(event), _dotted(path))


def _too_deep(line: int | None) -> Unreadable:
    return Unreadable(say.TOO_DEEP(), say.THREE_LEVELS(), line)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _dotted(path: Path_) -> str:
    return visible(".".join(map(str, path)))
