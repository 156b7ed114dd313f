"""Where progress is shown: a live picture on a terminal, lines elsewhere, JSON for scripts."""

import json
import os
import time
from collections.abc import Mapping
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.text import Text

from services.gateway.api import as_json
from services.gateway.cli import display
from services.gateway.cli.pace import Pace
from services.gateway.terminal import row, visible
from services.gateway.words import desk as say
from services.gateway.words import show
from shared.planning import DramaProgress

if TYPE_CHECKING:  # what draws pictures is slow to import, and most commands show none
    from services.gateway.cli.album import Thumbnail
    from services.gateway.cli.board import Board

_NO_PICTURES: Mapping[str, "Thumbnail"] = MappingProxyType({})
_WIDE, _HIGH = 100, 20
"""Characters and lines that a terminal must have to show pictures."""


class Screen(Protocol):
    """Shows what it is told, between entering and leaving it; ``shows_pictures`` if it has a use for thumbnails."""

    @property
    def shows_pictures(self) -> bool: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def parts(self, ready: Mapping[str, bool]) -> None:
        """The parts of the studio, and whether each is ready."""

    def progress(self, progress: DramaProgress, thumbnails: Mapping[str, "Thumbnail"] = _NO_PICTURES) -> None:
        """How far the drama is, and the pictures of its shots by their names."""

    def note(self, text: str) -> None:
        """Something that a person may want to know while it goes on."""

    def ending(self) -> None:
        """Somebody interrupted: the studio finishes what it can before it ends."""


def screen_for(console: Console, as_json: bool) -> Screen:
    """The screen that fits: what a script wants, what the terminal can. The log of a CI job is no terminal."""
    if as_json:
        return JsonScreen()
    is_live = console.is_terminal and not console.is_dumb_terminal and not os.environ.get("CI")
    return LiveScreen(console) if is_live else LineScreen(console)


class JsonScreen:
    """One JSON object a line for every change of the drama."""

    shows_pictures = False

    def __init__(self) -> None:
        self._shown = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def parts(self, ready: Mapping[str, bool]) -> None:
        return None

    def progress(self, progress: DramaProgress, thumbnails: Mapping[str, "Thumbnail"] = _NO_PICTURES) -> None:
        line = json.dumps(as_json(progress), ensure_ascii=False)
        if line != self._shown:  # a new picture is no news here
            print(line, flush=True)
        self._shown = line

    def note(self, text: str) -> None:
        return None

    def ending(self) -> None:
        return None


class LineScreen:
    """A line for everything that is new, with the time since the start."""

    shows_pictures = False

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
            self.note(show.STUDIO_READY())
        elif not self._ready:
            self.note(show.STARTING())
        self._ready = max(self._ready, count, 1)

    def progress(self, progress: DramaProgress, thumbnails: Mapping[str, "Thumbnail"] = _NO_PICTURES) -> None:
        for line in display.changes(self._shown, progress):
            self.note(line)
        self._shown = progress

    def note(self, text: str) -> None:
        elapsed = display.clock(time.monotonic() - self._began)
        self._console.print(visible(f"{elapsed:>7}  {text}"), markup=False, highlight=False, soft_wrap=True)

    def ending(self) -> None:
        self.note(say.ENDING())


class LiveScreen:
    """One picture that changes in its place and disappears at the end."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._began = time.monotonic()
        self._parts: Mapping[str, bool] = {}
        self._progress: DramaProgress | None = None
        self._thumbnails = _NO_PICTURES
        self._board: Board | None = None
        self._pace = Pace()
        self._note = ""
        self._live = Live(console=console, get_renderable=self._render, refresh_per_second=1, transient=True)

    def __enter__(self) -> Self:
        self._live.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.__exit__(kind, error, trace)

    @property
    def shows_pictures(self) -> bool:
        """Half blocks need colours for their two pixels: with fewer than 256, or none, words tell more."""
        return self._console.color_system in ("truecolor", "256") and not self._console.no_color

    def parts(self, ready: Mapping[str, bool]) -> None:
        self._parts = ready
        self._live.refresh()

    def progress(self, progress: DramaProgress, thumbnails: Mapping[str, "Thumbnail"] = _NO_PICTURES) -> None:
        self._progress, self._thumbnails = progress, thumbnails
        self._pace.seen(*_shots(progress), time.monotonic())
        self._live.refresh()

    def note(self, text: str) -> None:
        self._note = text

    def ending(self) -> None:
        self._note = say.ENDING()
        self._live.refresh()

    def _render(self) -> RenderableType:
        note = [Text(row(self._note), style="dim", no_wrap=True, overflow="ellipsis")] if self._note else []
        width, height = self._console.width, self._console.height - len(note)
        elapsed = time.monotonic() - self._began
        if self._progress is None:
            waits = Text(f"{show.WAITING()}  {display.clock(elapsed)}")
            return Group(display.starting(self._parts, elapsed) if self._parts else waits, *note)
        left = self._pace.left(time.monotonic())
        if self._thumbnails and self.shows_pictures and width >= _WIDE and height >= _HIGH:
            return Group(self._with_pictures(self._progress, elapsed, width, height, left), *note)
        return Group(display.picture(self._progress, elapsed, width, height, left), *note)

    def _with_pictures(
        self, progress: DramaProgress, elapsed: float, width: int, height: int, left: float | None
    ) -> RenderableType:
        if self._board is None:
            from services.gateway.cli.board import Board  # noqa: PLC0415 (slow)

            self._board = Board()
        lines = [display.head(progress, elapsed), display.stages_line(progress, left), Text("")]
        episodes = display.in_sight(progress)
        return Group(*lines, self._board.of(episodes, self._thumbnails, width, height - len(lines) - 1))


def _shots(progress: DramaProgress) -> tuple[int, int | None]:
    """How many shots are done, and of how many, if that is known yet."""
    return next(((done, total) for name, done, total in progress.stages if name == "shots"), (0, None))
