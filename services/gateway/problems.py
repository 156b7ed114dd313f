"""What is wrong with a request, in plain words: the field, the reason, how to mend it, the line."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from services.gateway.source import Path_, Source
from services.gateway.terminal import visible
from services.gateway.words import refusals as say
from shared.events import NamedRequest, RequestedCharacter, RequestedMusic
from shared.events.request import ABILITIES, NOTHING_AFTER

_PARTS: dict[str | int, type[BaseModel]] = {"characters": RequestedCharacter, "music": RequestedMusic}
_SHOWN = 40
_TOLD = 50
"""So many problems are told; who has more mends those first."""

_LATER = re.compile(r"'(?P<field>\w+)' \(.*\) is not supported yet: leave it out")
_TWICE = re.compile(r"the character '(?P<name>.*)' is named twice: .*", re.DOTALL)
_NOTHING_SAID = "there is nothing to say: write the words that are to be spoken"
_GATE = re.compile(r"the gate '(?P<gate>\w+)' is not supported yet: allowed is (?P<values>.*)")
_SUBTITLES = re.compile(r"'subtitles' in another language .*: allowed is (?P<values>.*)")


@dataclass(frozen=True)
class Problem:
    """One thing that keeps a request from being filmed; ``line`` (from 1) where it is known."""

    field: str
    reason: str
    mend: str
    line: int | None = None

    def __str__(self) -> str:
        where = ": ".join(filter(None, [say.LINE(line=self.line) if self.line else "", self.field]))
        facts = {"reason": self.reason, "mend": self.mend}
        return say.PROBLEM(where=where, **facts) if where else say.BARE(**facts)

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def problems(error: ValidationError, source: Source) -> list[Problem]:
    """The findings of pydantic, translated, in the order of the lines."""
    found: dict[str, Problem] = {}
    details = error.errors(include_url=False)
    for detail in details[:_TOLD]:
        path, reason, mend = _told(detail, _path(detail["loc"]), source)
        problem = Problem(visible(".".join(map(str, path))), reason, mend, source.line(path))
        found.setdefault(problem.field, problem)  # of the choices of a union, the first tells enough
    deepest = [each for each in found.values() if not any(field.startswith(f"{each.field}.") for field in found)]
    in_order = sorted(deepest, key=lambda problem: problem.line or 0)
    if len(details) > _TOLD:
        in_order.append(Problem("", say.MORE(count=len(details) - _TOLD), say.MEND_THESE()))
    return in_order


def shown(value: object) -> str:
    """The value as a person wrote it, cut where it is long."""
    match value:
        case bool():
            return str(value).lower()
        case dict() | list():
            return say.THIS()
    whole = visible(str(value)[: _SHOWN + 1])
    text = whole if len(whole) <= _SHOWN else f"{whole[:_SHOWN]}…"
    return f"'{text}'" if isinstance(value, str) else text


def _path(loc: tuple[str | int, ...]) -> Path_:
    """The field as it stands in the file: pydantic also names the choices of a union, and keys apart from values."""
    choices = {part.__name__ for part in _PARTS.values()} | {"[key]"}
    return tuple(word for word in loc if word not in choices and not str(word).startswith("literal["))


def _told(detail: ErrorDetails, path: Path_, source: Source) -> tuple[Path_, str, str]:
    """Where it is wrong, why, and how to mend it."""
    kind, value = detail["type"], detail["input"]
    schema = _schema(path)
    match kind:
        case "extra_forbidden":
            return path, say.NO_FIELD(), _did_you_mean(str(path[-1]), list(_part(path).model_fields))
        case "missing":
            return path, say.IS_MISSING(), say.ADD(field=path[-1])
        case "value_error":
            return _of_ours(str(detail.get("ctx", {})["error"]), path, source)
        case "string_too_short":
            return path, say.IS_EMPTY(), say.WRITE()
        case "string_pattern_mismatch":
            return path, *_shape(path, str(value), is_key=detail["loc"][-1] == "[key]")
        case "string_unicode":
            return path, say.CONTROL(), say.UNSEEN()
        case "literal_error" if path[0] == "providers":
            return path, say.NOT_ALLOWED(value=shown(value)), _one_of(list(ABILITIES), value)
        case "decimal_max_places":
            return path, say.NOT_ALLOWED(value=shown(value)), say.CENTS()
        case "string_too_long" | "too_long":
            return path, say.TOO_LONG(), _allowed(path, schema, value)
    reason = say.NO_VALUE() if value is None else say.NOT_ALLOWED(value=shown(value))
    return path, reason, _allowed(path, schema, value)


def _of_ours(words: str, path: Path_, source: Source) -> tuple[Path_, str, str]:
    """What the request's own checks say, in the chosen language."""
    if later := _LATER.fullmatch(words):
        return (*path, later["field"]), say.LATER(field=later["field"]), say.LEAVE_OUT()
    if twice := _TWICE.fullmatch(words):
        return _second(path, twice["name"], source), say.TWICE(name=visible(twice["name"])), say.OWN_NAME()
    if other := _SUBTITLES.fullmatch(words):
        return (*path, "subtitles"), say.SUBTITLES(), say.ALLOWED(values=other["values"])
    if gate := _GATE.fullmatch(words):
        return path, say.GATE_LATER(gate=gate["gate"]), say.ALLOWED(values=gate["values"])
    if words == NOTHING_AFTER:
        return (*path, "stop_at"), say.NOTHING_AFTER(), say.MORE_QUALITY()
    if words == _NOTHING_SAID:
        return path, say.NOTHING_SAID(), say.SPOKEN_WORDS()
    reason, _, mend = words.rpartition(": ")
    return path, reason or mend, mend if reason else say.CHANGE()


