"""Text of others on a terminal: shown as far as it can be, and never obeyed."""

import io
import re
import unicodedata
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from services.gateway.cli import display
from services.gateway.cli.screen import LineScreen
from services.gateway.terminal import row, visible
from shared.planning import DramaProgress, EpisodeProgress, ShotProgress
from tests.world import TITLES

NASTY = (
    "\x1b[2J\x1b]0;owned\x07",
    "\x9b31mred",
    "\u202ereversed",
    "back\x08\x08space",
    "carriage\rreturn",
    "\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\",
    "half \ud800 a pair",
    "null\x00",
)
_OBEYED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")


def progress(text: str) -> DramaProgress:
    shots = tuple(ShotProgress(f"e01-s{n:02}", "filming", text, text) for n in range(1, 4))
    stages = (("story", 1, 1), ("scripts", 1, 1), ("shots", 1, 3), ("masters", 0, 1))
    return DramaProgress("red", 1, text, "blocked", text, stages, (EpisodeProgress(1, "making", shots),), None)


def shown(what: RenderableType, width: int = 80) -> str:
    out = io.StringIO()
    Console(file=out, width=width, color_system=None).print(what)
    return out.getvalue()


@pytest.mark.parametrize("text", [*NASTY, *TITLES])
def test_no_escape_code_passes_through(text: str) -> None:
    found = progress(text)
    lines = io.StringIO()
    with LineScreen(Console(file=lines, width=80, color_system=None)) as screen:
        screen.progress(found)
        screen.progress(replace(found, stages=(*found.stages[:2], ("shots", 2, 3), found.stages[3])))
    everything = (display.picture(found, 5, 80, 24), display.dramas([found]), display.stages_line(found, None))
    for told in (lines.getvalue(), *map(shown, everything), visible(text), row(text)):
        assert not _OBEYED.search(told)


@pytest.mark.parametrize("text", [*NASTY, *TITLES])
@pytest.mark.parametrize("width", [30, 60, 100])
def test_no_line_is_wider_than_the_terminal(text: str, width: int) -> None:
    for what in (display.picture(progress(text), 5, width, 24), display.dramas([progress(text)])):
        assert max(cell_len(line) for line in shown(what, width).splitlines()) <= width


@pytest.mark.parametrize("text", TITLES)
def test_what_can_be_shown_is_shown_as_it_was_written(text: str) -> None:
    line = shown(display.head(progress(text), 5), 2000)
    plain = "".join(sign for sign in line if unicodedata.category(sign) != "Cf" or sign == "\u200d")
    assert " ".join(text.split()) in plain


def test_one_that_runs_from_the_right_does_not_reorder_its_line() -> None:
    assert row("שלום") == "\u2068שלום\u2069"
    assert row("hello") == "hello"
    assert cell_len(row("שלום")) == 4
