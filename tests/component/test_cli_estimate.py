"""``duanju estimate``: what a request will cost, before anything is written or called."""

import asyncio
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from shared.artifacts.folder import Folder
from shared.providers.in_use import decide as put_in_use
from tests.ledger.actors import NOW
from tests.studio import tiny
from tests.unit.test_desk_page import SECTIONS

PREMISE = tiny().premise


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "studio"


@pytest.fixture
def store(state: Path) -> Folder:
    return Folder(state / "store")
