"""A story's episodes are told once, whoever asks for which and in whatever order."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from services.script.story import invent_story
from services.script.tale import Tale, tale_of
from services.script.teller import Teller, Told
from shared.artifacts.records import Story
from shared.events.request import Request

EPISODES = 4


def story(seed: int = 5) -> Story:
    premise = "A delivery rider finds the red envelope that her grandmother hid for thirty years."
    return invent_story(Request(premise=premise, episodes=EPISODES, seed=seed))


def in_order(told: Story) -> list[Told]:
    teller = Teller(told, EPISODES)
    return [teller.episode(number) for number in range(1, EPISODES + 1)]


def test_a_later_episode_can_be_asked_for_first() -> None:
    expected = in_order(story())
    tale = Tale(story(), EPISODES)
    assert [tale.episode(number) for number in (3, 1, 4, 2)] == [expected[2], expected[0], expected[3], expected[1]]


def test_an_episode_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    tell = Teller.episode

    def counted(teller: Teller, number: int) -> Told:
        told.append(number)
        return tell(teller, number)

    monkeypatch.setattr(Teller, "episode", counted)
    tale = Tale(story(), EPISODES)
    told.clear()
    with ThreadPoolExecutor(EPISODES) as threads:
        list(threads.map(tale.episode, range(EPISODES, 0, -1)))
    assert told == [1, 2, 3, 4]


def test_a_person_s_own_words_and_the_outlines_leave_the_tale_as_it_is() -> None:
    edited = story().model_copy(update={"lines": {"e01-s01-l01": "Mine."}, "logline": "", "episodes": ()})
    assert tale_of(edited, EPISODES) is tale_of(story(), EPISODES)
    assert tale_of(story(6), EPISODES) is not tale_of(story(), EPISODES)
    assert tale_of(story(), EPISODES - 1) is not tale_of(story(), EPISODES)


def test_after_an_episode_that_failed_half_way_the_tale_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = in_order(story())
    tale = Tale(story(), EPISODES)
    tale.episode(1)
    tell = Teller.episode

    def broken(teller: Teller, number: int) -> Told:
        tell(teller, number)
        raise MemoryError

    with monkeypatch.context() as patched, pytest.raises(MemoryError):
        patched.setattr(Teller, "episode", broken)
        tale.episode(2)
    assert tale.episode(2) == expected[1]
