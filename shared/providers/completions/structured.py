"""From a model's text to a value that fits its schema, or what is wrong with it."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import json_repair
from pydantic import BaseModel, RootModel, ValidationError

from shared.ledger.offers import Failed, Running
from shared.ledger.records import Receipt
from shared.providers.completions.ask import LONGEST_TEXT, Completion
from shared.providers.remote.work import Work
from shared.runtime.errors import Transient

M = TypeVar("M", bound=BaseModel)

MALFORMED = "malformed answer"
"""How the reason of a failure begins that asking once more, with the reason, may mend."""
_MOST_COMPLAINTS = 5
_THOUGHT = "</think>"
"""What some models write before it is not meant for us."""


class Malformed(Transient):
    """The answer is not what was asked for; ``problem`` says why, in words that the model may be told."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"{MALFORMED}: {problem}")
        self.problem = problem


def structured(work: Work[Completion], kind: type[M]) -> Work[M]:
    """The same work, whose answer is read as ``kind``: Failed with Malformed, at its full price, where it cannot be.

    The text stays in the receipt's answer, for whoever wants to see it.
    """

    async def fetch(receipt: Receipt, into: Path) -> M | Running | Failed:
        found = await work.fetch(receipt, into)
        if not isinstance(found, Completion):
            return found
        try:
            return parsed(found, kind)
        except Malformed as error:
            return Failed(error, receipt.billed)

    fetching: Callable[[Receipt, Path], Awaitable[M | Running | Failed]] = fetch
    return Work(work.provider, work.model, work.quote, work.terms, work.submit, fetching, work.find)


def parsed(completion: Completion, kind: type[M]) -> M:
    """The value in the text: fences, words around it, comments and slips of syntax are mended, nothing is made up.

    Raises Malformed: for text without JSON, JSON that was cut off, and what does not fit the schema.
    """
    text = completion.text.rpartition(_THOUGHT)[2].strip()
    if len(text) > LONGEST_TEXT:
        raise Malformed(f"it is longer than {LONGEST_TEXT} characters")
    if completion.ending == "length":
        raise Malformed("it was cut off: be shorter")
    try:
        return kind.model_validate_json(text)
    except ValidationError:
        pass
    if _is_cut_off(text):
        raise Malformed("the JSON is not complete: it ends in the middle")
    try:
        value = json_repair.loads(text, skip_json_loads=True)
    except (ValueError, RecursionError, IndexError) as error:
        raise Malformed("it holds no JSON that can be read") from error
    if isinstance(value, list) and not issubclass(kind, RootModel):  # an object among words in brackets
        value = next((each for each in reversed(value) if isinstance(each, dict)), value)
    if not isinstance(value, dict | list) or not value:
        raise Malformed("it holds no JSON")
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        raise Malformed(_complaints(error)) from error


def _complaints(error: ValidationError) -> str:
    """What does not fit: the places and the rules, never the values."""
    found = error.errors(include_url=False, include_input=False, include_context=False)
    told = [f"{'.'.join(map(str, each['loc'])) or 'it'}: {each['msg']}" for each in found[:_MOST_COMPLAINTS]]
    more = len(found) - len(told)
    return "; ".join(told) + (f"; and {more} more" if more > 0 else "")


def _is_cut_off(text: str) -> bool:
    """Whether the JSON in the text ends in the middle: half of an answer must not pass for all of it."""
    depth, quoted, escaped = 0, False, False
    for letter in text:
        if quoted:
            quoted = escaped or letter != '"'
            escaped = letter == "\\" and not escaped
        elif letter == '"':
            quoted = depth > 0  # around the JSON people quote as they like
        elif letter in "{[":
            depth += 1
        elif letter in "}]":
            depth = max(0, depth - 1)
    return depth > 0
