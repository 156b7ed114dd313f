"""Subtitles are read at a glance, shown while the line is heard, and never taken for anything but text."""

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.compositor.rows import balanced, columns, limit, screens
from services.compositor.subtitles import Cue, episode_cues, shot_cues, srt
from shared.artifacts.records import Line, Phoneme, Shot
from shared.events import VoicedLine
from shared.events.request import Language

LONG = "这份合同你要是今天不签字，明天整条街的铺子就都归王老板所有了，到时候你可别怪我没有提醒过你们一家人！"
CLOSING = tuple("，。！？；：、”’」』）》】,.!?;:)]}")


def _cues(
    *texts: str, language: Language = "zh-CN", times: list[tuple[float, float]] | None = None, seconds: float = 60
) -> tuple[Cue, ...]:
    """The cues of a shot whose lines last 2 s each, 3 s apart, unless ``times`` (start, length) are given."""
    times = times or [(3.0 * n, 2.0) for n in range(len(texts))]
    shot, voiced = _shot(texts, times)
    return shot_cues(shot, voiced, language, seconds)


def _shot(texts: Sequence[str], times: Sequence[tuple[float, float]]) -> tuple[Shot, list[VoicedLine]]:
    names = [f"e01-s01-l{n:02}" for n in range(1, len(texts) + 1)]
    lines = tuple(Line(id=name, speaker="她", text=text) for name, text in zip(names, texts, strict=True))
    shot = Shot(id="e01-s01", place="street", time="day", mood="comedic", framing="medium", lines=lines, seconds=1)
    voiced = [
        VoicedLine(line=name, record="audio/lines/x.json", start=start, seconds=length)
        for name, (start, length) in zip(names, times, strict=True)
    ]
    return shot, voiced


# --- rows


def test_a_short_line_stays_in_one_row() -> None:
    assert screens("妈，我回来了。", limit("zh-CN")) == [("妈，我回来了。",)]


def test_a_row_ends_at_punctuation_where_it_can() -> None:
    assert screens("她说：“韭菜鸡蛋，我从来没忘过。”", limit("zh-CN")) == [("她说：“韭菜鸡蛋，", "我从来没忘过。”")]


def test_english_breaks_between_words_into_rows_of_like_length() -> None:
    assert screens("I know what you did to my mother that night.", limit("en-US")) == [
        ("I know what you did", "to my mother that night.")
    ]


def test_a_long_line_is_shown_in_several_screens_without_losing_a_character() -> None:
    shown = screens(LONG, limit("zh-CN"))
    assert len(shown) > 1
    assert "".join(row for rows in shown for row in rows) == LONG


def test_accents_and_emoji_sequences_are_not_torn() -> None:
    family = "👩\u200d👩\u200d👧"
    rows = [row for rows in screens((family + "🇨🇳") * 12, 28) for row in rows]
    assert all(not row.startswith("\u200d") and row.count("🇨") == row.count("🇳") for row in rows)
    assert "".join(rows).count(family) == 12


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("我你红包了的看，。！？：“”《》、 abcXYZ'\"-,.!?…é👍🏽שלם<>"), max_size=120))
def test_no_row_is_too_wide_and_nothing_is_lost(text: str) -> None:
    text = " ".join(text.split())
    shown = screens(text, 28)
    rows = [row for rows in shown for row in rows]
    assert all(1 <= len(rows) <= 2 for rows in shown)
    assert all(row and columns(row) <= 28 for row in rows)
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")


@settings(max_examples=100, deadline=None)
@example(["三", "了了", "了了", "了了", "了了"])
@given(
    st.lists(st.text(st.sampled_from("我你奶奶红包三十年看着了的藏"), min_size=1, max_size=9), min_size=1, max_size=12)
)
def test_no_row_begins_with_closing_punctuation(phrases: list[str]) -> None:
    rows = [row for rows in screens("，".join(phrases) + "。”", 28) for row in rows]
    assert not any(row.startswith(CLOSING) for row in rows)


def test_a_title_is_divided_evenly() -> None:
    assert balanced("The Red Envelope That Grandmother Hid", 2) == ["The Red Envelope", "That Grandmother Hid"]


# --- cues


def test_a_line_is_shown_while_it_is_heard() -> None:
    (cue,) = _cues("妈，我回来了。", times=[(0.4, 1.5)])
    assert cue.start == 0.4
    assert 1.9 <= cue.end <= 2.2


def test_screens_of_a_long_line_share_its_time_by_their_length() -> None:
    cues = _cues(LONG, times=[(1.0, 10.0)])
    assert cues[0].start == 1.0
    assert cues[-1].end == pytest.approx(11.25)
    said = [sum(columns(sign) for row in cue.rows for sign in row if sign.isalnum()) for cue in cues]
    shares = [(cue.end - cue.start) / count for cue, count in zip(cues[:-1], said, strict=False)]
    assert max(shares) == pytest.approx(min(shares), rel=1e-6)


