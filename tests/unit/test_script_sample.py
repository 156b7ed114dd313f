"""A sample of what ``python -m tests.story check`` tells: every plot, language and size of cast, and no problem."""

from typing import get_args

import pytest

from services.script.story import invent_story
from services.script.teller import Teller
from shared.events.request import LANGUAGES, Genre, Language
from tests.story.cases import CASTS, case
from tests.story.telling import told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("genre", get_args(Genre))
@pytest.mark.parametrize("seed", range(len(CASTS)))
def test_a_plot_is_told_without_problems(genre: Genre, language: Language, seed: int) -> None:
    assert told(case(genre, language, seed)).problems == []


@pytest.mark.parametrize("genre", get_args(Genre))
def test_what_takes_up_another_beat_is_played_only_after_it(genre: Genre) -> None:
    for seed in range(14):
        request = case(genre, "zh-CN", seed)
        teller = Teller(invent_story(request), request.episodes)
        told: set[str] = set()
        for number in range(1, request.episodes + 1):
            for act in teller.episode(number).acts:
                assert not act.beat.after or told.intersection(act.beat.after), (seed, act.beat.name)
                told.add(act.beat.name)
