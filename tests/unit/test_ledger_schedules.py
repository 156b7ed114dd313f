"""Every schedule of two workers of the ledger's own code: nothing is charged twice, everything ends."""

import logging
from collections.abc import Iterator

import pytest

from tests.ledger.scenarios import NAIVE, TESTED, WRONGLY_TOLD
from tests.ledger.schedules import Play


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Each lost answer is logged, and here there are hundreds of thousands."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("name", TESTED)
def test_no_schedule_charges_twice_and_every_purchase_ends(name: str) -> None:
    report = Play(TESTED[name]).run()
    assert report.wrong == []
    assert report.stuck == []
    assert report.endings["done"] > 0


@pytest.mark.parametrize("name", ["lookup: two crashes", "neither: two crashes"])
def test_what_nobody_can_find_out_is_parked(name: str) -> None:
    assert Play(TESTED[name]).run().endings["parked"] > 0


def test_a_provider_that_honours_the_key_leaves_nothing_to_ask_a_person() -> None:
    assert set(Play(TESTED["idempotent: two crashes"]).run().endings) == {"done"}


@pytest.mark.parametrize("name", NAIVE)
def test_looking_before_submitting_is_not_enough(name: str) -> None:
    assert Play(NAIVE[name]).run().wrong


@pytest.mark.parametrize("name", WRONGLY_TOLD)
def test_the_play_sees_a_second_charge_where_the_ledger_was_told_wrong(name: str) -> None:
    assert Play(WRONGLY_TOLD[name]).run().wrong
