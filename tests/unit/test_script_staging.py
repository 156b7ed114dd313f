"""How played beats become shots: where they play, what is seen, how it is framed, how long it lasts."""

from itertools import groupby, pairwise

import pytest

from services.script.coverage import Setup, cover
from services.script.fitting import fit
from services.script.people import Person
from services.script.places import Stop, Where, itinerary, places_wanted
from services.script.plan import write_plan
from services.script.plots import Beat
from services.script.scene import Played, Spoken
from services.script.staging import Placed
from services.script.story import invent_story
from services.script.teller import Teller
from shared.artifacts.records import Emotion, Plan
from shared.events.request import Language, Request

RIDER = "A delivery rider finds the red envelope that her grandmother hid for thirty years."
GIRL, GRANDMOTHER = Person("小满", "female", 24, None), Person("桂兰", "female", 78, None)


def said(speaker: Person, seconds: float, emotion: Emotion = "neutral") -> Spoken:
    listener = GRANDMOTHER if speaker is GIRL else GIRL
    return Spoken(speaker, listener, "好", emotion, f"{speaker.name}点头", seconds)


def passage(*lines: Spoken) -> Played:
    return Played(None, (GIRL, GRANDMOTHER), "", lines)


def plans(language: Language, episodes: int = 3, seconds: int = 60) -> list[Plan]:
    story = invent_story(Request(premise=RIDER, language=language, episodes=episodes, episode_seconds=seconds))
    return [write_plan(story, outline.number) for outline in story.episodes]


def test_a_long_line_has_a_shot_of_its_own_and_short_ones_share_one() -> None:
    short = cover(Beat("b"), [passage(said(GIRL, 1.0), said(GRANDMOTHER, 1.0))])
    long = cover(Beat("b"), [passage(said(GIRL, 3.0), said(GRANDMOTHER, 3.0))])
    assert [len(setup.lines) for setup in short] == [2]
    assert [len(setup.lines) for setup in long] == [1, 1]


def test_the_camera_comes_nearer_as_a_beat_goes_on_and_with_feeling() -> None:
    calm = cover(Beat("b"), [passage(*(said(GIRL, 3.0) for _ in range(3)))])
    angry = cover(Beat("b"), [passage(said(GIRL, 3.0, "angry"))])
    assert calm[0].tension < calm[1].tension < calm[2].tension < angry[0].tension


def test_only_the_last_line_of_a_revealing_beat_is_its_turn() -> None:
    setups = cover(Beat("b", reveal=True), [passage(said(GIRL, 3.0), said(GRANDMOTHER, 3.0))])
    assert [setup.turn for setup in setups] == [False, True]


@pytest.mark.parametrize("target", [10.6, 11.5, 14.0])
def test_an_episode_is_brought_to_its_length_by_silences_and_faces(target: float) -> None:
    where = Where("courtyard", "night")
    beat = Beat("b", mood="dramatic")
    setups = cover(beat, [passage(*(said(one, 2.0, "angry") for one in (GIRL, GRANDMOTHER, GIRL, GRANDMOTHER)))])
    found = fit([Placed(setup, where, "dramatic") for setup in setups], target, lambda _: Setup((GIRL,), "小满低头"))
    assert sum(one.setup.length for one in found) == pytest.approx(target, rel=0.05)
    wordless = [not one.setup.lines for one in found]
    assert not any(before and after for before, after in pairwise(wordless))


def test_people_walk_on_where_the_plot_stays_in_one_place() -> None:
    company = Teller(invent_story(Request(premise=RIDER)), 1).company
    start = Where("living-room", "dusk")
    stops = [Stop(Beat("ask"), 10.0), Stop(Beat("tell"), 10.0), Stop(Beat("why", answers="tell"), 10.0)]
    way = itinerary(stops, start, company, 2)
    assert [where.place == "living-room" for where in way] == [True, False, False]
    assert {where.place for where in itinerary(stops, start, company, 1)} == {"living-room"}


def test_time_moves_on_but_not_beyond_the_night_unless_a_morning_is_meant() -> None:
    company = Teller(invent_story(Request(premise=RIDER)), 1).company
    stops = [Stop(Beat(name, time=time), 5.0) for name, time in (("a", "later"), ("b", "later"), ("c", "next"))]
    times = [where.time for where in itinerary(stops, Where("street", "dusk"), company, 1)]
    assert times == ["night", "night", "morning"]


@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
def test_a_new_place_is_shown_as_somebody_comes_or_remembers(language: Language) -> None:
    for plan in plans(language):
        places = [next(group) for _, group in groupby(plan.shots, key=lambda shot: shot.place)]
        assert len(places) >= places_wanted(50)
        returned = {shot.place for shot in plan.shots[:1]}
        for shot in places[1:]:
            assert shot.framing in ("wide", "medium") or shot.place in returned, shot.id
            returned.add(shot.place)


@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
def test_shots_change_their_framing_their_move_and_their_length(language: Language) -> None:
    drama = plans(language)
    assert any(not shot.lines and shot.framing == "close-up" for plan in drama for shot in plan.shots)
    for plan in drama:
        assert {shot.framing for shot in plan.shots} >= {"wide", "close-up", "over-shoulder", "insert"}
        assert {shot.move for shot in plan.shots} >= {"static", "push-in", "pan"}
        mean = sum(shot.seconds for shot in plan.shots) / len(plan.shots)
        assert 2.4 < mean < 4.2


@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
def test_an_over_shoulder_shot_has_two_people_and_a_close_up_only_who_it_is_about(language: Language) -> None:
    for plan in plans(language):
        for shot in plan.shots:
            if shot.framing == "over-shoulder":
                assert len(shot.characters) == 2, shot.id
            if shot.framing in ("close-up", "insert"):
                assert len(shot.characters) == 1, shot.id


def test_no_gesture_is_repeated_from_one_shot_to_the_next() -> None:
    for plan in plans("zh-CN"):
        actions = [shot.action for shot in plan.shots]
        assert all(before != after for before, after in pairwise(actions))
