"""A request file becomes a request, or an answer that says what is wrong with it and how to mend it."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from services.gateway.problems import Problem, problems, shown
from services.gateway.source import Unreadable, read_source
from services.gateway.unfit import names_providers, unfit
from services.gateway.words import Phrase
from services.gateway.words import refusals as say
from shared.events import DramaId, NamedRequest, Request, digest
from shared.providers.catalogue import Catalogue
from shared.providers.settings import RemoteSettings
from shared.runtime.settings import from_environment

_LONGEST_ID = 64
_DRAMA_ID: TypeAdapter[str] = TypeAdapter(DramaId)


class BadRequest(ValueError):
    """A file cannot be used as it is; ``problems`` says why, one by one. ``refused`` says it of the whole file."""

    def __init__(self, what: str, found: list[Problem], refused: Phrase = say.REFUSED) -> None:
        super().__init__("\n".join([refused(what=what), *(f"  {each}" for each in found)]))
        self.problems = found


@dataclass(frozen=True)
class Commission:
    """A request and the drama that it is for."""

    drama: str
    request: Request


def read_commission(path: Path, drama: str | None = None) -> Commission:
    """Read a request file, YAML or JSON. ``drama`` names the drama where the file does not. Raises BadRequest."""
    named = read_request(path)
    if named.drama and drama and named.drama != drama:
        problem = Problem("drama", say.TWO_NAMES(file=named.drama, said=drama), say.ONE_NAME())
        raise BadRequest(str(path), [problem])
    name = named.drama or (check_drama(drama) if drama else drama_of(path))
    return Commission(name, named.request())


def read_request(path: Path) -> NamedRequest:
    """Read a request file, YAML or JSON. Raises BadRequest with every problem that was found."""
    try:
        source = read_source(path)
    except Unreadable as error:
        raise BadRequest(str(path), [Problem(error.where, error.reason, error.mend, error.line)]) from error
    if not isinstance(source.value, dict):
        problem = Problem("", say.NOT_FIELDS(), say.AT_LEAST(), 1)
        raise BadRequest(str(path), [problem])
    try:
        named = NamedRequest.model_validate(source.value)
    except ValidationError as error:
        raise BadRequest(str(path), problems(error, source)) from error
    if found := unfit(named, source, _catalogue(named)):
        raise BadRequest(str(path), found)
    return named


def _catalogue(named: NamedRequest) -> Catalogue:
    """The deployment's catalogue, where the request names anybody of it. Raises Misconfigured if it cannot be read."""
    return from_environment(RemoteSettings).offers if names_providers(named) else Catalogue()


def check_drama(name: str) -> str:
    """The name if it can be a drama's. Raises BadRequest, with one that can."""
    try:
        return _DRAMA_ID.validate_python(name)
    except ValidationError:
        mend = say.DRAMA_NAME_SUCH(most=_LONGEST_ID, such=slug(name))
        raise BadRequest(say.IT(), [Problem("drama", say.NO_DRAMA_NAME(value=shown(name)), mend)]) from None


def drama_of(path: Path) -> str:
    """The drama that a file without a name is about: the file's own name, so that a changed file is a new revision."""
    return slug(path.stem)


def slug(text: str) -> str:
    """The text as a drama's name: readable, and another one for another text.

    Where letters cannot stay, as Chinese ones, or not all of a long text, a hash tells it from its like.
    """
    folded = unicodedata.normalize("NFKD", text).lower()
    plain = re.sub(r"[^a-z0-9]+", "-", folded.encode("ascii", "ignore").decode()).strip("-")
    lost = any(sign.isalnum() and not sign.isascii() for sign in folded)
    if plain and not lost and len(plain) <= _LONGEST_ID:
        return plain
    mark = digest(text)[:8]
    kept = (plain or "drama")[: _LONGEST_ID - len(mark) - 1].rstrip("-")
    return f"{kept}-{mark}"
