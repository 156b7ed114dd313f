"""A folder for the files of one piece of work."""

import errno
import os
from pathlib import Path

import pytest

from shared.runtime import Outage
from shared.runtime.scratch import scratch


def test_the_folder_is_gone_after_the_work(tmp_path: Path) -> None:
    with scratch(tmp_path / "new") as folder:
        (folder / "film").write_bytes(b"x")
    assert list((tmp_path / "new").iterdir()) == []


def test_a_full_disk_is_nothing_that_work_is_given_up_for(tmp_path: Path) -> None:
    with pytest.raises(Outage, match="is full: make room on it, or let DUANJU_SCRATCH name another"), scratch(tmp_path):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_other_failures_stay_what_they_are(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), scratch(tmp_path) as folder:
        (folder / "nothing").read_bytes()
