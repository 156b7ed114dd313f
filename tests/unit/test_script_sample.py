"""A sample of what ``python -m tests.story check`` tells: every plot, language and size of cast, and no problem."""

from typing import get_args

import pytest

from shared.events.request import LANGUAGES, Genre, Language
from tests.story.cases import CASTS, case
from tests.story.telling import told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("genre", get_args(Genre))
@pytest.mark.parametrize("seed", range(len(CASTS)))
def test_a_plot_is_told_without_problems(genre: Genre, language: Language, seed: int) -> None:
    assert told(case(genre, language, seed)).problems == []
