"""A workshop for each test; what its processes said is shown when the test fails."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.integration.workshop import EmbeddedWorkshop, open_workshop


@pytest.fixture
async def workshop(tmp_path: Path) -> AsyncIterator[EmbeddedWorkshop]:
    async with open_workshop(tmp_path) as shop:
        yield shop


@pytest.fixture(autouse=True)
def _show_logs_of_a_failed_test(tmp_path: Path) -> Iterator[None]:
    yield
    for path in sorted(tmp_path.glob("*.log")):
        print(f"--- {path.name}\n{path.read_text()[-3000:]}")
