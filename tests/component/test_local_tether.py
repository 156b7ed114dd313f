"""What ``make`` starts ends with ``make``."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from infra.local.guard import remaining
from infra.local.stack import ROOT

TETHER = ROOT / "infra" / "local" / "tether.py"


def test_a_tethered_program_is_asked_to_end_when_its_parent_is_killed(tmp_path: Path) -> None:
    said = tmp_path / "said"
    program = f"trap 'echo ended >> {said}; exit' TERM; echo started > {said}; while true; do sleep 0.05; done"
    shell = f'exec {sys.executable} -I -S {TETHER} {int(signal.SIGTERM)} $PPID sh -c "$PROGRAM"'
    parent = subprocess.Popen(
        [sys.executable, "-c", f"import subprocess; subprocess.run(['sh', '-c', {shell!r}])"],
        env=os.environ | {"PROGRAM": program},
    )
    wait_for(said, "started\n")
    parent.kill()
    parent.wait()
    wait_for(said, "started\nended\n")


def test_nothing_is_started_when_the_parent_has_gone_already() -> None:
    command = [sys.executable, "-I", "-S", str(TETHER), "15", "1", "true"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, "has gone" in done.stderr) == (1, True)


def test_a_program_that_cannot_start_is_named() -> None:
    command = [sys.executable, "-I", "-S", str(TETHER), "15", str(os.getpid()), "/no/such/program"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, "cannot start /no/such/program" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    ("lines", "groups"), [(["+5\n", "+6\n", "-5\n"], {6}), (["+5\n", "-5\n"], set()), (["", "+\n", "-x\n"], set())]
)
def test_the_guard_ends_the_groups_that_were_not_taken_back(lines: list[str], groups: set[int]) -> None:
    assert remaining(lines) == groups


def wait_for(path: Path, text: str) -> None:
    deadline = time.monotonic() + 10
    while not path.exists() or path.read_text() != text:
        assert time.monotonic() < deadline, f"{path} does not say {text!r}"
        time.sleep(0.02)
