"""What a person sees of a drama, on wide terminals, narrow ones, and none."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from services.gateway.cli import display
from services.gateway.cli.screen import JsonScreen, LineScreen, LiveScreen, screen_for
from shared.artifacts.manifest import Manifest, ManifestCalls
from shared.planning import DramaProgress, EpisodeProgress, ShotProgress

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SHOTS = (
    ShotProgress("e02-s01", "done", "奶奶", "快放下！不是留给你的。"),
    ShotProgress("e02-s02", "filming", "Maya", "Who was it for?"),
    ShotProgress("e02-s03", "filming", "", "红包"),
    ShotProgress("e02-s04", "waiting"),
)
PROGRESS = DramaProgress(
    drama="the-red-envelope",
    revision=1,
    title="红包",
    state="working",
    reason="",
    stages=(("story", 1, 1), ("scripts", 2, 2), ("shots", 3, 6), ("masters", 1, 2)),
    episodes=(
        EpisodeProgress(1, "done", (ShotProgress("e01-s01", "done"), ShotProgress("e01-s02", "done"))),
        EpisodeProgress(2, "making", SHOTS),
    ),
    manifest=None,
)


def manifest(*calls: ManifestCalls) -> Manifest:
    return Manifest(
        drama="the-red-envelope", revision=1, title="红包", logline="", language="zh-CN", requested_at=NOW,
        completed_at=NOW, cost_usd=Decimal(0), cast=(), episodes=(), calls=calls,
    )  # fmt: skip


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
    lines = shown(display.picture(many, 65, width, 24, left=50.0), width).splitlines()
    assert len(lines) < 24
    assert max(map(cell_len, lines)) <= width


def test_a_season_fits_on_the_screen() -> None:
    season = replace(PROGRESS, episodes=tuple(EpisodeProgress(n, "making", SHOTS) for n in range(1, 101)))
    assert len(shown(display.picture(season, 65, 80, 24)).splitlines()) < 24


def test_shots_under_way_are_shown_with_their_words_where_there_is_room() -> None:
    text = shown(display.picture(PROGRESS, 65, 80, 24))
    assert "● e02-s01 done      奶奶: 快放下！不是留给你的。" in text
    assert "◐ e02-s02 filming   Maya: Who was it for?" in text
    assert "e02-s04" not in text
    assert "Maya" not in shown(display.picture(PROGRESS, 65, 50, 24), 50)


def test_a_shot_that_is_finished_becomes_a_line_with_its_words() -> None:
    done = (replace(SHOTS[1], stage="done"), *SHOTS[2:])
    later = replace(
        PROGRESS,
        stages=(*PROGRESS.stages[:2], ("shots", 4, 6), PROGRESS.stages[3]),
        episodes=(PROGRESS.episodes[0], EpisodeProgress(2, "making", (SHOTS[0], *done))),
    )
    assert display.changes(PROGRESS, later) == ["e02-s02 is done, shots 4 of 6  Maya: Who was it for?"]


def test_the_table_tells_what_the_processors_were_busy_with() -> None:
    def calls(operation: str, cpu: float, encode: float = 0.0) -> ManifestCalls:
        return ManifestCalls(
            provider="studio", model="m", operation=operation, calls=1, seconds_total=2, seconds_mean=2, seconds_max=2,
            cpu_seconds=cpu, encode_cpu_seconds=encode, cost_usd=Decimal(0),
        )  # fmt: skip

    found = (calls("film", 60, 20), calls("sketch", 2), calls("speak", 18), calls("conform", 20, 19))
    assert display.shares(found) == {"drawing": 0.42, "encoding": 0.2, "conforming": 0.2, "speech": 0.18}
    text = shown(display.calls(manifest(*found)), 100)
    assert "busy with: drawing 42%, encoding 20%, conforming 20%, speech 18%" in text
    assert re.search(r"studio/m +film +1 +2.0 +2.0 +2.0 +60.0 +0.00", text)
    assert "busy" not in shown(display.calls(manifest(calls("film", 0))))


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


def test_the_screen_fits_its_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert isinstance(screen_for(Console(force_terminal=True, _environ={"TERM": "xterm"}), as_json=False), LiveScreen)
    assert isinstance(screen_for(Console(force_terminal=True, _environ={"TERM": "dumb"}), as_json=False), LineScreen)
    assert isinstance(screen_for(Console(file=io.StringIO()), as_json=False), LineScreen)
    assert isinstance(screen_for(Console(force_terminal=True), as_json=True), JsonScreen)
    monkeypatch.setenv("CI", "true")
    assert isinstance(screen_for(Console(force_terminal=True, _environ={"TERM": "xterm"}), as_json=False), LineScreen)


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
