"""The shots as cards with pictures, on terminals of several sizes."""

import io
import re
from typing import Literal

import numpy as np
import pytest
from rich.cells import cell_len
from rich.console import Console

from services.gateway.cli.album import Thumbnail
from services.gateway.cli.blocks import half_blocks
from services.gateway.cli.board import Board
from shared.planning import EpisodeProgress, ShotProgress

RED = Thumbnail(np.full((64, 36, 3), (0, 0, 200), np.uint8), filmed=True)
_CODE = re.compile(r"\x1b\[[0-9;]*m")


def shots(count: int, done: int = 0) -> EpisodeProgress:
    stages = ["done"] * done + ["filming"] + ["waiting"] * count
    made = [ShotProgress(f"e01-s{n + 1:02}", stages[n], "奶奶", "都三十年了，那是留给谁的？") for n in range(count)]
    return EpisodeProgress(1, "making", tuple(made))


def drawn(episode: EpisodeProgress, width: int, height: int, colours: Literal["truecolor", "256"] = "truecolor") -> str:
    out = io.StringIO()
    thumbnails = {shot.name: RED for shot in episode.shots}
    console = Console(
        file=out, width=width, height=height, force_terminal=True, color_system=colours, _environ={"TERM": "xterm"}
    )
    console.print(Board().of([episode], thumbnails, width, height))
    return out.getvalue()


@pytest.mark.parametrize(("width", "height"), [(100, 20), (100, 40), (120, 34), (160, 50), (250, 70)])
def test_the_cards_never_leave_the_screen(width: int, height: int) -> None:
    lines = _CODE.sub("", drawn(shots(18, done=3), width, height)).splitlines()
    assert len([line for line in lines if line.strip()]) <= height
    assert max(cell_len(line.rstrip()) for line in lines) <= width


def test_the_more_room_the_larger_the_pictures() -> None:
    small, large = (_CODE.sub("", drawn(shots(6), width, 30)) for width in (100, 150))
    assert large.count("▀") > small.count("▀") > 0


def test_where_not_all_fit_the_unfinished_ones_are_seen() -> None:
    text = _CODE.sub("", drawn(shots(40, done=20), 100, 20))
    assert "s21 filming" in text
    assert "s01" not in text
    assert "s40" not in text


def test_words_are_broken_where_chinese_breaks_and_cut_at_the_end() -> None:
    rows = _CODE.sub("", drawn(shots(30), 100, 16)).splitlines()
    assert rows[13].startswith("都三十年了，那")
    assert rows[14].startswith("是留给谁的？")
    comma = EpisodeProgress(1, "making", (ShotProgress("e01-s01", "done", "", "一二三四五六七八九十甲乙丙丁，戊己庚"),))
    rows = _CODE.sub("", drawn(comma, 30, 28)).splitlines()
    assert rows[-2].rstrip() == "一二三四五六七八九十甲乙丙"
    assert rows[-1].rstrip() == "丁，戊己庚"


def test_what_is_only_sketched_is_paler_than_what_is_filmed() -> None:
    filmed, sketched = (half_blocks(Thumbnail(RED.pixels, filmed), 4, 3)[0][0].style for filmed in (True, False))
    assert filmed and sketched and filmed.color and sketched.color
    assert filmed.color.get_truecolor() == (200, 0, 0)
    assert max(sketched.color.get_truecolor()) < 200
    assert min(sketched.color.get_truecolor()) > 0


def test_a_shot_without_a_picture_is_a_dark_card() -> None:
    lines = half_blocks(None, 4, 3)
    assert [len(line) for line in lines] == [4, 4, 4]
    style = lines[0][0].style
    assert style and style.color and max(style.color.get_truecolor()) < 64


def test_with_256_colours_the_pictures_use_those() -> None:
    text = drawn(shots(3), 100, 20, "256")
    assert "38;5;" in text
    assert "38;2;" not in text
