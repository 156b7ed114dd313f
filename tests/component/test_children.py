"""Child processes: what they return, what they cost, how they give way."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from shared.providers import Named
from shared.runtime import Transient
from shared.runtime.children import GENTLE, Children
from shared.telemetry import called

MODEL = Named("studio", "test-2")
_SPIN = "import time\nwhile time.process_time() < {seconds}: pass"


def spin(seconds: float, programs: float) -> str:
    """Keep a processor busy here, and in a program for so long (which takes a little to start)."""
    exec(_SPIN.format(seconds=seconds + time.process_time()))  # noqa: S102 (the same work as the program's)
    if programs:
        subprocess.run([sys.executable, "-I", "-S", "-c", _SPIN.format(seconds=programs)], check=True)
    return "done"


def priority() -> int:
    return os.getpriority(os.PRIO_PROCESS, 0)


def die() -> None:
    os._exit(3)


@pytest.fixture
def children() -> Iterator[Children]:
    made = Children(1)
    yield made
    made.close()


async def test_the_cpu_time_of_a_child_and_of_its_programs_is_accounted_for(children: Children) -> None:
    result, made = await called(MODEL, "spin", children.run(spin, 0.3, 0.2))
    assert result == "done"
    assert 0.19 <= made.encode_cpu_seconds < 0.6
    assert 0.29 <= made.cpu_seconds - made.encode_cpu_seconds < 0.6
    _, again = await called(MODEL, "spin", children.run(spin, 0.1, 0))
    assert again.encode_cpu_seconds == 0
    assert 0.09 <= again.cpu_seconds < 0.29


async def test_renders_give_way_to_who_must_answer(children: Children) -> None:
    assert await children.run(priority) == min(19, priority() + GENTLE)
    prompt = Children(1, nice=0)
    try:
        assert await prompt.run(priority) == priority()
    finally:
        prompt.close()


async def test_a_child_that_dies_is_replaced(children: Children) -> None:
    with pytest.raises(Transient, match="died"):
        await children.run(die)
    assert await children.run(spin, 0, 0) == "done"
