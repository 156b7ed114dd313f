"""Titles and lines of the world in subtitles, on cards and covers: shown as they are written, never interpreted."""

import re

import numpy as np
import pytest

from services.compositor.fonts import fonts
from services.compositor.lettering import GOLD, Picture, caption, largest, letters
from services.compositor.rows import limit, screens
from services.compositor.subtitles import shot_cues, srt
from shared.artifacts.records import Line, Shot
from shared.events import VoicedLine
from shared.planning.words import spoken
from tests.world import TITLES

WIDTH, HEIGHT = 540, 960
NO_FONT_HAS_IT = "\U0010fffd"
_TIMES = re.compile(r"\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d:\d\d,\d{3}")


def title(text: str) -> Picture:
    """The text as a card shows it."""
    rows, size = largest(text, 4, WIDTH * 0.76, HEIGHT * 0.34, WIDTH * 0.17, GOLD)
    return letters(rows, WIDTH, size, WIDTH * 0.76, GOLD)


def can_be_drawn(text: str) -> bool:
    return any(run.text.strip() for run in fonts(serif=True).runs(text))


def subtitles(text: str) -> str:
    line = Line(id="e01-s01-l01", speaker="A", text=text)
    shot = Shot(
        id="e01-s01", place="street", time="day", mood="dramatic", framing="medium", lines=(line,), seconds=20
    )  # fmt: skip
    voiced = VoicedLine(line=line.id, record="audio/lines/x.json", start=0.3, seconds=18)
    return srt(shot_cues(shot, [voiced], "en-US", 20))


@pytest.mark.parametrize("text", TITLES)
def test_a_title_has_pixels_and_stays_within_its_room(text: str) -> None:
    assert can_be_drawn(text)
    alpha = title(text)[..., 3]
    lit = np.flatnonzero(alpha.max(axis=0) > 230)  # the letters without their shadows
    assert len(lit) > 5
    assert lit[-1] - lit[0] <= WIDTH * 0.78
    assert len(alpha) <= HEIGHT * 0.45


@pytest.mark.parametrize("text", TITLES)
def test_a_subtitle_has_pixels(text: str) -> None:
    for rows in screens(text, limit("en-US")):
        if can_be_drawn("".join(rows)):
            assert caption(rows, WIDTH)[..., 3].max() > 200


def test_what_no_font_can_draw_is_left_out_and_never_an_empty_box() -> None:
    assert fonts(serif=True).runs(NO_FONT_HAS_IT) == []
    assert np.array_equal(title(f"A{NO_FONT_HAS_IT}B"), title("AB"))
    assert np.array_equal(caption([f"红{NO_FONT_HAS_IT}包"], WIDTH), caption(["红包"], WIDTH))


@pytest.mark.parametrize("text", TITLES)
def test_every_sign_that_is_drawn_has_a_font(text: str) -> None:
    found = fonts(serif=True)
    for run in found.runs(text):
        assert run.family in found.families
        for sign in run.text:
            assert found.runs(sign) or not sign.isprintable(), ascii(sign)


def test_a_word_is_not_torn_between_fonts() -> None:
    """The studio's own font has Greek letters without accents: the accented word is drawn with one that has all."""
    greek = [run for run in fonts(serif=False).runs("abc Ελληνικά abc") if "λ" in run.text]
    assert [run.text.strip() for run in greek] == ["Ελληνικά"]


def test_a_long_title_is_still_read() -> None:
    """At 1080 pixels letters of 22 pixels are the least that a phone shows clearly."""
    for text in ("很" * 200, "W" * 200, "a long title of many words " * 7):
        _, size = largest(text, 4, 1080 * 0.76, 1920 * 0.34, 1080 * 0.17, GOLD)
        assert size >= 22


def test_punctuation_of_a_title_from_the_right_stands_on_the_left() -> None:
    """The colon at the end of the Hebrew words is drawn on their left: there are more pixels on the other side."""
    alpha = letters(["שלום:::::"], WIDTH, 60, WIDTH, GOLD)[..., 3]
    lit = np.flatnonzero(alpha.max(axis=0))
    columns = (alpha[:, lit[0] : lit[-1]] > 128).sum(axis=0)
    half = len(columns) // 2
    assert columns[half:].sum() > 1.3 * columns[:half].sum()


@pytest.mark.parametrize("text", TITLES)
def test_subtitles_are_never_interpreted_and_lose_nothing(text: str) -> None:
    blocks = [block for block in subtitles(text).split("\n\n") if block]
    words = []
    for number, block in enumerate(blocks, 1):
        head, times, *rows = block.split("\n")
        assert head == str(number)
        assert _TIMES.fullmatch(times)
        assert 1 <= len(rows) <= 2
        for line in rows:
            assert line and not re.search(r"-->|<[A-Za-z/!]|\{[\\A-Za-z]", line)
        words += rows
    shown = "".join("".join(words).replace("\u200b", "").split())
    assert shown == "".join(spoken(text).split())
