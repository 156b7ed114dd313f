"""Words and JSON as a model might write them: plausible in shape, and the same for the same luck."""

import math
import re
from typing import Any

from infra.simulator.luck import Luck

Schema = dict[str, Any]

_SENTENCES = {
    True: (
        "她在旧外套里发现一个红包，手停在半空。",
        "雨下了一夜，他始终没有敲门。",
        "“你早就知道了，对不对？”",
        "电梯门合上之前，两个人都没有说话。",
        "桌上的汤已经凉了，电话还在响。",
        "三十年前的那张照片，背面写着她的名字。",
    ),
    False: (
        "She finds an envelope in the old coat, and her hand stops in mid-air.",
        "It rained all night, and he never knocked.",
        "You knew it all along, did you not?",
        "Nobody speaks before the lift doors close.",
        "The soup on the table is cold, and the telephone keeps ringing.",
        "On the back of the photograph stands her name, thirty years old.",
    ),
}
_NAMES = {True: ("林小满", "陈默", "周秀兰", "沈知远"), False: ("Maya", "Daniel", "Ruth", "Nora")}
_TITLES = {True: ("红包", "最后一封信", "夜班"), False: ("The Envelope", "The Last Letter", "Night Shift")}
_SHAPED = (
    *("e01", "e01-s01", "e01-s01-l01", "#8a5a3c", "2026-01-01", "12:00", "1", "0042", "zh-CN", "en"),
    *("word", "two-words", "two_words", "Word", "A", "https://example.com/a", "a" * 8, "0" * 64),
)
_FORMATS = {
    "date": "2026-01-01",
    "date-time": "2026-01-01T12:00:00Z",
    "time": "12:00:00Z",
    "email": "maya@example.com",
    "uri": "https://example.com/a",
    "uuid": "00000000-0000-4000-8000-000000000000",
}
_DEEPEST = 12
_TONES = {True: ("。", "！", "……"), False: (".", "!", "…")}


def prose(luck: Luck, chinese: bool, sentences: int = 3) -> str:
    """A few sentences."""
    told = (luck.pick(f"sentence {each}", _SENTENCES[chinese]) for each in range(sentences))
    return ("" if chinese else " ").join(told)


def invent(schema: Schema, luck: Luck, chinese: bool = False, draft: Any = None) -> Any:
    """A value that fits the JSON schema: types, properties, enums, bounds, references and choices are kept.

    A ``pattern`` is kept where one of a few usual shapes (ids, colours, numbers) fits it; ``not``, ``if`` and
    ``dependent…`` are not looked at. Words that ``draft`` has in the same place are rewritten a little.
    """
    return _Writer(schema, luck, chinese, draft).write(schema, "", 0)


def _first_of(schema: Schema, name: str, other: str, usual: float) -> float:
    return float(next((schema[bound] for bound in (name, other) if schema.get(bound) is not None), usual))