def test_screens_change_where_the_voice_pauses() -> None:
    """The first clause is said in a hurry, then there is a pause; the rest is drawn out."""
    shot, voiced = _shot(["我女儿林小满是全国最年轻的建筑设计师，她不会嫁给你这种人"], [(0.0, 10.0)])
    quick = [Phoneme(symbol="a", start=0.1 * n, end=0.1 * n + 0.1) for n in range(26)]
    slow = [Phoneme(symbol="a", start=3.2 + 0.5 * n, end=3.7 + 0.5 * n) for n in range(13)]
    cues = shot_cues(shot, voiced, "zh-CN", 60, {"e01-s01-l01": [*quick, *slow]})
    assert [cue.rows[-1][-1] for cue in cues] == ["，", "人"]
    assert cues[1].start == pytest.approx(3.2)


def test_a_stage_direction_is_not_read() -> None:
    assert _cues("（低声）别走。")[0].rows == ("别走。",)
    assert _cues("[sighs]", language="en-US") == ()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("你走那天，你妈在站台上坐到天亮。", ("你走那天，", "你妈在站台上坐到天亮。")),
        ("那个外卖员把三十年前的红包送到了你家门口你知道吗", ("那个外卖员把三十年前的红包", "送到了你家门口你知道吗")),
        ("我们三个外卖员今天一共送了一百多单啊", ("我们三个外卖员今天", "一共送了一百多单啊")),
    ],
)
def test_chinese_breaks_between_phrases_and_never_in_a_word(text: str, rows: tuple[str, ...]) -> None:
    assert screens(text, limit("zh-CN")) == [rows]


def test_a_row_ends_with_the_sentence() -> None:
    rows = ("You were the one who said it.", "I only believed you.")
    assert screens(" ".join(rows), limit("en-US")) == [rows]


def test_an_abbreviation_ends_no_row() -> None:
    rows = [row for rows in screens("We have waited all day for Dr. Chen to come home.", 30) for row in rows]
    assert not any(row.endswith("Dr.") for row in rows)


@pytest.mark.parametrize(
    "text",
    [
        "The envelope was hidden in the lining of the old coat for thirty years.",
        "Why would my grandmother hide an envelope in her old winter coat?",
        "You were the one who said that the money did not matter to us.",
        "He never told anyone about the letter that he kept in the drawer.",
    ],
)
def test_english_never_leaves_a_small_word_behind(text: str) -> None:
    rows = [row for rows in screens(text, limit("en-US")) for row in rows]
    assert " ".join(rows) == text
    assert not {row.split()[-1] for row in rows} & {"the", "an", "a", "my", "her", "of", "in", "that", "to"}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["好。", LONG]), st.floats(0, 9), st.floats(0.01, 5)),
        min_size=1,
        max_size=6,
    )
)
def test_cues_never_overlap_whoever_interrupts_whom(lines: list[tuple[str, float, float]]) -> None:
    cues = _cues(*(text for text, _, _ in lines), times=[(start, length) for _, start, length in lines], seconds=8)
    assert all(cue.start < cue.end <= 8 for cue in cues)
    assert all(one.end <= other.start for one, other in pairwise(cues))


def test_a_line_without_words_shows_nothing() -> None:
    assert _cues(" \n ") == ()


def test_cues_of_later_shots_are_moved_to_their_place() -> None:
    first, second = _cues("好。", times=[(0.5, 1.0)]), _cues("不好。", times=[(0.25, 1.0)])
    cues = episode_cues([(0.0, first), (4.0, second)])
    assert [cue.start for cue in cues] == [0.5, 4.25]


# --- SubRip


def test_a_file_is_numbered_and_timed() -> None:
    text = srt([Cue(0.5, 1.75, ("妈，我回来了。",)), Cue(3661.0004, 3662.9996, ("Two", "rows"))])
    assert text == (
        "1\n00:00:00,500 --> 00:00:01,750\n妈，我回来了。\n\n2\n01:01:01,000 --> 01:01:03,000\nTwo\nrows\n\n"
    )


@pytest.mark.parametrize(
    "text", ["a\n\n2\n00:00:00,000 --> 00:00:09,000\nb", "x\r\n\r\ny", "one\u2028two\u2029three", "tab\tbell\x07\x00"]
)
def test_no_text_breaks_the_format(text: str) -> None:
    blocks = srt(_cues(text)).rstrip("\n").split("\n\n")
    for number, block in enumerate(blocks, 1):
        head, clock, *rows = block.split("\n")
        assert head == str(number)
        assert re.fullmatch(r"\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d:\d\d,\d{3}", clock)
        assert 1 <= len(rows) <= 2
        assert "-->" not in "".join(rows)
        assert not re.search(r"[\x00-\x1f\u2028\u2029]", "".join(rows))


@pytest.mark.parametrize("text", ["<b>loud</b>", "<i>", r"{\an8}up", "{b}", "a --> b", "<!-- x -->"])
def test_markup_is_shown_as_it_was_written(text: str) -> None:
    written = srt(_cues(text, language="en-US")).split("\n")[2]
    assert written.replace("\u200b", "") == text
    assert not re.search(r"</?[A-Za-z!]|\{[\\A-Za-z]|-->", written)


@pytest.mark.parametrize("text", ["1 < 2", "“好的！”他说", "🙂 ok", "שלום (1)", "it's 5>3 & 2"])
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert srt(_cues(text, language="en-US")).split("\n")[2] == text
