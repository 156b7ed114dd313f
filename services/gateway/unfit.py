"""What the request's types allow and no film can be made of: hidden signs, paths as names, unknown voices. Pure."""

import difflib
import re
from collections.abc import Iterator

from services.gateway.problems import Problem, shown
from services.gateway.source import Path_, Source
from services.gateway.words import refusals as say
from shared.events import NamedRequest
from shared.events.request import Language
from shared.providers.studio.speech import bank

_CONTROL = re.compile("[\x80-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufeff]")
"""The second set of control characters, line separators, and what makes text be read in another order than written."""

_PATH = re.compile(r"(^|[/\\])\.\.?([/\\]|$)|^[~/\\]|^[A-Za-z]:[/\\]")


def unfit(request: NamedRequest, source: Source) -> list[Problem]:
    """Every problem of that kind, in the order of the fields."""
    return [
        Problem(".".join(map(str, path)), reason, mend, source.line(path))
        for path, text in _texts(request.model_dump(mode="json"))
        for reason, mend in _findings(path, text, request.language)
    ]


def _findings(path: Path_, text: str, language: Language) -> Iterator[tuple[str, str]]:
    if _CONTROL.search(text):
        yield say.CONTROL(), say.UNSEEN()
    elif path[-1] == "name" and _PATH.search(text):
        yield say.PATH(value=shown(text)), say.A_NAME()
    elif path[-1] == "voice" and text and "/" not in text and text not in bank.names(language):
        yield say.NO_SUCH_VOICE(value=shown(text), language=language), _voices(text, language)


def _voices(wish: str, language: Language) -> str:
    near = difflib.get_close_matches(wish, bank.names(language), 1)
    values = ", ".join(bank.names(language))
    return say.ALLOWED_NEAR(values=values, near=near[0]) if near else say.ALLOWED(values=values)


def _texts(value: object, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    match value:
        case str():
            yield path, value
        case dict():
            for name, inner in value.items():
                yield from _texts(inner, (*path, name))
        case list():
            for at, inner in enumerate(value):
                yield from _texts(inner, (*path, at))
