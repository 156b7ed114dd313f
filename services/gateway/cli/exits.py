"""How a command ends: what a script reads from the exit code, and a person from the message."""

import json
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from aiokafka.errors import KafkaError

from services.gateway.requests import BadRequest
from shared.artifacts import StoreError
from shared.runtime.errors import WorkError


class Exit(IntEnum):
    """Exit codes and their meaning."""

    def __new__(cls, code: int, meaning: str) -> "Exit":
        member = int.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member

    meaning: str

    OK = 0, "done"
    UNEXPECTED = 1, "something unexpected"
    REFUSED = 2, "the request or the command is wrong"
    NO_STACK = 3, "no studio runs here, or it cannot run"
    BLOCKED = 4, "the drama is blocked and needs a person"
    NO_DRAMA = 5, "there is no such drama"
    UNFINISHED = 6, "the drama is not finished yet"
    INTERRUPTED = 130, "interrupted"


EPILOG = "Exit codes: " + " · ".join(f"{code.value} {code.meaning}" for code in Exit)


class Failed(Exception):
    """A command ends without success; the message says why and how to mend it."""

    def __init__(self, exit: Exit, message: str) -> None:  # noqa: A002 (the field's name)
        super().__init__(message)
        self.exit = exit


@contextmanager
def told(as_json: bool = False, debug: bool = False) -> Iterator[None]:
    """Turn whatever goes wrong inside into a message on standard error and an exit code; no traceback unless asked."""
    try:
        yield
    except Exception as error:
        if debug:
            traceback.print_exc()
        _tell(error, _exit(error), as_json)
        sys.exit(_exit(error))
    except KeyboardInterrupt:
        _tell(Failed(Exit.INTERRUPTED, "interrupted"), Exit.INTERRUPTED, as_json)
        sys.exit(Exit.INTERRUPTED)


def _exit(error: Exception) -> Exit:
    match error:
        case Failed():
            return error.exit
        case BadRequest():
            return Exit.REFUSED
        case WorkError() | KafkaError():
            return Exit.NO_STACK
    return Exit.UNEXPECTED


def _tell(error: Exception, how: Exit, as_json: bool) -> None:
    expected = how != Exit.UNEXPECTED or isinstance(error, StoreError | OSError)
    message = str(error) if expected else f"{type(error).__name__}: {error} (add --debug to see where)"
    if as_json:
        found = [problem.as_dict() for problem in error.problems] if isinstance(error, BadRequest) else []
        print(json.dumps({"error": message, "exit": how, "problems": found}, ensure_ascii=False), file=sys.stderr)
    else:
        print(f"duanju: {message}", file=sys.stderr)
