"""The folders of this machine that containers see: the desk's, and those of the providers' files."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_DESK_UID = 10001
"""Who the desk is where root starts the stack: root never runs in a container."""


def prepare(config: Mapping[str, Any]) -> None:
    """Make what is not there of the folders that the command line sees, which are all that there are.

    Docker would make folders that only root can write to.
    """
    for volume in config["services"]["desk"]["volumes"]:
        folder = Path(volume["source"])
        for_the_desk(folder) if volume["target"] == "/desk" else for_providers(folder)


def for_the_desk(folder: Path) -> None:
    """A folder that the command line may write to."""
    folder.mkdir(parents=True, exist_ok=True)
    if os.getuid() == 0:
        os.chown(folder, _DESK_UID, _DESK_UID)


def for_providers(folder: Path) -> None:
    """A folder whose files every container reads that has it, and on this machine nobody else.

    The folder around it is closed to others; containers, which are others as well, do not come that way.
    """
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not folder.exists():
        folder.mkdir()
        folder.chmod(0o755)
