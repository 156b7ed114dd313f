"""How a command ends: what a script reads from the exit code, and a person from the message."""

import json
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from aiokafka.errors import KafkaError

from services.gateway.requests import BadRequest
from services.gateway.terminal import visible
from services.gateway.words import desk as say
from shared.artifacts import StoreError, StoreUnavailable
from shared.runtime.errors import WorkError


class Exit(IntEnum):
    """Exit codes and their meaning."""

    OK = 0
    UNEXPECTED = 1
    REFUSED = 2
    NO_STACK = 3
    BLOCKED = 4
    NO_DRAMA = 5
    UNFINISHED = 6
    INTERRUPTED = 130

    @property
    def meaning(self) -> str:
        return say.EXITS[self.value]()


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
    except BrokenPipeError:  # whoever reads us has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(Exit.UNEXPECTED)
    except Exception as error:
        if debug:
            traceback.print_exc()
        _tell(error, _exit(error), as_json)
        sys.exit(_exit(error))
    except KeyboardInterrupt:
        _tell(Failed(Exit.INTERRUPTED, say.INTERRUPTED()), Exit.INTERRUPTED, as_json)
        sys.exit(Exit.INTERRUPTED)


def _exit(error: Exception) -> Exit:
    match error:
        case Failed():
            return error.exit
        case BadRequest():
            return Exit.REFUSED
        case WorkError() | KafkaError() | StoreUnavailable():
            return Exit.NO_STACK
    return Exit.UNEXPECTED


def _tell(error: Exception, how: Exit, as_json: bool) -> None:
    expected = how != Exit.UNEXPECTED or isinstance(error, StoreError | OSError)
    message = str(error) if expected else say.SEE_WHERE(error=f"{type(error).__name__}: {error}")
    if as_json:
        found = [problem.as_dict() for problem in error.problems] if isinstance(error, BadRequest) else []
        print(json.dumps({"error": message, "exit": how, "problems": found}, ensure_ascii=False), file=sys.stderr)
    else:
        print(visible(f"duanju: {message}"), file=sys.stderr)