class _Writer:
    def __init__(self, whole: Schema, luck: Luck, chinese: bool, draft: Any) -> None:
        self._whole, self._luck, self._chinese, self._draft = whole, luck, chinese, draft

    def write(self, schema: Any, path: str, depth: int) -> Any:
        if not isinstance(schema, dict):  # true allows anything
            return self._words(path, {})
        schema = self._settled(schema, path, depth)
        if "const" in schema:
            return schema["const"]
        if options := schema.get("enum"):
            return drafted if (drafted := self._drafted(path)) in options else self._luck.pick(path, options)
        match self._type(schema):
            case "object":
                return self._object(schema, path, depth)
            case "array":
                return self._array(schema, path, depth)
            case "integer" | "number" as kind:
                return self._number(schema, path, kind)
            case "boolean":
                return self._luck.happens(path, 0.5)
            case "null":
                return None
        return self._words(path, schema)

    def _settled(self, schema: Schema, path: str, depth: int) -> Schema:
        """The schema without references, choices and parts."""
        while "$ref" in schema:
            schema = self._referred(schema["$ref"]) | {name: part for name, part in schema.items() if name != "$ref"}
        for part in schema.get("allOf", ()):
            schema = schema | self._settled(part, path, depth)
        choices = schema.get("anyOf") or schema.get("oneOf") or ()
        filled = [choice for choice in choices if choice.get("type") != "null"]
        if choices:
            chosen = self._luck.pick(f"{path}?", filled if filled and depth < _DEEPEST else choices)
            schema = {name: part for name, part in schema.items() if name not in ("anyOf", "oneOf")}
            return self._settled(schema | chosen, path, depth)
        return schema

    def _referred(self, name: str) -> Schema:
        found: Any = self._whole
        for word in name.removeprefix("#").strip("/").split("/"):
            found = found.get(word, {}) if word else found
        return dict(found)

    def _type(self, schema: Schema) -> str:
        kind = schema.get("type")
        if isinstance(kind, list):
            kind = next((each for each in kind if each != "null"), "null")
        if kind is None:
            kind = "object" if "properties" in schema else "array" if "items" in schema else "string"
        return str(kind)

    def _object(self, schema: Schema, path: str, depth: int) -> dict[str, Any]:
        parts = schema.get("properties", {})
        needed = schema.get("required", ()) if depth >= _DEEPEST else parts
        return {name: self.write(parts.get(name, {}), f"{path}.{name}", depth + 1) for name in needed}

    def _array(self, schema: Schema, path: str, depth: int) -> list[Any]:
        least = int(schema.get("minItems", 0))
        usual = 0 if depth >= _DEEPEST else 2 + int(self._luck.draw(f"{path}#") * 3)
        count = max(least, min(usual, int(schema.get("maxItems", usual))))
        first = list(schema.get("prefixItems", ()))
        kinds = [*first, *[schema.get("items", {})] * max(0, count - len(first))]
        return [self.write(kind, f"{path}[{at}]", depth + 1) for at, kind in enumerate(kinds)]

    def _number(self, schema: Schema, path: str, kind: str) -> float:
        low = _first_of(schema, "minimum", "exclusiveMinimum", 0)
        high = _first_of(schema, "maximum", "exclusiveMaximum", low + 10)
        step = float(schema.get("multipleOf", 1 if kind == "integer" else 0.01))
        first = math.ceil(low / step) + ("exclusiveMinimum" in schema and math.ceil(low / step) * step == low)
        last = math.floor(high / step) - ("exclusiveMaximum" in schema and math.floor(high / step) * step == high)
        found = (first + int(self._luck.draw(path) * (last - first + 1))) * step if last >= first else low
        return int(found) if kind == "integer" else round(found, 6)

    def _words(self, path: str, schema: Schema) -> str:
        if pattern := schema.get("pattern"):
            for shaped in _SHAPED:
                if re.search(pattern, shaped):
                    return shaped
        if schema.get("format") in _FORMATS:
            return _FORMATS[schema["format"]]
        if isinstance(drafted := self._drafted(path), str) and drafted:
            return self._rewritten(drafted, path)[: int(schema.get("maxLength", len(drafted) + 1))]
        field = path.rpartition(".")[2]
        bank = _NAMES if "name" in field else _TITLES if "title" in field else _SENTENCES
        text = self._luck.pick(path, bank[self._chinese])
        while len(text) < int(schema.get("minLength", 0)):
            text += self._luck.pick(f"{path}+{len(text)}", _SENTENCES[self._chinese])
        return text[: int(schema.get("maxLength", len(text)))]

    def _drafted(self, path: str) -> Any:
        """What the draft has in this place."""
        found = self._draft
        for word in path.split(".")[1:]:
            found = found.get(word) if isinstance(found, dict) else None
        return found

    def _rewritten(self, drafted: str, path: str) -> str:
        """A sentence that ends in another tone; what is no plain sentence stays."""
        end = _TONES[self._chinese]
        return drafted[:-1] + self._luck.pick(path, end) if drafted.endswith(end[0]) else drafted
