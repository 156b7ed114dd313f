"""A folder for the files of one piece of work."""

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.runtime.errors import Outage

_FULL = {errno.ENOSPC, errno.EDQUOT}


@contextmanager
def scratch(root: Path) -> Iterator[Path]:
    """A fresh folder below ``root``, removed at the end; what a killed worker leaves is no artifact.

    Raises Outage when the work inside finds the disk full.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=root, prefix="work-", ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    except OSError as error:
        if error.errno in _FULL:
            raise Outage(f"the disk of {root} is full: make room on it, or let DUANJU_SCRATCH name another") from error
        raise
