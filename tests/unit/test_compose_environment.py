"""The file .env of the production stack: written once, with secrets that nobody else has, and never taken away from."""

import os
import stat
from pathlib import Path

import pytest

from infra.compose.environment import filled, settle, variables
from infra.compose.trouble import CannotRun
from infra.passwords import demand_strong, passwords

EXAMPLE = (
    "# where\nPORT=8080\nTRACES=\n# who\nVIDEO_PASSWORD=\nAUDIO_PASSWORD=\n# the desk\nDUANJU_DESK_USER=10001:10001\n"
)
REAL_EXAMPLE = (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8")


@pytest.fixture
def env(tmp_path: Path) -> Path:
    return tmp_path / ".env"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    path = tmp_path / ".env.example"
    path.write_text(EXAMPLE)
    return path


def test_the_first_start_writes_a_file_that_only_its_owner_reads(env: Path, example: Path) -> None:
    assert str(env) in settle(env, example)
    assert stat.S_IMODE(env.stat().st_mode) == 0o600
    found = variables(env.read_text())
    assert (found["PORT"], found["TRACES"]) == ("8080", "")


def test_every_empty_password_becomes_a_secret_of_its_own() -> None:
    first, second = variables(filled(EXAMPLE)), variables(filled(EXAMPLE))
    made = {values[name] for values in (first, second) for name in ("VIDEO_PASSWORD", "AUDIO_PASSWORD")}
    assert len(made) == 4
    assert all(len(secret) == 32 for secret in made)


def test_the_jobs_that_set_up_broker_and_store_take_every_secret_that_is_made() -> None:
    made = {name.lower(): value for name, value in variables(filled(REAL_EXAMPLE)).items() if len(value) == 32}
    demand_strong(passwords("S", made, {f"S_{name.upper()}": value for name, value in made.items()}))
    assert len(made) == 31


def test_a_second_start_changes_nothing(env: Path, example: Path) -> None:
    settle(env, example)
    before = env.read_bytes()
    assert settle(env, example) == ""
    assert env.read_bytes() == before


def test_what_a_newer_version_brings_is_added_and_the_rest_kept(env: Path, example: Path) -> None:
    env.write_text("PORT=9999\nTRACES=here\nVIDEO_PASSWORD=mine\nDUANJU_DESK_USER=7:7")
    assert "AUDIO_PASSWORD" in settle(env, example)
    found = variables(env.read_text())
    assert found | {"AUDIO_PASSWORD": ""} == {
        "PORT": "9999",
        "TRACES": "here",
        "VIDEO_PASSWORD": "mine",
        "DUANJU_DESK_USER": "7:7",
        "AUDIO_PASSWORD": "",
    }
    assert len(found["AUDIO_PASSWORD"]) == 32


def test_an_empty_password_that_somebody_wrote_is_left_to_be_refused(env: Path, example: Path) -> None:
    env.write_text(EXAMPLE)
    assert settle(env, example) == ""
    assert variables(env.read_text())["VIDEO_PASSWORD"] == ""


def test_the_desk_is_who_starts_the_stack_and_never_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 1000)
    monkeypatch.setattr(os, "getgid", lambda: 100)
    assert variables(filled(EXAMPLE))["DUANJU_DESK_USER"] == "1000:100"
    monkeypatch.setattr(os, "getuid", lambda: 0)
    assert variables(filled(EXAMPLE))["DUANJU_DESK_USER"] == "10001:10001"


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, example: Path) -> None:
    with pytest.raises(CannotRun, match=r"nowhere/\.env cannot be written"):
        settle(tmp_path / "nowhere" / ".env", example)
