"""`make bench`: every benchmark, one line a figure. Machines differ: compare figures of one run."""

import asyncio

from tests.bench import runtime


def main() -> None:
    for name, figures in asyncio.run(runtime.measure()).items():
        for unit, value in figures.items():
            print(f"{name:20} {unit:20} {value:10.2f}")


if __name__ == "__main__":
    main()
