"""`make bench`: the benchmarks, one line a figure. Machines differ: compare figures of one run.

``python -m tests.bench film`` runs one alone; ``broker`` and ``scale`` measure the production stack, ``limits`` lasts a
provider's minutes.
"""

import asyncio
import logging
import sys
from collections.abc import Callable, Mapping

from tests.bench import demo, film, limits, outstanding, plan, runtime, scale

Figures = Mapping[str, Mapping[str, float]]

BENCHES: Mapping[str, Callable[[], Figures]] = {
    "runtime": lambda: asyncio.run(runtime.embedded()),
    "broker": lambda: asyncio.run(runtime.real()),
    "plan": plan.measure,
    "film": film.measure,
    "demo": demo.measure,
    "outstanding": outstanding.measure,
    "scale": scale.measure,
    "limits": limits.measure,
}

WHEN_NAMED = ("broker", "scale", "limits", "outstanding")
"""Those run only when they are named: they need a Docker engine, or minutes."""


def main() -> None:
    names = sys.argv[1:] or [name for name in BENCHES if name not in WHEN_NAMED]
    if unknown := set(names) - BENCHES.keys():
        sys.exit(f"there is no benchmark '{sorted(unknown)[0]}': choose from {', '.join(BENCHES)}")
    logging.getLogger("aiokafka").setLevel(logging.ERROR)  # it warns of the loopback's passwords at each connection
    for name in names:
        for what, figures in BENCHES[name]().items():
            for unit, value in figures.items():
                print(f"{what:20} {unit:24} {value:10.2f}", flush=True)
        if name == "film":
            print("where drawing spends its time (of its own, calls)", *film.profile(), sep="\n")


if __name__ == "__main__":
    main()
