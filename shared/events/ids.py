"""The one grammar of ids: what may stand in an event, an artifact key or a file name.

drama     the-red-envelope                 lower-case words joined by single hyphens, at most 64 characters
episode   the-red-envelope.e01
shot      the-red-envelope.e01-s02
line      e01-s02-l03                      unique within its drama
digest    sha256 in hex: fingerprints, plans, cuts, blobs
key       words of [A-Za-z0-9._-] that begin with a letter or digit, joined by "/"
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, StringConstraints

_DRAMA = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_EPISODE = r"e\d{2,3}"
_SHOT = rf"{_EPISODE}-s\d{{2,3}}"

DramaId = Annotated[str, StringConstraints(pattern=rf"^{_DRAMA}$", max_length=64)]
EpisodeId = Annotated[str, StringConstraints(pattern=rf"^{_DRAMA}\.{_EPISODE}$", max_length=70)]
ShotId = Annotated[str, StringConstraints(pattern=rf"^{_DRAMA}\.{_SHOT}$", max_length=76)]
ShotName = Annotated[str, StringConstraints(pattern=rf"^{_SHOT}$")]
LineId = Annotated[str, StringConstraints(pattern=rf"^{_SHOT}-l\d{{2,3}}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

_WORD = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_KEY = rf"^{_WORD}(?:/{_WORD})*$"
Key = Annotated[str, StringConstraints(pattern=_KEY, max_length=512)]


def is_key(text: str) -> bool:
    """Whether the text is an artifact key: no empty or hidden word, so neither "." nor "..", at most 512 characters."""
    return len(text) <= 512 and re.fullmatch(_KEY[1:-1], text) is not None


def episode_id(drama: str, number: int) -> str:
    """The id of an episode: ``the-red-envelope.e01``."""
    return f"{drama}.e{number:02}"


def shot_id(drama: str, shot: str) -> str:
    """The id of a plan's shot within its drama: ``the-red-envelope.e01-s02``."""
    return f"{drama}.{shot}"


def canonical(value: object) -> bytes:
    """The one spelling of a value as JSON: sorted names, no spaces, UTF-8. Models lose fields that are None."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(value: object) -> str:
    """sha256 in hex of the value's canonical JSON: a *fingerprint* where the value is all that shapes a result."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_none=True)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_plain(item) for item in value]
    return value
