"""The whole production stack in containers, as the engineer of a studio runs it, beside any other stack."""

import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from infra.compose.environment import filled, variables
from infra.local.ports import free_port
from infra.topics import STAGES
from tests.containers import need_engine

ROOT = Path(__file__).parents[2]
DRAMA = "a-short-one"
REQUEST = f"""
drama: {DRAMA}
title: A Short One
premise: A rider finds the red envelope that her grandmother hid for thirty years.
genre: family-reunion
language: en-US
episodes: 1
episode_seconds: 20
"""


@dataclass(frozen=True)
class Production:
    """A stack with a project, images, ports, passwords and a folder for the desk of its own."""

    folder: Path
    project: str

    def make(self, command: str) -> "subprocess.CompletedProcess[str]":
        """What ``make up STACK=compose`` runs."""
        return self._run(sys.executable, "-m", "infra.compose", *self._ours("--env", "--project"), command)

    def compose(self, *words: str) -> str:
        done = self._run("docker", "compose", *self._ours("--env-file", "--project-name"), *words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def desk(self, *words: str) -> list[dict[str, Any]]:
        """What a command of the desk answers to a script."""
        return [json.loads(line) for line in self.compose("run", "--rm", "--no-TTY", "desk", *words).splitlines()]

    def get(self, service: str, path: str) -> Any:
        port = variables(self.env.read_text())[f"DUANJU_PORT_{service.upper()}"]
        return httpx.get(f"http://127.0.0.1:{port}{path}", timeout=10, trust_env=False).json()

    def write(self, **settings: str) -> None:
        """Settings of this stack, whatever the file says of them so far."""
        there = variables(self.env.read_text() if self.env.exists() else filled((ROOT / ".env.example").read_text()))
        self.env.write_text("".join(f"{name}={value}\n" for name, value in (there | settings).items()))

    def remove_images(self) -> None:
        """Those that were built for this stack alone; their layers stay, so that the next ones are built in seconds."""
        ours = [f"duanju/{name}:{self.project}" for name in (*(stage.name for stage in STAGES), "desk")]
        self._run("docker", "image", "rm", *ours)

    @property
    def env(self) -> Path:
        return self.folder / ".env"

    def _ours(self, env: str, project: str) -> tuple[str, ...]:
        return (env, str(self.env), project, self.project)

    def _run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        own = {name: value for name, value in os.environ.items() if not name.startswith("DUANJU_")}
        return subprocess.run(command, cwd=ROOT, env=own, check=False, capture_output=True, text=True, timeout=600)


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Production]:
    need_engine("NOT TESTED in containers: no Docker engine answers here")
    stack = Production(tmp_path_factory.mktemp("production"), f"duanju-test-{secrets.token_hex(3)}")
    desk = stack.folder / "desk"
    ports = {name: str(free_port()) for name in variables((ROOT / ".env.example").read_text()) if "_PORT_" in name}
    stack.write(**ports, DUANJU_DESK=str(desk), DUANJU_DESK_USER=_not_root(), DUANJU_VERSION=stack.project)
    stack.folder.chmod(0o755)
    desk.mkdir(mode=0o777)
    (desk / "request.yaml").write_text(REQUEST)
    try:
        yield stack
    finally:
        stack.compose("--profile", "*", "down", "--volumes", "--timeout", "5")
        stack.remove_images()


def _not_root() -> str:
    return f"{os.getuid() or 10001}:{os.getgid() or 10001}"


def test_a_drama_is_made_in_containers_and_outlives_them_and_their_passwords(production: Production) -> None:
    up = production.make("up")
    assert up.returncode == 0, up.stdout + up.stderr
    assert "ready:" in up.stdout

    assert production.desk("publish", "request.yaml", "--watch", "--json")[-1]["state"] == "done"

    production.compose("up", "--detach", "--no-build", "--scale", "video=3")
    workers = {stage.name: 1 for stage in STAGES} | {"video": 3}
    assert _scraped(production, workers) == workers

    assert production.make("down").returncode == 0
    assert not production.compose("ps", "--all", "--quiet").split()
    production.write(
        **{name: secrets.token_hex(16) for name in variables(production.env.read_text()) if _is_secret(name)}
    )
    again = production.make("up")
    assert again.returncode == 0, again.stdout + again.stderr

    (listed,) = production.desk("list", "--json")
    assert (listed["drama"], listed["state"]) == (DRAMA, "done")
    assert production.get("gateway", f"/v1/dramas?drama={DRAMA}")["state"] == "done"
    (exported,) = production.desk("export", DRAMA, "films", "--json")
    assert exported["state"] == "done"
    assert (production.folder / "desk" / "films" / "episode-01.mp4").stat().st_size > 100_000


def test_a_wrong_setting_ends_the_start_with_the_reason_and_leaves_nothing_running(production: Production) -> None:
    production.make("down")
    production.write(DUANJU_BROKER_PASSWORD_VIDEO="short")  # noqa: S106 (that is what is wrong)
    refused = production.make("up")
    assert refused.returncode == 1
    assert "topics failed (exit status 78)" in refused.stderr
    assert "DUANJU_BROKER_PASSWORD_VIDEO is shorter than" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not production.compose("ps", "--quiet").split()


def _is_secret(name: str) -> bool:
    return "PASSWORD" in name or "STORE_" in name


def _scraped(production: Production, wanted: dict[str, int], patience: float = 90) -> dict[str, int]:
    """How many workers of each service Prometheus sees alive, once it sees as many as wanted."""
    deadline = time.monotonic() + patience
    while True:
        found = production.get("prometheus", "/api/v1/query?query=sum by (service) (up{job='duanju'})")["data"][
            "result"
        ]
        alive = {each["metric"]["service"]: int(each["value"][1]) for each in found}
        if alive == wanted or time.monotonic() > deadline:
            return alive
        time.sleep(1)
