"""What an answer that is no success means: classified once, here. Pure.

401 is not here: the wire asks for a fresh key. A 5xx, a time-out, an answer that breaks off or cannot be read says
nothing about whether the call was accepted; what is below Throttled, Rejected, Permanent and Misconfigured does.
"""

import json
import random
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from shared.runtime.errors import Misconfigured, Permanent, Rejected, Throttled, Transient, WorkError

DEFAULT_WAIT = 5.0
"""Seconds that a throttled call waits if the provider does not say how long; jitter makes it up to twice as long."""
NO_CREDIT_WAIT = 600.0
"""Seconds until a provider whose account is empty is asked again."""
LEAST_WAIT, LONGEST_WAIT = 0.05, 3600.0
LONGEST_WORDS = 300
"""Characters that are kept of what a provider says."""

_MODERATED = re.compile(r"moderat|content.?policy|content.?filter|safety|sensitive|nsfw|prohibited", re.IGNORECASE)
_NO_CREDIT = re.compile(r"insufficient.?(quota|balance|credit|funds)|billing|credit.?exhausted", re.IGNORECASE)
_PARAMETER = re.compile(r"^[\w.\[\]-]{1,60}$")
_UNCERTAIN = frozenset({408, 409, 425})
_MOVED = frozenset({301, 302, 307, 308})


class Drifted(Transient):
    """The provider answered in another form than it documents; ``field`` is the first one that does not fit."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


class Refused(Permanent):
    """The provider refuses the call for what one input of it is; ``parameter`` names that."""

    def __init__(self, message: str, parameter: str) -> None:
        super().__init__(message)
        self.parameter = parameter


class Problem:
    """What a provider says that went wrong: code, message and the input to blame, each possibly empty."""

    def __init__(self, body: Any) -> None:
        body = body if isinstance(body, dict) else {}
        error = body.get("error", body.get("detail", body))  # some servers know no envelope
        parts = error if isinstance(error, dict) else {"message": error if isinstance(error, str) else ""}
        codes = (parts.get(name) for name in ("error_code", "code", "type"))
        self.code = next((code for code in codes if isinstance(code, str) and code), "")
        self.message = str(parts.get("message") or "")
        parameter = str(parts.get("param") or "")
        self.parameter = parameter if _PARAMETER.match(parameter) else ""

    @classmethod
    def read(cls, content: bytes) -> "Problem":
        """What the body of an answer says; of one that is no JSON nothing is believed."""
        try:
            return cls(json.loads(content))
        except (ValueError, RecursionError):
            return cls(None)

    @property
    def is_moderation(self) -> bool:
        """Whether the input is what they object to: other words may pass."""
        return bool(_MODERATED.search(self.code))

    @property
    def is_no_credit(self) -> bool:
        """Whether the account has nothing left: only a person can mend that."""
        return bool(_NO_CREDIT.search(self.code))

    @property
    def words(self) -> str:
        """For a person: on one line, of bounded length."""
        return plain(": ".join(part for part in (self.code, self.message) if part))


def plain(text: str) -> str:
    """A provider's words without what cannot be printed (or written: half a character), not too long."""
    text = " ".join("".join(each if each.isprintable() else " " for each in text[: 4 * LONGEST_WORDS]).split())
    return text if len(text) <= LONGEST_WORDS else text[: LONGEST_WORDS - 1] + "…"


def rejected(provider: str, problem: Problem) -> Rejected:
    """Moderation refused the call, or what came of it."""
    what = problem.parameter or "the words of the order"
    return Rejected(f"{provider} refuses it ({problem.words or 'moderation'}): use softer words", what)


def refusal(
    provider: str, status: int, headers: Mapping[str, str], problem: Problem, now: datetime, luck: random.Random
) -> WorkError:
    """The error that an answer with this status stands for."""
    said = f" ({problem.words})" if problem.words else ""
    if status == 402 or (problem.is_no_credit and status in {403, 429}):
        return Throttled(f"the account at {provider} has no credit left{said}: top it up", NO_CREDIT_WAIT)
    if status == 429:
        return Throttled(f"{provider} wants us to wait{said}", wait(headers, now, luck))
    if status >= 500 or (status < 400 and status not in _MOVED) or status in _UNCERTAIN:
        return Transient(f"{provider} answered {status}{said}: nobody knows whether the call was accepted")
    if status in _MOVED:
        return Misconfigured(f"{provider} answers from another address ({status}): correct base_url in the catalogue")
    if problem.is_moderation:
        return rejected(provider, problem)
    if status == 403:
        return Misconfigured(f"the key for {provider} may not do this{said}: use another key, or leave the model out")
    if status == 404 and not problem.words:
        return Misconfigured(f"{provider} has no such call: correct base_url in the catalogue")
    message = f"{provider} refuses the call with {status}{said}"
    return Refused(message, problem.parameter) if problem.parameter else Permanent(message)


def wait(headers: Mapping[str, str], now: datetime, luck: random.Random) -> float:
    """Seconds that a provider wants us to wait, by ``Retry-After-Ms`` or ``Retry-After`` (seconds or a date)."""
    seconds = _milliseconds(headers.get("retry-after-ms", "")) or _seconds(headers, now)
    if seconds is None:
        return DEFAULT_WAIT * luck.uniform(1, 2)
    return min(max(seconds, LEAST_WAIT), LONGEST_WAIT)


def _milliseconds(text: str) -> float | None:
    seconds = _number(text)
    return None if seconds is None else seconds / 1000


def _seconds(headers: Mapping[str, str], now: datetime) -> float | None:
    text = headers.get("retry-after", "")
    if (seconds := _number(text)) is not None:
        return seconds
    until, said = _date(text), _date(headers.get("date", ""))
    return None if until is None else (until - (said or now)).total_seconds()


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\s*\d{1,9}(\.\d{1,9})?\s*", text) else None


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
