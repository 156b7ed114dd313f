"""The ledger, whatever happens in whatever order: one charge, under the cap, and nothing is stuck."""

import logging
from collections.abc import Iterator

import pytest
from hypothesis.stateful import run_state_machine_as_test

from tests.ledger.machine import Machine, played


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


def test_no_order_of_events_charges_twice_or_leaves_anything_stuck() -> None:
    run_state_machine_as_test(Machine, settings=played(300))
    print(f"{Machine.steps} operations of the ledger; {dict(Machine.endings)}")
    assert Machine.steps >= 10_000
    assert {"done", "parked", "over the cap"} <= set(Machine.endings)
