"""Shots, lines and cards lie where their frames put them, and the sound follows."""

from typing import Any

import pytest

from services.compositor.cards import cards_after, numeral
from services.compositor.layers import AFTER_THE_WORD, Bed, airs, beds, blows, swells
from services.compositor.timeline import Timeline, frames_of, lay_out
from shared.artifacts.records import Join, Line, Made, Media, Plan, Score, Shot, Sting, Stretch, Take
from shared.events import VoicedLine
from shared.planning.cards import CLOSING, TITLE
from shared.runtime.errors import Permanent

SHA = "0" * 64
MADE = Made(provider="studio", model="test", operation="film", seconds=1)
MEDIA = Media(blob="video/blobs/x", sha256=SHA, size=1, media_type="video/mp4")


def _shot(number: int, lines: int = 1) -> Shot:
    name = f"e01-s{number:02}"
    return Shot(
        id=name,
        place="courtyard",
        time="day",
        mood="dramatic",
        framing="medium",
        lines=tuple(Line(id=f"{name}-l{n:02}", speaker="小满", text="好。") for n in range(1, lines + 1)),
        seconds=3,
    )


def _plan(*shots: Shot) -> Plan:
    return Plan(
        number=1, title="一", drama_title="红包", language="zh-CN", style="cinematic", seed=1, music=False, shots=shots
    )


def _join(shot: Shot, seconds: float, length: float = 0.5) -> Join:
    lines = tuple(
        VoicedLine(line=line.id, record="audio/lines/x.json", start=0.3 + n, seconds=length)
        for n, line in enumerate(shot.lines)
    )
    film = f"video/takes/{shot.id}.json"
    return Join(shot=f"red.{shot.id}", lines=lines, seconds=seconds, film=film, verdict="character/verdicts/v.json")


def _takes(*shots: Shot) -> dict[str, Take]:
    return {
        f"video/takes/{shot.id}.json": Take(
            fingerprint=SHA,
            shot=f"red.{shot.id}",
            number=2,
            film=MEDIA,
            thumbnail=MEDIA,
            width=720,
            height=1280,
            fps=24,
            seconds=3,
            made=MADE,
        )
        for shot in shots
    }


def _laid(*shots: Shot, seconds: float = 2.0, length: float = 0.5, **plan: Any) -> Timeline:
    return lay_out(
        _plan(*shots).model_copy(update=plan), [_join(s, seconds, length) for s in shots], _takes(*shots), 24
    )


def test_a_shot_begins_where_the_frames_before_it_end() -> None:
    shots = _laid(_shot(1), _shot(2), _shot(3), seconds=1.01).shots
    assert [shot.start for shot in shots] == [0, 1 + TITLE, 2 + TITLE]
    assert {shot.seconds for shot in shots} == {1}


def test_nothing_drifts_in_a_hundred_shots() -> None:
    laid = _laid(*(_shot(n) for n in range(1, 100)), seconds=1.3)
    assert laid.shots[-1].start == pytest.approx(98 * 31 / 24 + TITLE, abs=1e-6)
    assert laid.lines[-1].start == pytest.approx(98 * 31 / 24 + TITLE + 0.3, abs=1e-6)


def test_the_plan_s_order_holds_whatever_joined_first() -> None:
    shots = [_shot(1), _shot(2)]
    laid = lay_out(_plan(*shots), [_join(s, 2) for s in reversed(shots)], _takes(*shots), 24)
    assert [shot.shot for shot in laid.shots] == ["e01-s01", "e01-s02"]


def test_a_line_lies_at_its_measured_time_in_the_episode() -> None:
    lines = _laid(_shot(1), _shot(2, lines=2)).lines
    assert [(line.line, line.start, line.end) for line in lines] == [
        ("e01-s01-l01", 0.3, 0.8),
        ("e01-s02-l01", TITLE + 2.3, TITLE + 2.8),
        ("e01-s02-l02", TITLE + 3.3, TITLE + 3.8),
    ]


def test_a_line_never_runs_into_the_next_shot() -> None:
    assert _laid(_shot(1), seconds=1.0, length=5.0).lines[0].end == 1.0


def test_a_shot_says_which_take_was_used() -> None:
    shot = _laid(_shot(1)).shots[0]
    assert (shot.take, shot.number) == ("video/takes/e01-s01.json", 2)


# --- cards


def test_the_title_follows_the_first_shot_and_the_end_closes_the_episode() -> None:
    laid = _laid(_shot(1), _shot(2))
    assert [(card.kind, card.start) for card in laid.cards] == [("title", 2.0), ("end", 4.0 + TITLE)]
    assert laid.seconds == pytest.approx(4 + TITLE + CLOSING, abs=1 / 24)


def test_an_episode_of_one_shot_has_both_cards_after_it() -> None:
    laid = _laid(_shot(1))
    assert [(card.kind, card.start) for card in laid.cards] == [("title", 2.0), ("end", 2.0 + TITLE)]


