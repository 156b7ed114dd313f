"""A folder for the files of one piece of work."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def scratch(root: Path) -> Iterator[Path]:
    """A fresh folder below ``root``, removed at the end; what a killed worker leaves is no artifact."""
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root, prefix="work-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
