"""Who there is, and what each of them may do on the broker and in the store.

Derived from what the services declare, so that nothing is listed twice. ``infra.kafka`` and ``infra.minio`` make broker
and store enforce exactly this; docs/access.md shows it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from infra.topics import STAGES
from services.gateway.service import stage as gateway
from shared.artifacts import keys
from shared.events import DramaRequested
from shared.runtime import Stage

Operation = Literal["READ", "WRITE", "DESCRIBE"]
Resource = Literal["TOPIC", "GROUP"]

EVERY = "*"
"""The name that stands for every topic, or every consumer group."""
EVERYWHERE = ""
"""The folder that holds all others."""


class Grant(NamedTuple):
    """One thing that is allowed on the broker; ``name`` is a topic's, a consumer group's, or ``EVERY``."""

    operation: Operation
    resource: Resource
    name: str


@dataclass(frozen=True)
class User:
    """Somebody with a name, a password of its own, and rights. Who has no grants is not known to the broker.

    In the store everybody lists and gets everything; ``puts`` and ``deletes`` are the folders, written ``video/``,
    below which it may do so.
    """

    name: str
    grants: frozenset[Grant] = field(default_factory=frozenset)
    puts: frozenset[str] = field(default_factory=frozenset)
    deletes: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_known_to_the_broker(self) -> bool:
        return bool(self.grants)

    def may(self, operation: Operation, resource: Resource, name: str) -> bool:
        """Whether the broker lets it; to read or write something includes to describe it."""
        enough = {operation} | ({"READ", "WRITE"} if operation == "DESCRIBE" else set())
        return any(
            grant.operation in enough and grant.resource == resource and grant.name in (name, EVERY)
            for grant in self.grants
        )

    def may_put(self, key: str) -> bool:
        return key.startswith(tuple(self.puts))

    def may_delete(self, key: str) -> bool:
        return key.startswith(tuple(self.deletes))


_SEES_EVERYTHING = frozenset({Grant("DESCRIBE", "TOPIC", EVERY), Grant("DESCRIBE", "GROUP", EVERY)})
"""What the lag of every group needs, and a look over the studio."""


def _writes(topics: Iterable[str]) -> frozenset[Grant]:
    return frozenset(Grant("WRITE", "TOPIC", topic) for topic in topics)


def _service(stage: Stage) -> User:
    """Reads and writes what it declares, as the group of its name, and keeps what it makes below its name.

    Who buys shares the providers' limits with the others who do.
    """
    reads = {Grant("READ", "TOPIC", topic) for topic in stage.reads} | {Grant("READ", "GROUP", stage.name)}
    own = frozenset({f"{stage.name}/"} | ({f"{keys.LIMITS}/"} if stage.name in keys.BUYERS else set()))
    return User(stage.name, _writes(stage.writes) | reads | (_SEES_EVERYTHING if stage is gateway else set()), own, own)


DESK = User(
    "desk",
    _SEES_EVERYTHING | _writes({DramaRequested.topic(), *(topic for stage in STAGES for topic in stage.reads)}),
    puts=frozenset({f"{gateway.name}/"}),
    deletes=frozenset({f"{gateway.name}/", *(f"{keys.dead(stage.name)}/" for stage in STAGES)}),
)
"""The command line: requests dramas, has dead letters tried again."""

KEEPER = User("keeper", deletes=frozenset({EVERYWHERE}))
"""Garbage collection: it removes what nothing refers to, and can make nothing up."""

USERS = (*map(_service, STAGES), DESK, KEEPER)
