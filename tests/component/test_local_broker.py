"""The embedded broker: ours and nobody else's, and clear about what is wrong."""

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from infra.local import broker as broker_module
from infra.local.broker import Broker, program
from infra.local.log import Log
from infra.local.ports import free_port, is_free, listens
from infra.local.processes import Processes
from shared.runtime.errors import Misconfigured, Transient


@pytest_asyncio.fixture
async def processes(tmp_path: Path) -> AsyncIterator[Processes]:
    log = Log(tmp_path / "log")
    started = Processes(log)
    yield started
    await started.close()
    log.close()


async def test_it_listens_on_its_port_itself(processes: Processes) -> None:
    broker = Broker(processes)
    await broker.start()
    assert broker.pid is not None
    assert listens(broker.pid, broker.port)
    await broker.stop()
    assert not broker.running
    assert is_free(broker.port)


async def test_it_takes_no_settings_from_a_file_of_the_production_stack(
    processes: Processes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("OTEL_EXPORTER_OTLP_ENDPOINT=\n")
    monkeypatch.chdir(tmp_path)
    broker = Broker(processes)
    await broker.start()
    await broker.stop()


async def test_a_port_that_another_program_holds_is_refused(processes: Processes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(Transient, match=f"port {port} .* held by another program"):
            await Broker(processes, port).start()


async def test_a_listener_that_is_not_our_child_is_not_taken_for_the_broker(
    processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broker_module, "is_free", lambda _port: True)  # it was taken right after we looked
    with (
        socket.create_server(("127.0.0.1", 0)) as other,
        pytest.raises(Transient, match=r"does not listen .*Address in use"),
    ):
        await Broker(processes, other.getsockname()[1]).start()


async def test_a_broker_that_dies_at_once_is_told_with_its_last_words(
    processes: Processes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying = tmp_path / "dying"
    dying.write_text("#!/bin/sh\necho out of memory\nexit 1\n")
    dying.chmod(0o755)
    monkeypatch.setattr(broker_module, "program", lambda: dying)
    with pytest.raises(Transient, match="out of memory"):
        await Broker(processes).start()


def test_a_missing_program_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broker_module, "files", lambda _package: tmp_path)
    with pytest.raises(Misconfigured, match="make setup"):
        program()


async def test_topics_are_created_once_with_their_partitions(processes: Processes) -> None:
    broker = Broker(processes)
    await broker.start()
    topics = {"shot.voiced.v1": 3, "audio.shot.voiced.dlq": 1}
    await broker.create_topics(topics)
    await broker.create_topics(topics | {"shot.filmed.v1": 2})


async def test_topics_on_a_dead_broker_are_told(processes: Processes) -> None:
    with pytest.raises(Transient, match="refuses to create topics"):
        await Broker(processes, free_port()).create_topics({"shot.voiced.v1": 1})
