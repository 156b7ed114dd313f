"""Where progress is shown: a live picture on a terminal, lines elsewhere, JSON for scripts."""

import json
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Protocol, Self

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.text import Text

from services.gateway.api import as_json
from services.gateway.cli import display
from shared.planning import DramaProgress

_ENDING = "ending … (interrupt again to end at once; nothing that is made is lost)"


class Screen(Protocol):
    """Shows what it is told, between entering and leaving it."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def parts(self, ready: Mapping[str, bool]) -> None:
        """The parts of the studio, and whether each is ready."""

    def progress(self, progress: DramaProgress) -> None: ...

    def ending(self) -> None:
        """Somebody interrupted: the studio finishes what it can before it ends."""


def screen_for(console: Console, as_json: bool) -> Screen:
    """The screen that fits: what a script wants, what the terminal can."""
    if as_json:
        return JsonScreen()
    return LiveScreen(console) if console.is_terminal and not console.is_dumb_terminal else LineScreen(console)


class JsonScreen:
    """One JSON object a line for every change of the drama."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def parts(self, ready: Mapping[str, bool]) -> None:
        return None

    def progress(self, progress: DramaProgress) -> None:
        print(json.dumps(as_json(progress), ensure_ascii=False), flush=True)

    def ending(self) -> None:
        return None


class LineScreen:
    """A line for everything that is new, with the time since the start."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._began = time.monotonic()
        self._ready = 0
        self._shown: DramaProgress | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def parts(self, ready: Mapping[str, bool]) -> None:
        if self._ready == len(ready):
            return  # a part that dies and comes back is the log's news
        count = sum(ready.values())
        if count == len(ready):
            self._line("the studio is ready")
        elif not self._ready:
            self._line("starting the studio")
        self._ready = max(self._ready, count, 1)

    def progress(self, progress: DramaProgress) -> None:
        for line in display.changes(self._shown, progress):
            self._line(line)
        self._shown = progress

    def ending(self) -> None:
        self._line(_ENDING)

    def _line(self, text: str) -> None:
        elapsed = display.clock(time.monotonic() - self._began)
        self._console.print(f"{elapsed:>7}  {text}", markup=False, highlight=False, soft_wrap=True)


class LiveScreen:
    """One picture that changes in its place and disappears at the end."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._began = time.monotonic()
        self._parts: Mapping[str, bool] = {}
        self._progress: DramaProgress | None = None
        self._is_ending = False
        self._live = Live(console=console, get_renderable=self._render, refresh_per_second=4, transient=True)

    def __enter__(self) -> Self:
        self._live.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.__exit__(kind, error, trace)

    def parts(self, ready: Mapping[str, bool]) -> None:
        self._parts = ready

    def progress(self, progress: DramaProgress) -> None:
        self._progress = progress

    def ending(self) -> None:
        self._is_ending = True

    def _render(self) -> RenderableType:
        return Group(self._picture(), Text(_ENDING)) if self._is_ending else self._picture()

    def _picture(self) -> RenderableType:
        elapsed = time.monotonic() - self._began
        if self._progress:
            return display.picture(self._progress, elapsed, self._console.width, self._console.height)
        return display.starting(self._parts, elapsed) if self._parts else Text(f"waiting  {display.clock(elapsed)}")
