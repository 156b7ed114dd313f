"""Child processes that never outlive their supervisor.

Each is the leader of a session of its own, so Ctrl-C in a terminal reaches the supervisor alone, which ends them in
order. Should the supervisor be killed, the kernel ends each child (``tether.py``) and the guard its whole group.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from infra.local.guard import kill_group
from infra.local.log import Log

_HERE = Path(__file__).parent
_PYTHON = (sys.executable, "-I", "-S")
_LONGEST_LINE = 64 * 1024


class Child:
    """A running program and the pumping of its lines into the log. ``stop`` and ``kill`` are safe to repeat."""

    def __init__(self, name: str, process: asyncio.subprocess.Process, output: int, log: Log) -> None:
        self.name = name
        self.pid = process.pid
        self._process = process
        self._pump = asyncio.create_task(_pump(output, name, log))

    @property
    def running(self) -> bool:
        return self._process.returncode is None

    async def ended(self) -> int:
        """Wait for the end, kill what the child left in its group, and return the exit code (negative: a signal)."""
        code = await self._process.wait()
        kill_group(self.pid)
        await asyncio.wait({self._pump}, timeout=2)  # a stray that left the group may hold the pipe open
        self._pump.cancel()
        return code

    def terminate(self) -> None:
        """Ask the child, and it alone, to end."""
        if self.running:
            self._process.terminate()

    def kill(self) -> None:
        """End the child and everything that it started, now."""
        kill_group(self.pid)


class Processes:
    """Starts children under one guard; ``stop`` leaves none behind."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self._guard: asyncio.subprocess.Process | None = None
        self._children: set[Child] = set()

    async def start(self, name: str, command: Sequence[str], env: Mapping[str, str], cwd: Path) -> Child:
        """Start a program; its output goes to the log under ``name``.

        Call it from the main thread only: the kernel watches the thread that starts a child, not the process.
        """
        guard = self._guard = self._guard or await self._start_guard()
        tether = (*_PYTHON, str(_HERE / "tether.py"), str(int(signal.SIGKILL)), str(os.getpid()))
        process, output = await _open([*tether, *command], env, cwd)
        _tell(guard, f"+{process.pid}")
        child = Child(name, process, output, self.log)
        self._children.add(child)
        return child

    async def ended(self, child: Child) -> int:
        """Wait for a child's end and forget it."""
        code = await child.ended()
        self._children.discard(child)
        if self._guard:
            _tell(self._guard, f"-{child.pid}")
        return code

    async def stop(self, children: Sequence[Child], patience: float) -> None:
        """Ask the children to end, and kill those that still run after ``patience`` seconds."""
        for child in children:
            child.terminate()
        waits = [asyncio.create_task(self.ended(child)) for child in children]
        if not waits:
            return
        _, late = await asyncio.wait(waits, timeout=patience)
        for child in children:
            if child.running:
                self.log.line(child.name, f"did not end within {patience:g} s and is killed")
                child.kill()
        await asyncio.gather(*late)

    async def close(self) -> None:
        """Kill whatever still runs, and end the guard."""
        for child in list(self._children):
            child.kill()
            await self.ended(child)
        if self._guard and self._guard.stdin:
            self._guard.stdin.close()
            await self._guard.wait()
            self._guard = None

    async def _start_guard(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *_PYTHON,
            str(_HERE / "guard.py"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )


def _tell(guard: asyncio.subprocess.Process, line: str) -> None:
    if guard.stdin and guard.returncode is None:
        guard.stdin.write(f"{line}\n".encode())


async def _open(command: Sequence[str], env: Mapping[str, str], cwd: Path) -> tuple[asyncio.subprocess.Process, int]:
    """Start the command and return it with the file descriptor of its output.

    The pipe is ours: asyncio takes a process as ended only when its own pipes are closed, which strays may hold open.
    """
    output, inlet = os.pipe()
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            env=dict(env),
            cwd=cwd,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=inlet,
            stderr=inlet,
            start_new_session=True,
        )
    except BaseException:
        os.close(output)
        raise
    finally:
        os.close(inlet)
    return process, output


async def _pump(output: int, name: str, log: Log) -> None:
    """Write the output's lines to the log until it ends; overlong lines are broken, not refused."""
    stream = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(stream)
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, os.fdopen(output, "rb"))
    rest = b""
    try:
        while chunk := await stream.read(_LONGEST_LINE):
            *lines, rest = (rest + chunk).split(b"\n")
            if len(rest) >= _LONGEST_LINE:
                lines, rest = [*lines, rest], b""
            for line in lines:
                log.line(name, line.decode(errors="replace").rstrip())
        if rest:
            log.line(name, rest.decode(errors="replace").rstrip())
    finally:
        transport.close()
