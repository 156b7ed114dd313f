"""Several pieces of work of one order."""

import asyncio

import pytest

from shared.runtime import Outstanding, Transient, Unwanted, together


async def after(seconds: float, outcome: int | Exception, log: list[object]) -> int:
    await asyncio.sleep(seconds)
    log.append(outcome)
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


async def test_all_results_come_in_their_order() -> None:
    assert await together(after(0.02, 1, []), after(0, 2, [])) == [1, 2]


async def test_an_order_is_put_off_until_its_first_piece_is_due_and_nothing_goes_on_behind_its_back() -> None:
    log: list[object] = []
    with pytest.raises(Outstanding) as waiting:
        await together(
            after(0, Outstanding("lips", 30), log), after(0.01, Outstanding("film", 5), log), after(0.02, 3, log)
        )
    assert waiting.value.seconds == 5 and len(log) == 3


async def test_a_failure_is_told_before_what_is_outstanding() -> None:
    with pytest.raises(Transient, match="away"):
        await together(after(0, Outstanding("film", 5), []), after(0, Transient("away"), []))


async def test_what_is_paid_is_awaited_before_the_order_of_a_stopped_cut_ends() -> None:
    with pytest.raises(Outstanding):
        await together(after(0, Unwanted("stopped"), []), after(0, Outstanding("film", 5), []))
    with pytest.raises(Unwanted):
        await together(after(0, Unwanted("stopped"), []), after(0, 1, []))
