"""Whether this machine has what the stack needs: free ports, memory, room on the disk."""

import shutil
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from infra.compose.trouble import CannotRun
from infra.local.ports import is_free

_GIGA = 1e9
_MEMORY = 4.5
"""Gigabytes in all: a drama on the whole stack takes 3.8 at its height, the system wants the rest."""
_DISK_TO_BUILD, _DISK_TO_RUN = 9.0, 2.0
"""Gigabytes: images and what is kept to build them quickly; a few dramas."""


def started(config: Mapping[str, Any], profiles: Collection[str]) -> dict[str, Mapping[str, Any]]:
    """The services that start with these profiles."""
    return {
        name: service for name, service in config["services"].items() if set(service.get("profiles", ())) <= {*profiles}
    }


def published(config: Mapping[str, Any], profiles: Collection[str]) -> dict[str, int]:
    """The port of this machine that each service is reached on, of those that start with these profiles."""
    return {
        name: int(port["published"])
        for name, service in started(config, profiles).items()
        for port in service.get("ports", ())
    }


def check_ports(wanted: Mapping[str, int], ours: set[int], free: Callable[[int], bool] = is_free) -> None:
    """Raises CannotRun where two services want one port, or somebody else has one; ``ours`` our containers hold."""
    lacks = []
    owners: dict[int, str] = {}
    for service, port in wanted.items():
        other = owners.setdefault(port, service)
        if other != service:
            lacks.append(f"{_variable(other)} and {_variable(service)} are both {port}: give each a port of its own")
        elif port not in ours and not free(port):
            lacks.append(
                f"port {port}, where {service} would be reached, is taken by another program: end that one "
                f"(`ss -ltnp sport = :{port}` shows it), or write another {_variable(service)} into .env"
            )
    if lacks:
        raise CannotRun("\n".join(lacks))


def _variable(service: str) -> str:
    return f"DUANJU_PORT_{service.upper()}"


def check_room(
    info: Mapping[str, Any], images_are_there: bool, usage: Callable[[Path], Any] = shutil.disk_usage
) -> None:
    """Raises CannotRun where the engine has too little memory, or too little room on a disk that we can see."""
    memory = info["MemTotal"] / _GIGA
    if memory < _MEMORY:
        raise CannotRun(
            f"the Docker engine has {memory:.1f} GB of memory, the stack needs {_MEMORY:g}: use a larger machine, "
            "or give Docker Desktop more in its settings"
        )
    folder, needed = Path(info["DockerRootDir"]), _DISK_TO_RUN if images_are_there else _DISK_TO_BUILD
    if not folder.is_dir():  # the engine is on another machine, or in a virtual one
        return
    room = usage(folder).free / _GIGA
    if room < needed:
        raise CannotRun(
            f"{folder} has {room:.1f} GB left, the stack needs {needed:g}: make room there (`docker system df` shows "
            "what Docker keeps, `docker builder prune` removes what only builds need)"
        )