def test_every_episode_but_the_last_says_what_comes_next() -> None:
    assert _laid(_shot(1), episodes=2, next_title="回家吃饭").cards[-1].kind == "next"
    assert _laid(_shot(1), episodes=2, number=2).cards[-1].kind == "end"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"episodes": 2, "next_title": "回家吃饭"}, ("下集", "回家吃饭", "红包")),
        ({"episodes": 2}, ("", "未完待续", "红包")),
        ({}, ("", "全剧终", "红包")),
        ({"language": "en-US"}, ("", "The End", "红包")),
        ({"language": "en-US", "episodes": 2, "next_title": "Home"}, ("Next", "Home", "红包")),
    ],
)
def test_the_last_card_speaks_the_drama_s_language(changes: dict[str, Any], said: tuple[str, str, str]) -> None:
    card = cards_after(_plan(_shot(1)).model_copy(update=changes), "e01-s01")[-1]
    assert (card.label, card.title, card.note) == said


@pytest.mark.parametrize(("language", "line"), [("zh-CN", "第十二集 · 一"), ("en-US", "Episode 12 · 一")])
def test_the_title_card_names_the_episode(language: str, line: str) -> None:
    plan = _plan(_shot(1)).model_copy(update={"language": language, "number": 12})
    assert (cards_after(plan, "e01-s01")[0].title, cards_after(plan, "e01-s01")[0].note) == ("红包", line)


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (47, "四十七"), (100, "一百")]
)
def test_numbers_are_those_that_are_said(number: int, said: str) -> None:
    assert numeral(number) == said


# --- sound laid by the timeline


def _score(*shots: str) -> Score:
    stretches = tuple(Stretch(shot=shot, start=10.0 * n, seconds=9.0) for n, shot in enumerate(shots))
    sting = Sting(start=90, blow=91, seconds=3)
    return Score(fingerprint=SHA, audio=MEDIA, seconds=99, volume=0.25, stretches=stretches, sting=sting, made=MADE)


def test_music_changes_where_its_shot_begins() -> None:
    laid = _laid(_shot(1), _shot(2), _shot(3))
    assert beds(_score("e01-s01", "e01-s03"), laid) == (Bed(0.0, 0.0, 9.0), Bed(4.0 + TITLE, 10.0, 9.0))


def test_music_begins_with_the_episode_whatever_its_first_shot() -> None:
    assert beds(_score("e01-s02"), _laid(_shot(1), _shot(2)))[0].start == 0.0


def test_music_of_a_shot_that_is_not_there_is_left_out() -> None:
    assert [bed.source for bed in beds(_score("e01-s01", "e09-s09"), _laid(_shot(1)))] == [0.0]


def test_the_sting_strikes_when_the_last_word_of_the_turn_is_said() -> None:
    shots = [_shot(1), _shot(2, lines=2).model_copy(update={"turn": True})]
    assert blows(_plan(*shots), _laid(*shots)) == pytest.approx((TITLE + 3.8 + AFTER_THE_WORD,))


def test_the_sting_of_a_wordless_turn_strikes_at_its_third() -> None:
    shots = [_shot(1), _shot(2, lines=0).model_copy(update={"turn": True})]
    assert blows(_plan(*shots), _laid(*shots, seconds=3.0)) == pytest.approx((3 + TITLE + 1,))


def test_without_a_turn_nothing_strikes() -> None:
    assert blows(_plan(_shot(1)), _laid(_shot(1))) == ()


def test_neighbouring_shots_in_one_place_share_their_air() -> None:
    shots = [_shot(1), _shot(2), _shot(3).model_copy(update={"place": "street"})]
    assert [air.start for air in airs(_plan(*shots), _laid(*shots))] == [0.0, 4.0 + TITLE]


def test_music_swells_under_the_cards_alone() -> None:
    laid = _laid(_shot(1), _shot(2))
    assert swells(laid)[0] == (2.0, 2.0 + TITLE)


def test_a_missing_shot_is_named() -> None:
    shots = [_shot(1), _shot(2)]
    with pytest.raises(Permanent, match="e01-s02"):
        lay_out(_plan(*shots), [_join(shots[0], 1)], _takes(*shots), 24)


def test_a_join_without_its_line_is_refused() -> None:
    one, two = _shot(1), _shot(1, lines=2)
    with pytest.raises(Permanent, match="e01-s01-l02"):
        lay_out(_plan(two), [_join(one, 1)], _takes(one), 24)


@pytest.mark.parametrize(("seconds", "frames"), [(1.0, 24), (0.001, 1), (2.979, 71), (2.98, 72)])
def test_a_shot_has_a_whole_number_of_frames(seconds: float, frames: int) -> None:
    assert frames_of(seconds, 24) == frames
