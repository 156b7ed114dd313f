"""Starting the production stack: what would fail is said beforehand, what fails is stopped and explained."""

import os
import stat
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from infra.compose import stack as stack_module
from infra.compose.engine import Engine
from infra.compose.machine import published
from infra.compose.parts import Part, waited_for
from infra.compose.stack import Stack
from infra.compose.trouble import CannotRun

CONFIG: dict[str, Any] = {
    "services": {
        "kafka": {"image": "kafka:4", "ports": [{"published": "1"}]},
        "minio": {"image": "duanju/minio:1", "build": {}, "ports": [{"published": "2"}]},
        "topics": {"image": "duanju/desk:1", "build": {}},
        "desk": {
            "image": "duanju/desk:1",
            "pull_policy": "never",
            "profiles": ["tools"],
            "volumes": [{"source": "desk", "target": "/desk"}, {"source": "providers/keys", "target": "/keys"}],
        },
        "simulator": {
            "image": "duanju/desk:1",
            "pull_policy": "never",
            "profiles": ["simulator"],
            "ports": [{"published": "6"}],
        },
        "gateway": {"image": "duanju/gateway:1", "build": {}, "ports": [{"published": "3"}]},
        "prometheus": {"image": "prometheus:3", "ports": [{"published": "4"}]},
        "video": {"image": "duanju/video:1", "build": {}},
        "audio": {"image": "duanju/audio:1", "build": {}},
        "grafana": {"image": "grafana:12", "profiles": ["grafana"], "ports": [{"published": "5"}]},
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


def test_a_simulator_that_somebody_ended_is_no_part_of_the_way_up(make: Make) -> None:
    stack, _, said = make(lives=[HEALTHY, [*HEALTHY, container("simulator", "exited")]])
    stack.up()
    assert "ready:" in said


def test_what_is_not_started_wants_no_port() -> None:
    assert set(published(CONFIG, ["grafana"])) == {"kafka", "minio", "gateway", "prometheus", "grafana"}


# --- folders


def test_the_providers_files_are_open_to_containers_and_on_this_machine_to_nobody_else(
    make: Make, tmp_path: Path
) -> None:
    before = os.umask(0o077)
    try:
        make()[0].up()
    finally:
        os.umask(before)
    assert _rights(tmp_path / "providers") == 0o700
    assert _rights(tmp_path / "providers" / "keys") == 0o755


def test_folders_that_are_there_keep_their_rights(make: Make, tmp_path: Path) -> None:
    for folder in (tmp_path / "providers", tmp_path / "providers" / "keys"):
        folder.mkdir()
        folder.chmod(0o750)
    make()[0].up()
    assert _rights(tmp_path / "providers") == _rights(tmp_path / "providers" / "keys") == 0o750


def _rights(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


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
