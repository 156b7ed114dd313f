"""47 shots are bought on a rough day, and the books agree to the cent.

    python -m tests.chaos.season [--compose] [FOLDER]

The embedded stack makes them, or the production stack in containers. The seller is a simulator of its own: 5 % of the
calls end with a 5xx, 10 % with a 429, 3 % of the contents are refused, keys end, a fifth of the webhooks is lost, and
forged ones come. An animatic is made first and approved; when half of the films are bought the provider that makes them
is dropped. What the studio left is kept in FOLDER, if named.
"""

import argparse
import asyncio
import logging
import sys
import tempfile
from pathlib import Path

from tests.chaos.season.houses import containers, processes
from tests.chaos.season.offers import SHOTS
from tests.chaos.season.play import play


async def season(folder: Path, in_containers: bool) -> list[str]:
    """What was wrong, after everything is printed."""
    async with (containers if in_containers else processes)(folder) as (house, seller):
        found = await play(house, seller, lambda line: print(line, flush=True))
    print(*found.lines(), sep="\n", flush=True)
    return found.wrong(SHOTS)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.season")
    parser.add_argument("--compose", action="store_true", help="on the production stack")
    parser.add_argument("folder", type=Path, nargs="?", help="where to keep what the studio leaves")
    options = parser.parse_args()
    logging.getLogger("aiokafka").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as passing:
        folder = options.folder or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        wrong = asyncio.run(season(folder.absolute(), options.compose))
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
