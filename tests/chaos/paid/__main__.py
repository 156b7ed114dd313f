"""`python -m tests.chaos.paid [WORD …]`: kill at every step of every cell, or of those that have all the words."""

import sys
import tempfile
import time
from pathlib import Path

from tests.chaos.paid.matrix import CELLS, Bench, Tally, provider


def main(words: list[str]) -> int:
    began, wrong = time.monotonic(), 0
    print(f"{'ware':8} {'acceptance':12} {'kills':>6} {'results':>8} {'parked':>7} {'double':>7} {'lost':>5}")
    for cell in CELLS:
        if all(word in cell for word in words):
            with tempfile.TemporaryDirectory() as folder, provider(cell.kind) as seller:
                bench, tally = Bench(cell, Path(folder), seller), Tally()
                for step in bench.steps():
                    bench.kill(step, tally)
            print(
                f"{cell.ware:8} {cell.kind:12} {tally.kills:6} {tally.results:8} {tally.parked:7} "
                f"{tally.double:7} {tally.lost:5}",
                *tally.wrong,
                sep="\n  " if tally.wrong else "",
                flush=True,
            )
            wrong += len(tally.wrong)
    print(f"{time.monotonic() - began:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
