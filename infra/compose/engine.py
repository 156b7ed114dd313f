"""Docker, as the stack uses it: the engine, its compose plugin, images and containers."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.compose.trouble import CannotRun

ROOT = Path(__file__).parents[2]
_UNSET = re.compile(r"required variable (?P<name>\w+) is missing a value")
_ONE_OFF = "com.docker.compose.oneoff"
"""Marks what `docker compose run` started: a person's command, no part of the stack."""


@dataclass(frozen=True)
class Engine:
    """The stack of one ``.env`` in one compose project. ``project`` is the compose file's own name if none is given."""

    env: Path
    project: str = ""

    def check(self) -> None:
        """Raises CannotRun where there is no Docker, no engine answers, or a plugin is missing."""
        if shutil.which("docker") is None:
            raise CannotRun(
                "there is no docker on this machine: install Docker Engine 20.10 or newer, with its compose plugin"
            )
        answer = _run("docker", "version", "--format", "{{.Server.Version}}")
        if answer.returncode:
            raise CannotRun(_why_no_engine(_last(answer.stderr)))
        for plugin in ("compose", "buildx"):
            if _run("docker", plugin, "version").returncode:
                raise CannotRun(
                    f"docker has no {plugin} plugin: install it from Docker's packages (on Debian or Ubuntu: "
                    f"sudo apt-get install docker-{plugin}-plugin), or install Docker Desktop, which has it"
                )

    def info(self) -> dict[str, Any]:
        """What the engine says of itself."""
        found: dict[str, Any] = json.loads(self._docker("info", "--format", "{{json .}}"))
        return found

    def config(self) -> dict[str, Any]:
        """The compose file with everything filled in. Raises CannotRun where a variable is empty."""
        answer = _run(*self._compose, "--profile", "*", "config", "--format", "json")
        if unset := _UNSET.search(answer.stderr):
            raise CannotRun(
                f"{unset['name']} is empty in {self.env}: write 16 random letters and digits or more, such as "
                "`openssl rand -hex 16` makes, or remove the line and have one made by `make up STACK=compose`"
            )
        if answer.returncode:
            raise CannotRun(
                f"{self.env} is wrong ({_last(answer.stderr)}): correct it, .env.example explains each line"
            )
        found: dict[str, Any] = json.loads(answer.stdout)
        return found

    # --- images

    def has_image(self, image: str) -> bool:
        return _run("docker", "image", "inspect", image).returncode == 0

    def pull(self, image: str) -> str:
        """Fetch an image; returns why it cannot be had, empty if it can."""
        answer = _run("docker", "pull", "--quiet", image)
        return _last(answer.stderr) if answer.returncode else ""

    def build(self) -> None:
        """Build every image that is ours; what has not changed is found. Shows how it goes on a terminal.

        Raises CannotRun.
        """
        # Under the file's own project name: compose writes it into the images, and another would make them all new.
        command = ("docker", "compose", "--env-file", str(self.env), "build")
        quiet = () if sys.stderr.isatty() else ("--quiet",)
        answer = subprocess.run(
            [*command, *quiet], cwd=ROOT, check=False, text=True, stderr=None if not quiet else subprocess.PIPE
        )
        if answer.returncode:
            said = _last(answer.stderr or "", 3) or "see above"
            raise CannotRun(
                f"the images could not be built: {said}\nMend that and run it again: what was built is kept"
            )

    # --- containers

    def start(self, profiles: Sequence[str]) -> str:
        """Start what does not run, in order; returns why something could not be started, empty if all was."""
        chosen = [word for profile in profiles for word in ("--profile", profile)]
        answer = _run(*self._compose, *chosen, "up", "--detach", "--no-build", "--remove-orphans")
        return _last(answer.stderr, 3) if answer.returncode else ""

    def containers(self) -> list[dict[str, Any]]:
        """Every container of the stack, as the engine describes it."""
        ids = _run(*self._compose, "--profile", "*", "ps", "--all", "--quiet").stdout.split()
        found: list[dict[str, Any]] = json.loads(self._docker("inspect", *ids)) if ids else []
        return [each for each in found if each["Config"]["Labels"].get(_ONE_OFF) != "True"]

    def last_lines(self, container: str, count: int) -> list[str]:
        """What a container said last; who says the same in each of its lives is heard once."""
        answer = _run("docker", "logs", "--tail", str(count), container)
        return list(
            dict.fromkeys(line.strip() for line in (answer.stdout + answer.stderr).splitlines() if line.strip())
        )

    def stop(self) -> None:
        """End everything; the containers stay, for whoever wants to read what they said."""
        _run(*self._compose, "--profile", "*", "stop")

    def down(self) -> None:
        """Remove every container and network. The volumes, which hold the data, stay. Raises CannotRun."""
        answer = _run(*self._compose, "--profile", "*", "down", "--remove-orphans")
        if answer.returncode:
            raise CannotRun(f"the stack does not end: {_last(answer.stderr, 3)}")

    def desk(self, mounts: Mapping[Path, str], *words: str) -> int:
        """A command at the desk, in a container of its own; folders are there under the names that they have here.

        ``mounts`` maps a folder to ``ro`` or ``rw``. Returns the command's exit code.
        """
        seen = [word for folder, way in mounts.items() for word in ("--volume", f"{folder}:{folder}:{way}")]
        terminal = () if sys.stdout.isatty() else ("--no-TTY",)
        return subprocess.run(
            [*self._compose, "run", "--rm", *terminal, *seen, "desk", *words], cwd=ROOT, check=False
        ).returncode

    # ---

    @property
    def _compose(self) -> tuple[str, ...]:
        named = ("--project-name", self.project) if self.project else ()
        return ("docker", "compose", "--env-file", str(self.env), *named)

    def _docker(self, *words: str) -> str:
        answer = _run("docker", *words)
        if answer.returncode:
            raise CannotRun(f"docker does not do what it is asked: {_last(answer.stderr)}")
        return answer.stdout


def _run(*command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, cwd=ROOT, check=False, text=True, capture_output=True)


def _last(said: str, count: int = 1) -> str:
    return " / ".join([line.strip() for line in said.splitlines() if line.strip()][-count:])


def _why_no_engine(said: str) -> str:
    if "permission denied" in said.lower():
        return (
            "you may not use the Docker engine of this machine: add yourself to the group docker "
            "(sudo usermod -aG docker $USER, then log in again), or run this with sudo"
        )
    return (
        f"no Docker engine answers ({said}): start it (sudo systemctl start docker, or Docker Desktop), then try again"
    )
