"""What a webhook says, before anybody believes it: its address and its body, read strictly. Pure."""

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

MOST_BYTES = 64 * 1024

_ADDRESS = re.compile(rb"([a-z0-9][a-z0-9.-]{0,63})/([a-z0-9.]{1,200})/([0-9a-f]{64})")
_JOB = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:~-]{0,199}", re.ASCII)
_NAMES = ("job_id", "generation_id", "id")
"""Where providers write the job's id, the surest first."""


class Rubbish(ValueError):
    """It is no webhook of a job; the message says why."""


class Address(NamedTuple):
    """The parts of a URL that ``shared.ledger.Callbacks`` made, or somebody who knows what they look like."""

    provider: str
    submission: str
    signature: str


def address(path: bytes) -> Address | None:
    """The parts of a path below the webhooks' folder, as it was sent; None if we make none like it."""
    found = _ADDRESS.fullmatch(path)
    return Address(*(part.decode("ascii") for part in found.groups())) if found else None


def job(body: bytes) -> str:
    """The job that the body is about; "" if it names none, but tells of a status. Raises Rubbish."""
    try:
        told = json.loads(body.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Rubbish("the body is no JSON") from error
    if not isinstance(told, dict):
        raise Rubbish("the body is no JSON object")
    for name in _NAMES:
        if name in told:
            return _job(name, told[name])
    if not isinstance(told.get("status"), str):
        raise Rubbish("the body names no job and no status")
    return ""


def is_job(text: str) -> bool:
    """Whether it can be the id of a job: nothing that an address could be made of."""
    return _JOB.fullmatch(text) is not None


def headers(given: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The headers by their names in lower case. One that comes twice is neither: whoever reads it could be wrong."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for raw, value in given:
        name = raw.decode("latin-1").lower()
        twice |= {name} & found.keys()
        found[name] = value.decode("latin-1")
    return {name: "" if name in twice else value for name, value in found.items()}


def _job(name: str, value: object) -> str:
    if not isinstance(value, str) or not is_job(value):
        raise Rubbish(f"'{name}' is no id of a job")
    return value


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name comes twice")
    return found


def _no_number(word: str) -> object:
    raise ValueError(f"{word} is no number")
