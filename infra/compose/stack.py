"""The stack from the first look at this machine to the last container that is healthy."""

import os.path
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from infra.compose.engine import ROOT, Engine
from infra.compose.environment import settle
from infra.compose.folders import for_the_desk, prepare
from infra.compose.machine import check_ports, check_room, published, started
from infra.compose.parts import Part, waited_for
from infra.compose.trouble import CannotRun

_READY_SECONDS = 180.0
_POLL = 1.0
_GRAFANA = "grafana"

Say = Callable[[str], None]


class Stack:
    """The stack of an engine; ``say`` takes each line that tells how it goes."""

    def __init__(self, engine: Engine, say: Say) -> None:
        self._engine, self._say = engine, say

    def up(self) -> None:
        """Look over the machine, then build and start what does not run, and wait until all is healthy.

        Safe to repeat. Raises CannotRun; what did not run before is stopped again then, and no data is touched.
        """
        self._engine.check()
        if done := settle(self._engine.env, ROOT / ".env.example"):
            self._say(done)
        config = self._engine.config()
        ran_before = self._look_over(config)
        profiles = self._fetch(config)
        self._say("building the images (the first time takes some minutes)")
        self._engine.build()
        prepare(config)
        try:
            self._start(started(config, profiles), profiles)
        except CannotRun as trouble:
            if ran_before:
                raise
            self._engine.stop()
            raise CannotRun(f"{trouble}\nEverything was stopped again; nothing of the data was touched.") from trouble
        self._tell(config, profiles)

    def down(self) -> None:
        """End everything; the data stays in its volumes. Raises CannotRun."""
        self._engine.check()
        there = self._parts()
        self._engine.down()
        self._say(
            "ended; the data stays, `make up STACK=compose` goes on with it" if there else "nothing of the stack ran"
        )

    def demo(self, request: Path, out: Path) -> int:
        """The stack up, then a drama from a request file, and its films in a folder. The stack goes on running.

        Returns the exit code of the command line. Raises CannotRun.
        """
        if not request.is_file():
            raise CannotRun(f"there is no file {request}: name a request, such as examples/the-red-envelope.yaml")
        self.up()
        for_the_desk(out)
        code = self._engine.desk({request.parent: "ro", out: "rw"}, "demo", str(request), str(out))
        self._say("the stack goes on running; `make down STACK=compose` ends it")
        return code

    # --- before it starts

    def _look_over(self, config: Mapping[str, Any]) -> bool:
        """Whether something of the stack runs already. Raises CannotRun where it could not run as a whole."""
        runs = {part.service for part in self._parts() if part.runs}
        wanted = published(config, [_GRAFANA])
        check_ports(wanted, {port for service, port in wanted.items() if service in runs})
        ours = [service["image"] for service in config["services"].values() if "build" in service]
        check_room(self._engine.info(), all(map(self._engine.has_image, ours)))
        return bool(runs)

    def _fetch(self, config: Mapping[str, Any]) -> list[str]:
        """Fetch the images of others that are not here. Returns the profiles that can be started."""
        profiles = [_GRAFANA]
        for name, service in config["services"].items():
            image = service["image"]
            if "build" in service or service.get("pull_policy") == "never" or self._engine.has_image(image):
                continue
            self._say(f"fetching {image}")
            if not (lack := self._engine.pull(image)):
                continue
            if name != _GRAFANA:
                raise CannotRun(
                    f"the image {image} cannot be had: {lack}\nMend the network, or load it with `docker load`"
                )
            self._say(f"Grafana's image cannot be had ({lack}): the stack starts without it")
            profiles.remove(_GRAFANA)
        return profiles

    # --- while it starts

    def _start(self, services: Collection[str], profiles: Sequence[str]) -> None:
        self._say("starting")
        lack = self._engine.start(profiles)
        deadline, waiting = time.monotonic() + _READY_SECONDS, [""]
        while waiting:
            parts = [part for part in self._parts() if part.service in services]
            if troubles := [
                f"{part.service} {trouble}{self._said(part)}" for part in parts if (trouble := part.trouble)
            ]:
                raise CannotRun("\n".join(troubles))
            if lack:
                raise CannotRun(f"the stack does not start: {lack}")
            if waiting != (now := waited_for(parts)) and now:
                self._say(f"waiting for {', '.join(now)}")
            waiting = now
            if waiting and time.monotonic() > deadline:
                late = [f"{part.service}{self._said(part)}" for part in parts if part.service in waiting]
                raise CannotRun("\n".join([f"not ready after {_READY_SECONDS:g} s:", *late]))
            time.sleep(_POLL if waiting else 0)

    def _said(self, part: Part) -> str:
        lines = self._engine.last_lines(part.container, 1 if part.is_job else 5)
        return "".join(f"\n    {line}" for line in lines) or " and said nothing"

    def _parts(self) -> list[Part]:
        return [Part.of(found) for found in self._engine.containers()]

    # --- once it runs

    def _tell(self, config: Mapping[str, Any], profiles: Sequence[str]) -> None:
        at = {service: f"127.0.0.1:{port}" for service, port in published(config, profiles).items()}
        desk = Path(config["services"]["desk"]["volumes"][0]["source"])
        run = "docker compose run --rm desk"
        lines = [
            "ready:",
            f"  gateway     http://{at['gateway']}/v1/dramas",
            f"  Prometheus  http://{at['prometheus']}",
            f"  Grafana     http://{at['grafana']} (admin, DUANJU_GRAFANA_PASSWORD in {self._engine.env.name})"
            if _GRAFANA in profiles
            else "  Grafana     not started: its image could not be had",
            f"  Kafka       {at['kafka']}, the store http://{at['minio']} (users and secrets: {self._engine.env.name})",
            f"To publish: put my.yaml into {os.path.relpath(desk)}/, then `{run} publish my.yaml --watch`",
            f"and `{run} export DRAMA films`. More workers: `docker compose up -d --scale video=4`.",
        ]
        for line in lines:
            self._say(line)
