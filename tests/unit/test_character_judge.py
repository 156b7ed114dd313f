"""A take is judged by what was measured on it, and the reasons can be read."""

import pytest

from services.character.judge import Expected, Measures, Presence, judge
from shared.artifacts.records import Framing

THERE = Presence(skin=0.1, hair=0.1, outfit=0.2)
ELSEWHERE = Presence(skin=0.1, hair=0.1, outfit=0.001)
NOWHERE = Presence(skin=0.0, hair=0.3, outfit=0.0)


GOOD = Measures(width=720, height=1280, fps=24.0, frames=72, seconds=3.0, luma=80.0, still=0.1, actors=(THERE,))


def _measures(*actors: Presence) -> Measures:
    return GOOD._replace(actors=actors)


def _expected(framing: Framing = "medium", actors: tuple[str, ...] = ("小满",)) -> Expected:
    return Expected(seconds=3.0, width=720, height=1280, fps=24, framing=framing, actors=actors)


def test_a_take_as_it_was_ordered_passes() -> None:
    assert judge(GOOD, _expected()) == ()


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (GOOD._replace(damage="the film is damaged: 3 of 72 frames"), "3 of 72"),
        (GOOD._replace(width=1280, height=720), "1280×720"),
        (GOOD._replace(fps=25.0), "25.00 frames a second"),
        (GOOD._replace(seconds=2.5), "0.50 s shorter than the 3.00 s"),
        (GOOD._replace(seconds=4.0), "1.00 s longer"),
        (GOOD._replace(luma=3.0), "black: mean luma 3"),
        (GOOD._replace(luma=252.0), "burnt out: mean luma 252"),
        (GOOD._replace(still=0.97), "97% of the frames"),
    ],
)
def test_the_one_reason_names_what_was_found(found: Measures, words: str) -> None:
    (reason,) = judge(found, _expected())
    assert words in reason


def test_every_reason_is_told() -> None:
    assert len(judge(GOOD._replace(luma=2.0, still=1.0, seconds=1.0), _expected())) == 3


def test_a_frame_more_or_less_is_no_reason() -> None:
    assert judge(GOOD._replace(seconds=3.0 + 1 / 24), _expected()) == ()
    assert judge(GOOD._replace(seconds=3.0 - 1 / 24), _expected()) == ()


def test_a_wrong_outfit_is_told_by_name_and_number() -> None:
    (reason,) = judge(_measures(THERE, ELSEWHERE), _expected(actors=("小满", "奶奶")))
    assert "奶奶" in reason
    assert "outfit" in reason
    assert "0.1%" in reason


def test_skin_in_coloured_light_is_no_reason() -> None:
    assert judge(_measures(Presence(skin=0.0, hair=0.3, outfit=0.4)), _expected("medium")) == ()


@pytest.mark.parametrize("framing", ["close-up", "over-shoulder"])
def test_in_a_near_shot_one_of_the_actors_is_enough(framing: Framing) -> None:
    assert judge(_measures(NOWHERE, THERE), _expected(framing, ("a", "b"))) == ()
    assert len(judge(_measures(NOWHERE, NOWHERE), _expected(framing, ("a", "b")))) == 2


def test_in_a_wide_shot_less_of_an_actor_is_enough() -> None:
    small = Presence(skin=0.006, hair=0.01, outfit=0.012)
    assert judge(_measures(small), _expected("wide")) == ()
    assert judge(_measures(small), _expected("medium"))


def test_an_insert_may_show_nobody() -> None:
    assert judge(_measures(NOWHERE), _expected("insert")) == ()


def test_in_a_crowd_only_the_first_three_must_be_seen() -> None:
    crowd = ("a", "b", "c", "d")
    assert judge(_measures(THERE, THERE, THERE, NOWHERE), _expected("wide", crowd)) == ()
    assert judge(_measures(THERE, THERE, NOWHERE, THERE), _expected("wide", crowd))


def test_a_shot_without_actors_needs_none() -> None:
    assert judge(_measures(), _expected("wide", ())) == ()


def test_the_record_has_every_number() -> None:
    numbers = _measures(THERE, ELSEWHERE).numbers()
    assert numbers["luma"] == 80.0
    assert numbers["seconds"] == 3.0
    assert (numbers["actor_1_outfit"], numbers["actor_2_outfit"]) == (0.2, 0.001)
    assert "damage" not in numbers
