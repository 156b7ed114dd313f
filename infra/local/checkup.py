"""The machine looked over: what the studio needs, whether it is there, and what was found. Changes nothing."""

import importlib
import importlib.metadata
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

import psutil

from infra.local.broker import program
from infra.local.ports import free_port
from infra.local.setup import OLDEST
from infra.local.state import StateFolder
from infra.local.system import missing
from infra.local.weights import default_folder, look
from shared.runtime.errors import Misconfigured

Health = Literal["ok", "poor", "missing"]

DISK_NEEDED, DISK_WANTED = 1.0, 5.0
"""Gigabytes: a minute of drama takes about 50 MB with all its takes."""
MEMORY_WANTED = 2.0
"""Gigabytes that are free: two processes speak, each with its own voice model, while others draw."""
_GIGA = 1e9
_FOR_DEVELOPERS = re.compile(r"""extra == ['"]dev['"]""")

_SCRIPTS = {"emoji": "🧧", "Arabic": "م", "Hebrew": "ש", "Thai": "ท", "Devanagari": "ह", "Korean": "한"}


class Finding(NamedTuple):
    """``poor`` works with something missing; ``found`` is what was found, or what is not there."""

    part: str
    health: Health
    found: str


def look_over(state: Path) -> list[Finding]:
    """Every part of the studio; a look that fails is a finding itself."""
    looks: dict[str, Callable[[], tuple[Health, str]]] = {
        "python": _python,
        "packages": _packages,
        "libraries": _libraries,
        "broker": _broker,
        "ffmpeg": _ffmpeg,
        "fonts": _fonts,
        "scripts": _scripts,
        "voices": lambda: _weights("voices"),
        "music": lambda: _weights("music"),
        "folder": lambda: _folder(state),
        "disk": lambda: _disk(state),
        "memory": _memory,
        "ports": _ports,
        "terminal": _terminal,
    }
    return [_looked(part, look) for part, look in looks.items()]


def _looked(part: str, look: Callable[[], tuple[Health, str]]) -> Finding:
    try:
        return Finding(part, *look())
    except Exception as error:  # whatever is broken on this machine is what we are here to tell
        return Finding(part, "missing", f"{type(error).__name__}: {error}")


def _python() -> tuple[Health, str]:
    return "ok" if sys.version_info[:2] >= OLDEST else "missing", sys.version.split()[0]


def _packages() -> tuple[Health, str]:
    required = [line for line in importlib.metadata.requires("duanju") or () if not _FOR_DEVELOPERS.search(line)]
    wanted = {name[0] for line in required if (name := re.match(r"[\w.-]+", line))}
    absent = sorted(name for name in wanted if not _is_installed(name))
    return ("missing", ", ".join(absent)) if absent else ("ok", str(len(wanted)))


def _is_installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _libraries() -> tuple[Health, str]:
    absent = [each.package for each in missing(venv_is_there=True, weights_are_there=True)]
    if absent:
        return "missing", " ".join(absent)
    return "ok", f"skia {importlib.import_module('skia').__version__}"


def _broker() -> tuple[Health, str]:
    try:
        return "ok", program().name
    except Misconfigured as error:
        return "missing", str(error)


def _ffmpeg() -> tuple[Health, str]:
    exe = importlib.import_module("imageio_ffmpeg").get_ffmpeg_exe()
    said = subprocess.run([exe, "-hide_banner", "-encoders"], capture_output=True, text=True, check=True, timeout=20)
    absent = [name for name in ("libx264", "aac") if not re.search(rf"\b{name}\b", said.stdout)]
    return ("missing", ", ".join(absent)) if absent else ("ok", Path(exe).name)


def _fonts() -> tuple[Health, str]:
    package, skia = importlib.import_module("pylopdf_fonts_zh_cn"), importlib.import_module("skia")
    fonts = skia.FontMgr.New_Custom_Empty()
    paths = [package.sans_path(), package.serif_path()]
    names = [typeface.getFamilyName() if (typeface := fonts.makeFromFile(str(p))) else "" for p in paths]
    return ("ok", ", ".join(names)) if all(names) else ("missing", ", ".join(map(str, paths)))


def _scripts() -> tuple[Health, str]:
    known = importlib.import_module("services.compositor.fonts").fonts(serif=False)
    absent = [script for script, sign in _SCRIPTS.items() if not known.runs(sign)]
    return ("poor", ", ".join(absent)) if absent else ("ok", ", ".join(_SCRIPTS))


def _weights(what: Literal["voices", "music"]) -> tuple[Health, str]:
    status = look(default_folder())
    there = status.voices if what == "voices" else status.sound_font
    return ("ok" if there else "poor"), str(status.folder)


def _folder(state: Path) -> tuple[Health, str]:
    folder = StateFolder(state)
    if running := folder.read():
        return "ok", f"{folder.root} ({running.pid})"
    nearest = _nearest(folder.root)
    if not nearest.is_dir() or not _is_writable(nearest):
        return "missing", str(nearest)
    return "ok", str(folder.root)


def _is_writable(folder: Path) -> bool:
    probe = folder / ".duanju-probe"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True


def _disk(state: Path) -> tuple[Health, str]:
    free = shutil.disk_usage(_nearest(state.absolute())).free / _GIGA
    health: Health = "ok" if free >= DISK_WANTED else "poor" if free >= DISK_NEEDED else "missing"
    return health, f"{free:.1f} GB"


def _memory() -> tuple[Health, str]:
    free = psutil.virtual_memory().available / _GIGA
    return "ok" if free >= MEMORY_WANTED else "poor", f"{free:.1f} GB"


def _ports() -> tuple[Health, str]:
    return "ok", f"127.0.0.1:{free_port()}"


def _terminal() -> tuple[Health, str]:
    encoding = (sys.stdout.encoding or "").lower()
    return "ok" if encoding.replace("-", "") == "utf8" else "poor", encoding


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder
