"""Starting the production stack: what would fail is said beforehand, what fails is stopped and explained."""

import stat
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from infra.compose import stack as stack_module
from infra.compose.engine import Engine
from infra.compose.machine import check_ports, check_room
from infra.compose.parts import Part, waited_for
from infra.compose.stack import Stack
from infra.compose.trouble import CannotRun

CONFIG: dict[str, Any] = {
    "services": {
        "kafka": {"image": "kafka:4", "ports": [{"published": "1"}]},
        "minio": {"image": "duanju/minio:1", "build": {}, "ports": [{"published": "2"}]},
        "topics": {"image": "duanju/desk:1", "build": {}},
        "desk": {"image": "duanju/desk:1", "pull_policy": "never", "volumes": [{"source": "desk"}]},
        "gateway": {"image": "duanju/gateway:1", "build": {}, "ports": [{"published": "3"}]},
        "prometheus": {"image": "prometheus:3", "ports": [{"published": "4"}]},
        "grafana": {"image": "grafana:12", "ports": [{"published": "5"}]},
    }
}
ROOM = {"MemTotal": 16e9, "DockerRootDir": "/"}


def container(service: str, status: str = "running", **about: Any) -> dict[str, Any]:
    """A container as the engine describes it."""
    health = {"Health": {"Status": about["health"]}} if "health" in about else {}
    return {
        "Id": f"id-of-{service}",
        "Config": {"Labels": {"com.docker.compose.service": service}},
        "State": {"Status": status, "ExitCode": about.get("code", 0), **health},
        "RestartCount": about.get("restarts", 0),
        "HostConfig": {"RestartPolicy": {"Name": "no" if about.get("job") else "unless-stopped"}},
    }


HEALTHY = [container("kafka", health="healthy"), container("topics", "exited", job=True)]


@dataclass(frozen=True)
class Scripted(Engine):
    """An engine that plays what a test wants to see; ``lives`` is what each look at the containers finds."""

    lives: list[list[dict[str, Any]]] = field(default_factory=lambda: [[], HEALTHY])
    missing: dict[str, str] = field(default_factory=dict)
    lack: str = ""
    did: list[str] = field(default_factory=list)

    def check(self) -> None:
        self.did.append("check")

    def info(self) -> dict[str, Any]:
        return ROOM

    def config(self) -> dict[str, Any]:
        return CONFIG

    def has_image(self, image: str) -> bool:
        return image not in self.missing

    def pull(self, image: str) -> str:
        self.did.append(f"pull {image}")
        return self.missing[image]

    def build(self) -> None:
        self.did.append("build")

    def start(self, profiles: Sequence[str]) -> str:
        self.did.append(f"start with {profiles}")
        return self.lack

    def containers(self) -> list[dict[str, Any]]:
        return self.lives.pop(0) if len(self.lives) > 1 else self.lives[0]

    def last_lines(self, container: str, count: int) -> list[str]:
        return [f"last word of {container}"][:count]

    def stop(self) -> None:
        self.did.append("stop")

    def down(self) -> None:
        self.did.append("down")

    def desk(self, mounts: Mapping[Path, str], *words: str) -> int:
        self.did.append(f"desk {words} in {mounts}")
        return 4


Make = Callable[..., tuple[Stack, Scripted, list[str]]]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    def made(**how: Any) -> tuple[Stack, Scripted, list[str]]:
        said: list[str] = []
        engine = Scripted(tmp_path / ".env", **how)
        return Stack(engine, said.append), engine, said

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(stack_module, "_POLL", 0)
    monkeypatch.setattr(stack_module, "check_ports", lambda *_: None)
    return made


# --- the way up


def test_up_looks_first_then_builds_starts_and_says_where_everything_is(make: Make) -> None:
    stack, engine, said = make()
    stack.up()
    assert engine.did == ["check", "build", "start with ['grafana']"]
    assert any("http://127.0.0.1:3/v1/dramas" in line for line in said)
    assert any("Grafana     http://127.0.0.1:5" in line for line in said)


def test_up_waits_until_all_is_healthy_and_says_for_whom(make: Make) -> None:
    starting = [container("video", health="starting"), container("audio", "created")]
    stack, _, said = make(lives=[[], starting, starting, [container("video", health="healthy")]])
    stack.up()
    assert [line for line in said if "waiting" in line] == ["waiting for audio, video"]


def test_without_grafanas_image_the_stack_starts_without_it_and_says_so(make: Make) -> None:
    stack, engine, said = make(missing={"grafana:12": "no such host"})
    stack.up()
    assert "start with []" in engine.did
    assert any("Grafana's image cannot be had (no such host): the stack starts without it" in line for line in said)
    assert any("Grafana     not started" in line for line in said)


def test_without_another_image_nothing_is_started(make: Make) -> None:
    stack, engine, _ = make(missing={"kafka:4": "no such host"})
    with pytest.raises(CannotRun, match="the image kafka:4 cannot be had: no such host"):
        stack.up()
    assert engine.did == ["check", "pull kafka:4"]


def test_images_that_are_built_here_are_never_fetched(make: Make) -> None:
    stack, engine, _ = make(missing={"duanju/desk:1": "denied", "duanju/gateway:1": "denied"})
    stack.up()
    assert not [step for step in engine.did if "pull" in step]


# --- what fails while it starts


def test_a_job_that_failed_is_told_with_its_last_line_and_everything_is_stopped(make: Make) -> None:
    stack, engine, _ = make(lives=[[], [container("topics", "exited", job=True, code=78)]], lack="dependency failed")
    with pytest.raises(CannotRun) as told:
        stack.up()
    assert "topics failed (exit status 78)\n    last word of id-of-topics" in str(told.value)
    assert "Everything was stopped again" in str(told.value)
    assert engine.did[-1] == "stop"


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"health": "unhealthy"}, "video is not healthy"),
        ({"status": "restarting", "restarts": 3, "health": "starting"}, "video ends again and again"),
        ({"status": "exited", "code": 137}, "video ended (exit status 137)"),
    ],
)
def test_a_service_that_does_not_come_up_is_told_with_its_last_lines(
    make: Make, how: dict[str, Any], words: str
) -> None:
    stack, _, _ = make(lives=[[], [container("video", **how)]])
    with pytest.raises(CannotRun) as told:
        stack.up()
    assert f"{words}\n    last word of id-of-video" in str(told.value)


def test_what_the_engine_refuses_is_told_where_no_container_tells_more(make: Make) -> None:
    stack, _, _ = make(lives=[[], [container("video", "created")]], lack="port is already allocated")
    with pytest.raises(CannotRun, match="does not start: port is already allocated"):
        stack.up()


def test_a_stack_that_ran_before_is_not_stopped_by_a_failure(make: Make) -> None:
    stack, engine, _ = make(lives=[HEALTHY, [*HEALTHY, container("video", health="unhealthy")]])
    with pytest.raises(CannotRun, match="video is not healthy"):
        stack.up()
    assert "stop" not in engine.did


def test_who_is_never_ready_is_told_with_its_last_lines(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stack_module, "_READY_SECONDS", -1)
    stack, _, _ = make(lives=[[], [container("video", health="starting")]])
    with pytest.raises(CannotRun, match=r"not ready after -1 s:\nvideo\n    last word of id-of-video"):
        stack.up()


def test_one_restart_is_no_failure() -> None:
    part = Part.of(container("video", restarts=1, health="starting"))
    assert not part.trouble
    assert waited_for([part]) == ["video"]


# --- down, demo


@pytest.mark.parametrize(("there", "word"), [(HEALTHY, "the data stays"), ([], "nothing of the stack ran")])
def test_down_ends_everything_and_says_what_stays(make: Make, there: list[dict[str, Any]], word: str) -> None:
    stack, engine, said = make(lives=[there])
    stack.down()
    assert engine.did == ["check", "down"]
    assert word in said[0]


def test_the_demo_lets_the_desk_read_the_request_and_write_the_films(make: Make, tmp_path: Path) -> None:
    request, out = tmp_path / "requests" / "my.yaml", tmp_path / "films"
    request.parent.mkdir()
    request.touch()
    stack, engine, _ = make()
    assert stack.demo(request, out) == 4
    mounts = {request.parent: "ro", out: "rw"}
    assert engine.did[-1] == f"desk {('demo', str(request), str(out))} in {mounts}"
    assert out.is_dir()


def test_a_demo_of_no_file_starts_nothing(make: Make, tmp_path: Path) -> None:
    stack, engine, _ = make()
    with pytest.raises(CannotRun, match="there is no file"):
        stack.demo(tmp_path / "nothing.yaml", tmp_path)
    assert not engine.did


# --- the machine


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


Usage = namedtuple("Usage", "free")


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