def _second(path: Path_, name: str, source: Source) -> Path_:
    """The field of the last character of that name."""
    people: Any = source.value
    for word in path:
        people = people[word]
    named = [at for at, each in enumerate(people) if str(each.get("name")).strip() == name]
    return (*path, named[-1], "name") if named else path


def _shape(path: Path_, value: str, is_key: bool) -> tuple[str, str]:
    if is_key:
        return say.NO_LINE(value=shown(value)), say.A_LINE()
    match path[-1]:
        case "drama":
            return say.NO_DRAMA_NAME(value=shown(value)), say.DRAMA_NAME()
        case int() if path[0] == "providers":
            return say.NO_MAKER(value=shown(value)), say.A_MAKER()
        case "voice":
            return say.NO_VOICE(value=shown(value)), say.A_VOICE()
    return say.CONTROL(), say.UNSEEN()


def _allowed(path: Path_, schema: Mapping[str, Any], value: object) -> str:
    """What may stand there, from the request's own schema."""
    if path == ("music",):
        return say.MUSIC()
    values = schema.get("enum") or ([schema["const"]] if "const" in schema else [])
    if values:
        return _one_of(list(map(str, values)), value)
    match schema.get("type"):
        case "integer" | "number" as kind:
            least, most = (f"{schema[bound]:.10g}" for bound in ("minimum", "maximum"))
            allowed = (say.WHOLE if kind == "integer" else say.NUMBER)(least=least, most=most)
            return say.NO_QUOTES(allowed=allowed) if isinstance(value, str) else allowed
        case "string":
            if isinstance(value, str):
                return say.AT_MOST(count=schema["maxLength"]) if "maxLength" in schema else say.DIFFERENTLY()
            return say.A_TEXT()
        case "array":
            return say.A_LIST_OF(count=schema["maxItems"]) if "maxItems" in schema else say.A_LIST()
    if path[0] == "providers":
        return say.PROVIDERS()
    return say.FIELDS(names=", ".join(_PARTS[path[0]].model_fields)) if path[0] in _PARTS else say.BY_LINE()


def _one_of(values: list[str], value: object) -> str:
    """The values that are allowed, and the one that was probably meant."""
    near = difflib.get_close_matches(str(value)[:_SHOWN], values, 1) if len(values) > 1 else []
    listed = ", ".join(values)
    return say.ALLOWED_NEAR(values=listed, near=near[0]) if near else say.ALLOWED(values=listed)


def _schema(path: Path_) -> Mapping[str, Any]:
    """The part of the JSON schema that tells what may stand at the path; empty where that is a part with fields."""
    whole = NamedRequest.model_json_schema()
    here: dict[str, Any] = whole
    for word in path:
        here = here.get("items", {}) if isinstance(word, int) else _field(here, word)
        for choice in here.get("anyOf", ()):
            if choice.get("type") != "null" and choice.get("const") is not False:
                here = choice
                break
        if "$ref" in here:
            here = whole["$defs"][here["$ref"].rpartition("/")[2]]
    return here


def _field(schema: Mapping[str, Any], name: str) -> dict[str, Any]:
    """What the schema says of a field; of one that is named by its author, what it says of all."""
    own, any_ = schema.get("properties", {}), schema.get("patternProperties", {})
    found: dict[str, Any] = own.get(name) or next(iter(any_.values()), schema.get("additionalProperties") or {})
    return found


def _part(path: Path_) -> type[BaseModel]:
    """The model that the last word of the path is a field of."""
    return _PARTS.get(path[0], NamedRequest) if len(path) > 1 else NamedRequest


def _did_you_mean(word: str, names: list[str]) -> str:
    near = difflib.get_close_matches(word[:_SHOWN], names, 1)
    return say.MEANT(near=near[0]) if near else say.THERE_ARE(names=", ".join(names))
