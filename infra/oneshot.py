"""A job that sets something up and ends: what it changed, line by line; or one line that says why it could not."""

import logging
import sys
from collections.abc import Callable, Iterator

from shared.artifacts import StoreError
from shared.runtime.errors import WorkError

_EX_CONFIG = 78


def run(name: str, job: Callable[[], Iterator[str]]) -> int:
    """Do the job and print what it did. Exit status 78 and one line where broker, store or settings do not let it."""
    logging.disable()  # whatever a client has to say is in the error
    try:
        for line in job():
            print(line, flush=True)
    except (WorkError, StoreError) as error:
        print(f"{name} cannot go on: {' '.join(str(error).split())}", file=sys.stderr)
        return _EX_CONFIG
    return 0
