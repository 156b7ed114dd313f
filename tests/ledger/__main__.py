"""`python -m tests.ledger [WORD …]`: play the scenarios, the larger ones too, or those that have all the words.

The last of them is the play without a script, the longest one.
"""

import logging
import sys
import time

from hypothesis import Phase
from hypothesis.stateful import run_state_machine_as_test

from tests.ledger.machine import Machine, played
from tests.ledger.scenarios import LARGER, NAIVE, TESTED
from tests.ledger.schedules import Play, Scenario

_UNSCRIPTED, _PLAYS = "without a script", 3000


def main(words: list[str]) -> int:
    logging.disable()  # each lost answer is logged, and there are millions
    naive = {f"the naive way, {name}": scenario for name, scenario in NAIVE.items()}
    wrong = 0
    for name, scenario in (naive | TESTED | LARGER).items():
        if all(word in name for word in words):
            wrong += _tell(name, scenario)
    if all(word in _UNSCRIPTED for word in words):
        _play_without_a_script()
    return 1 if wrong else 0


def _play_without_a_script() -> None:
    """Raises what is wrong, after the shortest play that shows it."""
    began = time.process_time()
    run_state_machine_as_test(Machine, settings=played(_PLAYS, Phase.shrink))
    seconds = time.process_time() - began
    print(f"{_UNSCRIPTED}: {Machine.steps} operations of workers; {dict(Machine.endings)} ({seconds:.0f} s)")


def _tell(name: str, scenario: Scenario) -> int:
    """How many of its worlds are wrong, but for the naive way, whose worlds are meant to be."""
    began = time.process_time()
    report = Play(scenario).run()
    print(
        f"{name}: {report.states} states, {report.schedules:.2e} schedules, "
        f"{len(report.wrong)} worlds charged too often, {len(report.stuck)} stuck; "
        f"{dict(report.endings)} ({time.process_time() - began:.0f} s)",
        flush=True,
    )
    return 0 if scenario.is_naive else len(report.wrong) + len(report.stuck)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
