"""``duanju gc``: shown first, removed if wanted, and told in plain words."""

import asyncio
import json
import os
from pathlib import Path

import pytest

from services.gateway.cli.exits import Exit
from shared.artifacts import keys
from shared.artifacts.folder import Folder
from tests.desk import ADMITTED, decide, duanju, finish

STRAYS = {f"compositor/blobs/{'f' * 64}": 2_500_000, "audio/probes/1": 2, f"video/takes/{'e' * 64}.json": 2}


@pytest.fixture
def garbage(state: Path, store: Folder, tmp_path: Path) -> list[Path]:
    """A finished drama, and what nobody refers to, eight days old; something as useless is young."""
    asyncio.run(finish(store, "red", tmp_path))
    for key, size in (STRAYS | {"audio/probes/young": 2}).items():
        asyncio.run(store.put(key, b"x" * size))
    found = [store.root / key for key in STRAYS]
    for path in found:
        _make_old(path, days=8)
    return found


def _make_old(path: Path, days: float) -> None:
    now = path.stat().st_mtime
    os.utime(path, (now, now - days * 86400))


def test_garbage_is_shown_by_kind_and_nothing_is_removed(state: Path, garbage: list[Path]) -> None:
    text = duanju("gc", "--state", state).stdout
    assert [line.split() for line in text.splitlines()[1:5]] == [
        ["compositor/blobs", "1", "2.5", "MB"],
        ["audio/probes", "1", "2", "B"],
        ["video/takes", "1", "2", "B"],
        ["together", "3", "2.5", "MB"],
    ]
    assert "Nothing was removed. 'duanju gc --yes' removes these." in text
    assert all(path.exists() for path in garbage)
    assert "尚未删除" in duanju("gc", "--state", state, "--lang", "zh").stdout


def test_yes_removes_it_and_leaves_every_drama_as_it_was(
    state: Path, store: Folder, garbage: list[Path], tmp_path: Path
) -> None:
    asyncio.run(decide(store, "under-way", ADMITTED))
    answer = json.loads(duanju("gc", "--yes", "--json", "--state", state).stdout)
    assert answer == {
        "removed": True,
        "artifacts": 3,
        "bytes": 2_500_004,
        "kinds": [{"kind": keys.kind(key), "artifacts": 1, "bytes": size} for key, size in STRAYS.items()],
    }
    assert not any(path.exists() for path in garbage)
    assert (store.root / "audio/probes/young").exists()
    assert duanju("export", "red", tmp_path / "out", "--state", state).exit_code == Exit.OK
    again = duanju("gc", "--yes", "--state", state)
    assert (again.exit_code, "There is no garbage" in again.stdout) == (Exit.OK, True)


def test_younger_than_it_is_told_is_left_alone(state: Path, garbage: list[Path]) -> None:
    assert "There is no garbage" in duanju("gc", "--older-than", "9d", "--state", state).stdout
    assert json.loads(duanju("gc", "--older-than", "36h", "--json", "--state", state).stdout)["artifacts"] == 3


@pytest.mark.parametrize("age", ["59m", "0d", "7", "week", "-1d", "1.5h", ""])
def test_an_age_that_cannot_be_is_refused(state: Path, garbage: list[Path], age: str) -> None:
    result = duanju("gc", "--older-than", age, "--yes", "--state", state)
    assert (result.exit_code, "at least 1h" in result.stderr) == (Exit.REFUSED, True)
    assert all(path.exists() for path in garbage)


def test_a_drama_that_cannot_be_read_is_named_and_nothing_is_removed(
    state: Path, store: Folder, garbage: list[Path]
) -> None:
    asyncio.run(store.put(keys.decision("broken", 1), b"{"))
    result = duanju("gc", "--yes", "--state", state)
    assert result.exit_code == Exit.UNEXPECTED
    assert "what 'broken' refers to" in result.stderr and "showrunner/dramas/broken" in result.stderr
    assert all(path.exists() for path in garbage)


def test_where_no_studio_ever_ran_there_is_nothing_to_look_through(tmp_path: Path) -> None:
    result = duanju("gc", "--state", tmp_path / "nowhere")
    assert (result.exit_code, (tmp_path / "nowhere").exists()) == (Exit.NO_DRAMA, False)
