"""``python -m tests.chaos.season [FOLDER]``: 47 shots are bought on a rough day, and the books agree to the cent.

The seller is a simulator of its own process: 5 % of the calls end with a 5xx, 10 % with a 429, 3 % of the contents are
refused, keys end, a fifth of the webhooks is lost, and forged ones come. An animatic is made first and approved; when
half of the films are bought the provider that makes them is dropped. What the studio left is kept in FOLDER, if named.
"""

import asyncio
import logging
import sys
import tempfile
from pathlib import Path

from tests.chaos.season.play import SHOTS, play
from tests.chaos.season.seller import selling


async def season(folder: Path) -> list[str]:
    """What was wrong, after everything is printed."""
    async with selling(folder) as seller:
        found = await play(folder, seller, lambda line: print(line, flush=True))
    print(*found.lines(), sep="\n", flush=True)
    return found.wrong(SHOTS)


def main(words: list[str]) -> int:
    logging.getLogger("aiokafka").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as passing:
        folder = Path(words[0]) if words else Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        wrong = asyncio.run(season(folder.absolute()))
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
