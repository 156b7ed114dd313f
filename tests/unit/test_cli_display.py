"""What a person sees of a drama, on wide terminals, narrow ones, and none."""

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from services.gateway.cli import display
from services.gateway.cli.screen import JsonScreen, LineScreen, LiveScreen, screen_for
from shared.planning import DramaProgress, EpisodeProgress

SHOTS = (("e02-s01", "done"), ("e02-s02", "filming"), ("e02-s03", "filming"), ("e02-s04", "waiting"))
PROGRESS = DramaProgress(
    drama="the-red-envelope",
    revision=1,
    title="红包",
    state="working",
    reason="",
    stages=(("story", 1, 1), ("scripts", 2, 2), ("shots", 3, 6), ("masters", 1, 2)),
    episodes=(
        EpisodeProgress(1, "done", (("e01-s01", "done"), ("e01-s02", "done"))),
        EpisodeProgress(2, "making", SHOTS),
    ),
    manifest=None,
)


def shown(what: RenderableType, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width)
    console.print(what)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_picture_shows_stages_and_the_episodes_under_way() -> None:
    text = shown(display.picture(PROGRESS, 65, 80, 24))
    assert "红包  1:05  working" in text
    assert "3 of 6" in text
    assert "episode 2  1 of 4  ●◐◐○  filming 2" in text
    assert "episode 1" not in text


@pytest.mark.parametrize("width", [20, 40, 59, 80])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    many = replace(PROGRESS, episodes=(EpisodeProgress(2, "making", SHOTS * 30),))
    lines = shown(display.picture(many, 65, width, 24), width).splitlines()
    assert len(lines) == 1 + len(PROGRESS.stages) + 1
    assert max(map(cell_len, lines)) <= width


def test_a_season_fits_on_the_screen() -> None:
    season = replace(PROGRESS, episodes=tuple(EpisodeProgress(n, "making", SHOTS) for n in range(1, 101)))
    assert len(shown(display.picture(season, 65, 80, 24)).splitlines()) < 24


def test_only_what_is_new_becomes_a_line() -> None:
    assert display.changes(None, PROGRESS) == [
        "红包: revision 1",
        "story 1 of 1",
        "scripts 2 of 2",
        "shots 3 of 6",
        "masters 1 of 2",
    ]
    assert display.changes(PROGRESS, PROGRESS) == []
    later = replace(PROGRESS, stages=(*PROGRESS.stages[:2], ("shots", 4, None), PROGRESS.stages[3]))
    assert display.changes(PROGRESS, later) == ["shots 4 of ?"]
    blocked = replace(PROGRESS, state="blocked", reason="audio: no such voice")
    assert display.changes(PROGRESS, blocked) == ["blocked: audio: no such voice"]
    assert display.changes(PROGRESS, replace(PROGRESS, revision=2))[0] == "红包: revision 2"


def test_the_screen_fits_its_terminal() -> None:
    assert isinstance(screen_for(Console(force_terminal=True, _environ={"TERM": "xterm"}), as_json=False), LiveScreen)
    assert isinstance(screen_for(Console(force_terminal=True, _environ={"TERM": "dumb"}), as_json=False), LineScreen)
    assert isinstance(screen_for(Console(file=io.StringIO()), as_json=False), LineScreen)
    assert isinstance(screen_for(Console(force_terminal=True), as_json=True), JsonScreen)


def test_without_a_terminal_the_start_of_the_studio_is_two_lines() -> None:
    out = io.StringIO()
    with LineScreen(Console(file=out)) as screen:
        for parts in (
            {"a": False, "b": False},
            {"a": True, "b": False},
            {"a": True, "b": True},
            {"a": False, "b": True},
        ):
            screen.parts(parts)
    assert [line.split("  ")[-1] for line in out.getvalue().splitlines()] == [
        "starting the studio",
        "the studio is ready",
    ]


@pytest.mark.parametrize(("seconds", "text"), [(5.9, "0:05"), (65, "1:05"), (3725, "1:02:05")])
def test_time_reads_like_a_clock(seconds: float, text: str) -> None:
    assert display.clock(seconds) == text
