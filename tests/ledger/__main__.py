"""`python -m tests.ledger [WORD …]`: play the scenarios, the larger ones too, or those that have all the words."""

import logging
import sys
import time

from tests.ledger.scenarios import LARGER, NAIVE, TESTED
from tests.ledger.schedules import Play, Scenario


def main(words: list[str]) -> int:
    logging.disable()  # each lost answer is logged, and there are millions
    naive = {f"the naive way, {name}": scenario for name, scenario in NAIVE.items()}
    wrong = 0
    for name, scenario in (naive | TESTED | LARGER).items():
        if all(word in name for word in words):
            wrong += _tell(name, scenario)
    return 1 if wrong else 0


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
