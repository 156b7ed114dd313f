"""What a service's process says on its standard output: lines for a person, each seldom."""

import logging
import math
import sys
import time
from collections.abc import Callable

_AGAIN_SECONDS = 60.0
_REMEMBERED = 1000


class Seldom(logging.Filter):
    """Lets the same warning through once a minute; while a part is away, libraries say so many times a second."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._said: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING:
            return True
        line, now = record.getMessage(), self._clock()
        if now - self._said.get(line, -math.inf) < _AGAIN_SECONDS:
            return False
        if len(self._said) >= _REMEMBERED:
            self._said.clear()
        self._said[line] = now
        return True


def begin() -> None:
    """Let this process say what matters, in lines of a level and a message."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", stream=sys.stdout)
    for handler in logging.getLogger().handlers:
        handler.addFilter(Seldom())
    for noisy in ("aiokafka", "faststream", "httpx", "uvicorn.access"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
