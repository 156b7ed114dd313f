"""What pydantic finds wrong with what a person wrote, in words that say how to mend it. Pure."""

from collections.abc import Mapping
from typing import Any

_WORDS: Mapping[str, str] = {
    "extra_forbidden": "there is no such field",
    "missing": "it has to be there",
    "int": "write a whole number",
    "float": "write a number",
    "decimal": "write a number",
    "string": "write a text in quotes",
    "bool": "write true or false",
    "tuple": "write a list in brackets",
    "list": "write a list in brackets",
    "dict": "write a table of fields",
    "model": "write a table of fields",
}
"""By pydantic's name of what is wrong, or of the type that something else stands in the place of."""


def complaint(problem: Mapping[str, Any]) -> str:
    """One problem of ``ValidationError.errors()``, no value quoted. What has no words here keeps pydantic's."""
    kind = str(problem["type"])
    family, _, how = kind.partition("_")
    context = problem.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind == "literal_error":
        return f"write {context['expected']}"
    if kind in _WORDS:
        return _WORDS[kind]
    if family in _WORDS and how in {"type", "parsing", "from_float", "attributes_type"}:
        return _WORDS[family]
    return str(problem["msg"]).replace("Input should", "it should", 1)
