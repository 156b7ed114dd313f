"""Two studios beside each other on one machine: folders, brokers, ports and logs of their own."""

import asyncio
import socket
from pathlib import Path

import httpx
import pytest

from infra.local.ports import free_port
from services.gateway.cli.exits import Exit
from shared.artifacts.folder import Folder
from tests.desk import ADMITTED, decide, duanju
from tests.stacks import family, stack_in


async def test_two_stacks_share_nothing_and_end_apart(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    async with stack_in(first) as one:
        async with stack_in(second) as other:
            assert one.address != other.address
            assert not set(one.ports.values()) & set(other.ports.values())
            assert one.state.read() and other.state.read()
            assert family(second)
        assert family(second) == []
        assert one.state.read(), "the first one goes on"
        assert len(one.pids) == 3
    assert family(first) == []
    for folder in (first, second):
        assert (folder / "logs" / "duanju.log").read_text().count("hello from audio") == 1


async def test_a_service_can_have_a_port_of_its_own(tmp_path: Path) -> None:
    port = free_port()
    async with stack_in(tmp_path / "state", fixed_ports={"audio": port}, replicas={"audio": 2}) as stack:
        assert stack.ports["audio"] == port != stack.ports["audio-2"]
        async with httpx.AsyncClient(trust_env=False) as client:
            assert (await client.get(f"http://127.0.0.1:{port}/health")).status_code == httpx.codes.OK


def test_each_folder_has_its_own_dramas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        asyncio.run(decide(Folder(tmp_path / name / "store"), f"drama-{name}", ADMITTED))
    for name, other in (("one", "two"), ("two", "one")):
        monkeypatch.setenv("DUANJU_HOME", str(tmp_path / name))
        text = duanju("list").stdout
        assert f"drama-{name}" in text and f"drama-{other}" not in text


def test_a_port_that_is_taken_is_told_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = duanju("up", "--port", port, "--state", tmp_path / "state")
    assert (result.exit_code, f"port {port} is taken" in result.stderr) == (Exit.NO_STACK, True)
    assert not (tmp_path / "state").exists()
