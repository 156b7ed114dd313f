"""Every work that can be given up has plain words."""

from infra.topics import STAGES
from services.gateway.words import letters


def test_every_work_has_words_and_no_words_are_left_over() -> None:
    deciders = {"showrunner", "gateway"}  # they answer news: nothing is worked on
    given_up = {
        (stage.name, declared.kind.name)
        for stage in STAGES
        if stage.name not in deciders
        for declared in (*stage.work.values(), *stage.news.values())
    }
    assert letters.WORK.keys() == given_up
