"""Opening a folder or a film with what the desktop opens things with."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

_SECONDS = 10.0


def opener(platform: str = sys.platform, environment: Mapping[str, str] = os.environ) -> Sequence[str] | None:
    """The program that opens things here, or None where there is no desktop."""
    if platform == "darwin":
        return ("open",)
    has_desktop = any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"))
    for words in (("xdg-open",), ("gio", "open"), ("wslview",)) if has_desktop else ():
        if shutil.which(words[0], path=environment.get("PATH")):
            return words
    return None


def open_with(words: Sequence[str] | None, path: Path) -> bool:
    """Open the path; False where nothing could. The path is never taken for an option: it is absolute."""
    if words is None:
        return False
    command = [*words, str(path.absolute())]
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        return True  # it stays in the foreground as long as its window is open
    except OSError:
        return False
    return done.returncode == 0
