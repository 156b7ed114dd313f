"""One log for the whole stack: ``time service | line``."""

import logging
from collections import deque
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path

_MEGABYTE = 1024 * 1024
_TAIL = 40

Echo = Callable[[str, str], None]


class _Rotating(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (its name)
        """A full disk costs lines of the log, not the screen."""


class Log:
    """Appends to ``path``, keeps one older file when 20 MB are reached, and remembers each service's last lines."""

    def __init__(self, path: Path, echo: Echo | None = None) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.echo = echo
        self._tails: dict[str, deque[str]] = {}
        self._handler = _Rotating(path, maxBytes=20 * _MEGABYTE, backupCount=1, encoding="utf-8")
        self._handler.setFormatter(logging.Formatter("%(asctime)s.%(msecs)03d %(message)s", "%Y-%m-%d %H:%M:%S"))
        self._logger = logging.Logger("stack")  # our own, so that nobody's logging set-up changes the file
        self._logger.addHandler(self._handler)

    def line(self, service: str, text: str) -> None:
        """Write one line of a service."""
        self._tails.setdefault(service, deque(maxlen=_TAIL)).append(text)
        self._logger.info("%-12s | %s", service, text)
        if self.echo:
            self.echo(service, text)

    def tail(self, service: str, count: int = 12) -> list[str]:
        """The service's last lines, the oldest first."""
        return list(self._tails.get(service, ()))[-count:]

    def close(self) -> None:
        self._handler.close()
