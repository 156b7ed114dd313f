"""``duanju doctor``: every part of the studio looked at, and how to mend it."""

import importlib.metadata
import json
import shutil
from pathlib import Path

import pytest

from infra.local import checkup
from infra.local.checkup import look_over
from infra.local.system import Missing
from services.gateway.cli.exits import Exit
from services.gateway.words import doctor as say
from shared.runtime.errors import Misconfigured
from tests.desk import duanju, run_here


def health(state: Path) -> dict[str, str]:
    return {finding.part: finding.health for finding in look_over(state)}


def test_a_machine_that_was_set_up_is_well(state: Path) -> None:
    found = health(state)
    assert found.keys() == say.PARTS.keys() == say.MEND.keys()
    needed = found.keys() - {"scripts", "voices", "music", "disk", "memory", "terminal"}
    assert {part: found[part] for part in needed} == dict.fromkeys(needed, "ok")
    assert not state.exists(), "a look changes nothing"


def test_every_part_has_a_name_and_a_remedy_for_scripts(state: Path) -> None:
    answer = json.loads(duanju("doctor", "--json", "--state", state).stdout)
    assert answer["can_run"] is True
    for part in answer["parts"]:
        assert bool(part["mend"]) == (part["health"] != "ok"), part


def test_what_is_missing_is_told_with_its_remedy_and_the_exit_status(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkup, "missing", lambda **_: [Missing("libegl1", "drawing")])
    result = duanju("doctor", "--state", state)
    assert result.exit_code == Exit.NO_STACK
    assert "missing" in result.stdout and "libegl1" in result.stdout and "apt-get install" in result.stdout
    assert "cannot run here" in result.stdout
    assert "无法运行" in duanju("doctor", "--state", state, "--lang", "zh").stdout


def test_each_fault_is_found(state: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    usage = shutil.disk_usage(tmp_path)
    version = importlib.metadata.version

    def no_broker() -> Path:
        raise Misconfigured("the broker is missing")

    def no_rich(name: str) -> str:
        if name == "rich":
            raise importlib.metadata.PackageNotFoundError(name)
        return version(name)

    def no_ports() -> int:
        raise OSError("not permitted")

    monkeypatch.setattr(checkup, "program", no_broker)
    monkeypatch.setattr(importlib.metadata, "version", no_rich)
    monkeypatch.setattr(checkup, "free_port", no_ports)
    monkeypatch.setattr(checkup, "default_folder", lambda: tmp_path / "no-weights")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=2_000_000_000))
    monkeypatch.setattr(checkup, "OLDEST", (9, 9))
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/no/such/ffmpeg")
    found = {finding.part: finding for finding in look_over(state)}
    for part in ("python", "packages", "broker", "ffmpeg", "ports"):
        assert found[part].health == "missing", found[part]
    for part in ("voices", "music", "disk"):
        assert found[part].health == "poor", found[part]
    assert found["packages"].found == "rich"
    assert "not permitted" in found["ports"].found


def test_a_folder_that_cannot_be_written_is_told() -> None:
    assert health(Path("/proc/nothing/here"))["folder"] == "missing"


def test_a_studio_that_runs_is_named(state: Path, store: object) -> None:
    run_here(state, "127.0.0.1:1")
    (folder,) = [finding for finding in look_over(state) if finding.part == "folder"]
    assert folder.health == "ok" and str(state) in folder.found and "(" in folder.found
