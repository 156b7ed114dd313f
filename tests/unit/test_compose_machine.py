"""What the production stack needs of its machine and of Docker, and how it is told what is missing."""

import stat
from collections import namedtuple
from pathlib import Path

import pytest

from infra.compose.engine import Engine
from infra.compose.machine import check_ports, check_room
from infra.compose.trouble import CannotRun

ROOM = {"MemTotal": 16e9, "DockerRootDir": "/"}
Usage = namedtuple("Usage", "free")


def test_a_taken_port_is_told_with_who_wants_it_and_what_to_change() -> None:
    with pytest.raises(
        CannotRun, match=r"port 9090, where prometheus would be reached, is taken.*DUANJU_PORT_PROMETHEUS"
    ):
        check_ports({"prometheus": 9090, "kafka": 9094}, set(), lambda port: port != 9090)


def test_a_port_that_our_own_container_holds_is_ours() -> None:
    check_ports({"prometheus": 9090}, {9090}, lambda _: False)


def test_two_services_on_one_port_are_told_apart() -> None:
    with pytest.raises(CannotRun, match="DUANJU_PORT_KAFKA and DUANJU_PORT_MINIO are both 9000"):
        check_ports({"kafka": 9000, "minio": 9000}, set(), lambda _: True)


def test_too_little_memory_is_told() -> None:
    with pytest.raises(CannotRun, match=r"has 2\.0 GB of memory, the stack needs 4\.5"):
        check_room(ROOM | {"MemTotal": 2e9}, images_are_there=True)


def test_room_for_the_images_is_needed_only_until_they_are_built() -> None:
    check_room(ROOM, images_are_there=True, usage=lambda _: Usage(5e9))
    with pytest.raises(CannotRun, match=r"/ has 5\.0 GB left, the stack needs 9: make room"):
        check_room(ROOM, images_are_there=False, usage=lambda _: Usage(5e9))


def test_a_disk_that_cannot_be_seen_is_not_judged() -> None:
    check_room(ROOM | {"DockerRootDir": "/not/of/this/machine"}, False, usage=lambda _: Usage(0))


# --- docker


def docker(folder: Path, script: str) -> None:
    """A program ``docker`` that answers as a test wants."""
    program = folder / "docker"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("echo 'Is the docker daemon running?' >&2; exit 1", "no Docker engine answers .*start it"),
        (
            "echo 'permission denied while trying to connect' >&2; exit 1",
            "you may not use the Docker engine.*group docker",
        ),
        ('[ "$1" = version ]', "docker has no compose plugin: install it"),
        ('[ "$1" != buildx ]', "docker has no buildx plugin: install it"),
    ],
)
def test_what_docker_lacks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, words: str) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    docker(tmp_path, script)
    with pytest.raises(CannotRun, match=words):
        Engine(tmp_path / ".env").check()


def test_no_docker_at_all_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotRun, match="there is no docker on this machine"):
        Engine(tmp_path / ".env").check()


def test_an_empty_password_is_told_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    docker(tmp_path, "echo 'required variable DUANJU_X is missing a value: is empty' >&2; exit 1")
    with pytest.raises(CannotRun, match=r"DUANJU_X is empty in .*\.env: write 16 random"):
        Engine(tmp_path / ".env").config()


def test_images_that_cannot_be_built_are_told_with_dockers_last_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    docker(tmp_path, "echo first >&2; echo 'no space left on device' >&2; exit 17")
    with pytest.raises(CannotRun, match="could not be built: first / no space left on device"):
        Engine(tmp_path / ".env").build()


def test_who_says_the_same_in_each_of_its_lives_is_heard_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    docker(tmp_path, "echo 'wrong password'; echo 'wrong password'; echo bye >&2")
    assert Engine(tmp_path / ".env").last_lines("any", 5) == ["wrong password", "bye"]
