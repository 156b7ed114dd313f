"""A worker that buys is killed where money moves: nothing is charged twice, and nothing that was charged is lost."""

import re
from pathlib import Path

import pytest

from tests.chaos.paid.matrix import CELLS, Bench, Cell, Tally, provider

WHERE_MONEY_MOVES = (
    "before create ledger/intent",
    "after create ledger/intent",
    "sent POST",
    "after POST",
    "after create ledger/receipt",
    "after create [a-z]+/bought",
)


@pytest.mark.parametrize("cell", CELLS, ids=" ".join)
def test_whoever_is_killed_while_paying_pays_once_and_only_what_nobody_can_know_is_parked(
    cell: Cell, tmp_path: Path
) -> None:
    with provider(cell.kind) as seller:
        bench, tally = Bench(cell, tmp_path, seller), Tally()
        for step in bench.steps():
            if any(re.match(name, step.name) for name in WHERE_MONEY_MOVES):
                bench.kill(step, tally)
    assert tally.wrong == []
    assert tally.kills == len(WHERE_MONEY_MOVES)
    assert (tally.double, tally.lost) == (0, 0)
