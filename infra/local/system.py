"""The system's libraries and programs that no Python package brings: found, or installed on Debian when we may."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import NamedTuple

_APT = ["apt-get", "-o", "DPkg::Lock::Timeout=120"]


class CannotSetUp(Exception):
    """What is missing and how to mend it."""


class Missing(NamedTuple):
    """Something that is not there: its Debian package, and what does not work without it."""

    package: str
    needed_for: str
    essential: bool = True


def missing(venv_is_there: bool, weights_are_there: bool) -> list[Missing]:
    """What this machine lacks. What has done its work already (venv, weights) is not asked for."""
    found = []
    if sys.platform == "linux":
        libraries = {"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"}
        found += [Missing(package, "drawing") for name, package in libraries.items() if not _loads(name)]
    if not venv_is_there and importlib.util.find_spec("ensurepip") is None:
        found.append(Missing(f"python3.{sys.version_info[1]}-venv", "the virtual environment"))
    if not weights_are_there and shutil.which("npm") is None:
        found.append(Missing("npm", "the neural voices (the studio also works without)", essential=False))
    return found


def provide(say: Callable[[str], None], *, venv_is_there: bool, weights_are_there: bool) -> None:
    """Install what is missing where that is allowed, else tell how. Nothing runs when nothing is missing.

    Raises CannotSetUp when something essential stays missing.
    """
    lacking = missing(venv_is_there, weights_are_there)
    if not lacking:
        return
    packages = [each.package for each in lacking]
    if (prefix := _may_install()) is not None:
        say(f"installing {' '.join(packages)}")
        _install(prefix, packages)
        lacking = missing(venv_is_there, weights_are_there)
    if not lacking:
        return
    lines = [f"  {each.package}: needed for {each.needed_for}" for each in lacking]
    how = f"On Debian or Ubuntu: sudo apt-get install {' '.join(each.package for each in lacking)}"
    text = "\n".join(["this machine lacks", *lines, how])
    if any(each.essential for each in lacking):
        raise CannotSetUp(f"{text}\nThen run it again.")
    say(text)


def _may_install() -> list[str] | None:
    """The words before apt-get, or None where there is no apt-get or we may not use it."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _succeeds(["sudo", "-n", "true"], quiet=True):
        return ["sudo", "-n"]
    return None


def _install(prefix: list[str], packages: list[str]) -> None:
    """Install with the package lists that are there, else with fresh ones; what still fails shows in the next look."""
    install = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *_APT, "install", "-y", "--no-install-recommends"]
    if not _succeeds([*install, *packages], quiet=True):
        _succeeds([*prefix, *_APT, "update"])
        for package in packages:  # one that does not exist here must not keep the others away
            _succeeds([*install, package])


def _succeeds(command: list[str], quiet: bool = False) -> bool:
    errors = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=errors).returncode == 0


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
