"""The supervisor with tiny services: real processes, a real broker, real signals."""

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
import psutil
import pytest
from aiokafka.admin import AIOKafkaAdminClient

from infra.local.replica import Patience
from infra.local.stack import ROOT, Stack
from infra.local.state import StateFolder
from shared.runtime.errors import Misconfigured
from tests.stacks import TINY_SERVICE, TOPICS, family, hearts, lives, python, stack_in, tiny, until


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    state = tmp_path / "state"
    yield state
    left = family(state)
    for process in left:
        process.kill()
    assert not left, "a test left processes behind"


async def test_every_service_is_healthy_when_the_stack_is_entered_and_gone_when_it_is_left(folder: Path) -> None:
    async with stack_in(folder, replicas={"video": 2}) as stack:
        assert set(stack.ports) == {"audio", "video", "video-2"}
        async with httpx.AsyncClient(trust_env=False) as client:
            for port in stack.ports.values():
                assert (await client.get(f"http://127.0.0.1:{port}/health")).status_code == 200
        assert len(hearts(folder, "video")) == 2
        running = stack.state.read()
        assert running is not None
        assert (running.broker, running.ports) == (stack.address, stack.ports)
        processes = [psutil.Process(pid) for pid in stack.pids.values()]
        assert len(processes) == 4
    assert not any(process.is_running() for process in processes)
    assert family(folder) == []
    assert StateFolder(folder).read() is None
    log = (folder / "logs" / "duanju.log").read_text()
    assert "audio        | hello from audio" in log
    assert log.count("leaving cleanly") == 3


async def test_a_killed_service_is_started_again_and_its_heartbeat_removed(folder: Path) -> None:
    async with stack_in(folder) as stack:
        before, old = hearts(folder, "audio"), stack.pids["audio"]
        descendant = int((folder / "descendant-audio").read_text())
        os.kill(old, signal.SIGKILL)
        await until(lambda: stack.pids["audio"] != old and len(hearts(folder, "audio")) == 1)
        assert not before & hearts(folder, "audio")
        await until(lambda: not lives(descendant))
        await until(lambda: stack.state.read().ports == stack.ports)  # type: ignore[union-attr]
    assert "audio was killed by signal 9; it is started again" in (folder / "logs" / "duanju.log").read_text()


async def test_heartbeats_of_an_earlier_stack_are_forgotten(folder: Path) -> None:
    heart = folder / "store" / "audio" / "leases" / "workers" / "audio-1-0ld"
    heart.parent.mkdir(parents=True)
    heart.write_text("{}")
    async with stack_in(folder):
        assert "audio-1-0ld" not in hearts(folder, "audio")


async def test_a_killed_broker_comes_back_on_its_port_with_its_topics(folder: Path) -> None:
    async def partitions() -> dict[str, int]:
        admin = AIOKafkaAdminClient(bootstrap_servers=stack.address)
        try:
            await admin.start()
            found = await admin.describe_topics(list(TOPICS))
            return {topic["topic"]: len(topic["partitions"]) for topic in found}
        finally:
            await admin.close()

    async with stack_in(folder) as stack:
        assert await partitions() == TOPICS
        address, old = stack.address, stack.pids["broker"]
        os.kill(old, signal.SIGKILL)
        await until(lambda: stack.pids["broker"] != old)
        await until(lambda: "usable again" in stack.state.log.read_text())
        assert stack.address == address
        assert await partitions() == TOPICS


async def test_a_service_that_cannot_start_is_named_with_its_last_lines(folder: Path) -> None:
    broken = python("print('the weights are missing'); raise SystemExit(3)")
    with pytest.raises(Misconfigured, match=r"(?s)(audio|video) ended with exit code 3.*the weights are missing"):
        async with stack_in(folder, broken):
            pass
    assert family(folder) == []


