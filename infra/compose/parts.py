"""How each container of the stack stands: pure, from what the engine says of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

_RESTARTS = 3
"""One that ended so often right after its start does not find its way; once may be a broker that took its time."""


@dataclass(frozen=True)
class Part:
    """One container. A *job* does its work and ends; all else is to run and, if it can be asked, to be healthy."""

    service: str
    container: str
    status: str
    health: str
    exit_code: int
    restarts: int
    is_job: bool

    @classmethod
    def of(cls, found: Mapping[str, Any]) -> Self:
        """The part in an ``inspect`` of its container."""
        state, labels = found["State"], found["Config"]["Labels"]
        return cls(
            service=labels["com.docker.compose.service"],
            container=found["Id"],
            status=state["Status"],
            health=state.get("Health", {}).get("Status", ""),
            exit_code=state["ExitCode"],
            restarts=found["RestartCount"],
            is_job=found["HostConfig"]["RestartPolicy"]["Name"] in ("", "no"),
        )

    @property
    def runs(self) -> bool:
        return self.status in ("running", "restarting")

    @property
    def is_ready(self) -> bool:
        if self.is_job:
            return self.status == "exited" and self.exit_code == 0
        return self.status == "running" and self.health in ("", "healthy")

    @property
    def trouble(self) -> str:
        """What is wrong with it, so that waiting does not help; else empty."""
        if self.is_job:
            return f"failed (exit status {self.exit_code})" if self.status == "exited" and self.exit_code else ""
        if self.status in ("exited", "dead"):
            return f"ended (exit status {self.exit_code})"
        if self.restarts >= _RESTARTS and self.health != "healthy":
            return "ends again and again"
        return "is not healthy" if self.health == "unhealthy" else ""


def waited_for(parts: Iterable[Part]) -> list[str]:
    """The services that are not ready yet."""
    return sorted({part.service for part in parts if not part.is_ready})
