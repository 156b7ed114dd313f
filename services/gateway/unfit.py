"""What the request's types allow and no film can be made of: hidden signs, paths as names, unknown voices and models.

Pure.
"""

import difflib
import re
from collections.abc import Iterator, Sequence

from services.gateway.problems import Problem, shown
from services.gateway.source import Path_, Source
from services.gateway.words import refusals as say
from shared.events import NamedRequest
from shared.events.request import Language
from shared.providers.catalogue import Catalogue
from shared.providers.studio.speech import bank

_CONTROL = re.compile("[\x80-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufeff]")
"""The second set of control characters, line separators, and what makes text be read in another order than written."""

_PATH = re.compile(r"(^|[/\\])\.\.?([/\\]|$)|^[~/\\]|^[A-Za-z]:[/\\]")


def unfit(request: NamedRequest, source: Source, catalogue: Catalogue) -> list[Problem]:
    """Every problem of that kind, in the order of the fields; the catalogue knows who is there beside the studio."""
    return [
        Problem(".".join(map(str, path)), reason, mend, source.line(path))
        for path, text in _texts(request.model_dump(mode="json"))
        for reason, mend in _findings(path, text, request.language, catalogue)
    ]


def names_providers(request: NamedRequest) -> bool:
    """Whether only a catalogue can tell if the request can be filmed."""
    return bool(request.providers) or any("/" in character.voice for character in request.characters)


def _findings(path: Path_, text: str, language: Language, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    if _CONTROL.search(text):
        yield say.CONTROL(), say.UNSEEN()
    elif path[-1] == "name" and _PATH.search(text):
        yield say.PATH(value=shown(text)), say.A_NAME()
    elif path[-1] == "voice" and text and text not in (there := _voices(text, language, catalogue)):
        yield say.NO_SUCH_VOICE(value=shown(text), language=language), _one_of(there, text)
    elif path[0] == "providers" and text not in (known := _makers(str(path[1]), catalogue)):
        yield say.UNKNOWN_MAKER(value=shown(text), capability=path[1]), _one_of(known, text)


def _voices(wish: str, language: Language, catalogue: Catalogue) -> Sequence[str]:
    """The voices that speak the language: the providers' for a wish such as theirs, else the studio's."""
    if "/" not in wish:
        return bank.names(language)
    speech = (spec for spec in catalogue.model if spec.capability == "speech")
    return tuple(dict.fromkeys(f"{spec.provider}/{name}" for spec in speech for name in spec.voices.get(language, ())))


def _makers(capability: str, catalogue: Catalogue) -> Sequence[str]:
    """Who can be preferred: the studio, providers that have the capability, their models."""
    specs = [spec for spec in catalogue.model if spec.capability == capability]
    return tuple(dict.fromkeys(["studio", *(spec.provider for spec in specs), *(spec.name for spec in specs)]))


def _one_of(allowed: Sequence[str], wish: str) -> str:
    near, values = difflib.get_close_matches(wish, allowed, 1), ", ".join(allowed)
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
