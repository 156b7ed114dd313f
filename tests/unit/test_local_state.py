"""What the folder of a local stack tells others about it."""

import json
from pathlib import Path

from infra.local.stack import from_here
from infra.local.state import Running, StateFolder, born


def test_prometheus_is_told_every_worker_with_its_service_while_the_stack_runs(tmp_path: Path) -> None:
    folder = StateFolder(tmp_path)
    folder.take()
    folder.write(Running(1, born(), "127.0.0.1:9", {"video": 81, "video-2": 82, "audio": 0}))
    assert json.loads(folder.targets.read_text()) == [
        {"targets": ["127.0.0.1:81"], "labels": {"service": "video"}},
        {"targets": ["127.0.0.1:82"], "labels": {"service": "video"}},
    ]
    folder.give_back()
    assert not folder.targets.exists()


def test_what_a_killed_stack_left_is_forgotten_by_the_next_one(tmp_path: Path) -> None:
    folder = StateFolder(tmp_path)
    folder.targets.write_text("[]")
    folder.take()
    assert not folder.targets.exists()
    folder.give_back()


def test_a_file_that_is_named_from_here_is_found_by_services_that_run_elsewhere(tmp_path: Path) -> None:
    named = {"DUANJU_RULES": "rules.toml", "DUANJU_KEYS": str(tmp_path / "keys.toml"), "DUANJU_PRICES": "", "HOME": "."}
    assert from_here(named) == {
        "DUANJU_RULES": str(Path.cwd() / "rules.toml"),
        "DUANJU_KEYS": str(tmp_path / "keys.toml"),
    }