async def test_a_service_that_never_gets_healthy_is_named(folder: Path) -> None:
    hung = python("import time; print('waiting for nothing', flush=True); time.sleep(600)")
    with pytest.raises(Misconfigured, match=r"(?s)waiting for nothing.*was not healthy after 0.5 s"):
        async with stack_in(folder, hung, patience=Patience(ready=0.5)):
            pass


async def test_a_service_that_keeps_dying_ends_the_stack(folder: Path) -> None:
    with pytest.raises(Misconfigured, match="audio died 3 times in quick succession"):
        async with stack_in(folder) as stack, asyncio.timeout(20):
            killer = asyncio.create_task(keep_killing(stack))
            try:
                await stack.run()
            finally:
                killer.cancel()


async def keep_killing(stack: Stack) -> None:
    while True:
        with contextlib.suppress(ProcessLookupError):
            os.kill(stack.pids["audio"], signal.SIGKILL)
        await asyncio.sleep(0.1)


def stubborn(service: str) -> Sequence[str]:
    return (*tiny(service)[:-2], TINY_SERVICE.replace("os._exit(0)", "None"), service)


async def test_a_service_that_ignores_sigterm_is_killed(folder: Path) -> None:
    async with stack_in(folder, stubborn, patience=Patience(stop=0.3)):
        pass
    assert "did not end within 0.3 s and is killed" in (folder / "logs" / "duanju.log").read_text()


async def test_a_second_stack_in_the_same_folder_is_refused(folder: Path) -> None:
    async with stack_in(folder):
        with pytest.raises(Misconfigured, match=f"already runs in .* \\(process {os.getpid()}\\)"):
            async with stack_in(folder):
                pass
        assert StateFolder(folder).read() is not None


async def test_the_record_of_a_stack_whose_process_is_gone_counts_for_nothing(folder: Path) -> None:
    folder.mkdir()
    dead = {"pid": 2**22 + 1, "began": 0.0, "broker": "127.0.0.1:1", "ports": {}}
    (folder / "stack.json").write_text(json.dumps(dead))
    assert StateFolder(folder).read() is None
    reused = dead | {"pid": os.getpid()}
    (folder / "stack.json").write_text(json.dumps(reused))
    assert StateFolder(folder).read() is None
    async with stack_in(folder, services=()) as stack:
        assert stack.state.read() is not None


SUPERVISOR = """
import sys
from pathlib import Path
from services.gateway.cli.signals import run
from tests.component import test_local_stack as these

async def main():
    folder, kind = sys.argv[1:]
    async with these.stack_in(Path(folder), getattr(these, kind), patience=these.Patience(stop=60)) as stack:
        print("ready", flush=True)
        await stack.run()

run(main())
"""


@contextlib.contextmanager
def supervisor(folder: Path, kind: str = "tiny") -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", SUPERVISOR, str(folder), kind]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=pipe, stderr=pipe) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()  # what a test did not end must not be waited for


async def test_no_process_survives_a_killed_supervisor(folder: Path) -> None:
    with supervisor(folder) as process:
        assert len(family(folder)) >= 5  # two services, what each of them started, the broker
        process.kill()
        process.wait()
    await until(lambda: family(folder) == [])
    async with stack_in(folder):  # and the next one starts in its place
        pass


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
async def test_ctrl_c_and_its_like_end_everything(folder: Path, number: signal.Signals) -> None:
    with supervisor(folder) as process:
        process.send_signal(number)
        process.communicate(timeout=20)
    assert family(folder) == []
    assert (folder / "logs" / "duanju.log").read_text().count("leaving cleanly") == 2


async def test_a_second_ctrl_c_ends_what_does_not_want_to_end(folder: Path) -> None:
    with supervisor(folder, "stubborn") as process:
        process.send_signal(signal.SIGINT)
        await until(lambda: (folder / "logs" / "duanju.log").read_text().count("leaving cleanly") == 2)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert family(folder) == []
    assert "KeyboardInterrupt" in errors
    assert "never" not in errors  # asyncio found no loose ends
