"""A buyer at a simulated provider, for the tests of every call."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from infra.simulator import Charge, Scenario, simulating
from shared.runtime.children import Children
from tests.contract.holysheep.buyer import Bought, Buying
from tests.simulated import FAST
from tests.wires import wired


@pytest.fixture
def buying(children: Children, tmp_path: Path) -> Iterator[Buying]:
    """A buyer at a provider of a scenario."""

    @asynccontextmanager
    async def open_(scenario: dict[str, Any] | None = None, **provider: Any) -> AsyncIterator[Bought]:
        charges: list[Charge] = []
        found = Scenario.model_validate({"time_scale": FAST} | (scenario or {}))
        async with simulating(found, charges.append) as running, wired(running, **provider) as wire:
            bought = Bought(wire, charges, children, tmp_path)
            try:
                yield bought
            finally:
                await bought.http.aclose()

    yield open_
