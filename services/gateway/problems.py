"""What is wrong with a request, in plain words: the field, the reason, how to mend it, the line."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from services.gateway.source import Path_, Source
from shared.events import NamedRequest, RequestedCharacter, RequestedMusic

_PARTS: dict[str | int, type[BaseModel]] = {"characters": RequestedCharacter, "music": RequestedMusic}
_SHOWN = 40


@dataclass(frozen=True)
class Problem:
    """One thing that keeps a request from being filmed; ``line`` (from 1) where it is known."""

    field: str
    reason: str
    mend: str
    line: int | None = None

    def __str__(self) -> str:
        where = [f"line {self.line}" if self.line else "", self.field]
        return ": ".join([*filter(None, where), f"{self.reason}; {self.mend}"])

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def problems(error: ValidationError, source: Source) -> list[Problem]:
    """Every finding of pydantic, translated, in the order of the lines."""
    found: dict[str, Problem] = {}
    for detail in error.errors(include_url=False):
        path = _path(detail["loc"])
        reason, mend = _words(detail, path)
        if detail["type"] == "value_error" and (named := re.match(r"'(\w+)'", reason)) and named[1] not in path:
            path = (*path, named[1])  # said by the part as a whole about one of its fields
        problem = Problem(".".join(map(str, path)), reason, mend, source.line(path))
        found.setdefault(problem.field, problem)  # of the choices of a union, the first tells enough
    deepest = [each for each in found.values() if not any(field.startswith(f"{each.field}.") for field in found)]
    return sorted(deepest, key=lambda problem: problem.line or 0)


def _path(loc: tuple[str | int, ...]) -> Path_:
    """The field as it stands in the file: pydantic also names the choices of a union."""
    choices = {part.__name__ for part in _PARTS.values()}
    return tuple(word for word in loc if word not in choices and not str(word).startswith("literal["))


def _words(detail: ErrorDetails, path: Path_) -> tuple[str, str]:
    """Reason and mend."""
    kind, value = detail["type"], detail["input"]
    context: Mapping[str, Any] = detail.get("ctx", {})
    schema = _schema(path)
    match kind:
        case "extra_forbidden":
            return "there is no such field", _did_you_mean(str(path[-1]), list(_part(path).model_fields))
        case "missing":
            return "it is missing", f"add '{path[-1]}: …'"
        case "value_error":
            reason, _, mend = str(context["error"]).rpartition(": ")
            return (reason, mend) if reason else (mend, "change it")
        case "string_too_short":
            return "it is empty", "write something"
        case "string_pattern_mismatch":
            return _shape(path, str(value))
        case "string_too_long" | "too_long":
            return "it is too long", _allowed(path, schema, value)
    reason = "it has no value" if value is None else f"{_show(value)} is not allowed"
    return reason, _allowed(path, schema, value)


def _shape(path: Path_, value: str) -> tuple[str, str]:
    match path[-1]:
        case "drama":
            return f"{_show(value)} cannot name a drama", "use lower-case letters, digits and single hyphens"
        case "voice":
            return f"{_show(value)} cannot be a voice", "name one such as zf_xiaoxiao, or leave it out"
    return "it holds control characters", "remove what cannot be seen"


def _allowed(path: Path_, schema: Mapping[str, Any], value: object) -> str:
    """What may stand there, from the request's own schema."""
    if path == ("music",):
        return "allowed: false for none, or fields such as {mood: romantic, volume: 0.25}"
    values = schema.get("enum") or ([schema["const"]] if "const" in schema else [])
    if values:
        near = difflib.get_close_matches(str(value), map(str, values), 1) if len(values) > 1 else []
        return f"allowed: {', '.join(map(str, values))}" + (f"; did you mean '{near[0]}'?" if near else "")
    match schema.get("type"):
        case "integer" | "number" as kind:
            number = "a whole number" if kind == "integer" else "a number"
            quotes = ", without quotes" if isinstance(value, str) else ""
            return f"allowed: {number} from {schema['minimum']} to {schema['maximum']}" + quotes
        case "string":
            if isinstance(value, str):
                return f"at most {schema['maxLength']} characters" if "maxLength" in schema else "write it differently"
            return "write a text, in quotes, or leave the field out"
        case "array":
            limit = f" of at most {schema['maxItems']}" if "maxItems" in schema else ""
            return f"write a list{limit}: one line a part, each with '- ' before it"
    return f"write its fields: {', '.join(_PARTS[path[0]].model_fields)}"


def _schema(path: Path_) -> Mapping[str, Any]:
    """The part of the JSON schema that tells what may stand at the path; empty where that is a part with fields."""
    whole = NamedRequest.model_json_schema()
    here: dict[str, Any] = whole
    for word in path:
        here = here.get("items", {}) if isinstance(word, int) else here.get("properties", {}).get(word, {})
        for choice in here.get("anyOf", ()):
            if choice.get("type") != "null" and "const" not in choice:
                here = choice
                break
        if "$ref" in here:
            here = whole["$defs"][here["$ref"].rpartition("/")[2]]
    return here


def _part(path: Path_) -> type[BaseModel]:
    """The model that the last word of the path is a field of."""
    return _PARTS.get(path[0], NamedRequest) if len(path) > 1 else NamedRequest


def _did_you_mean(word: str, names: list[str]) -> str:
    near = difflib.get_close_matches(word, names, 1)
    return f"did you mean '{near[0]}'?" if near else f"remove it; there are: {', '.join(names)}"


def _show(value: object) -> str:
    """The value as a person wrote it, cut where it is long."""
    match value:
        case bool():
            return str(value).lower()
        case dict() | list():
            return "this"
    text = str(value) if len(str(value)) <= _SHOWN else f"{str(value)[:_SHOWN]}…"
    return f"'{text}'" if isinstance(value, str) else text
