"""The steps of the set-up, each stamped with what it was made from.

    system libraries → virtual environment → packages of requirements.lock → the project itself → voice weights

A second run ends at once, an interrupted one goes on where it stopped, a changed lock file repeats what depends on it.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from infra.local.system import CannotSetUp, provide

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "setup.json"
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
WEIGHTS_CODE = (ROOT / "infra" / "local" / "weights.py", ROOT / "infra" / "local" / "pinned.py")


def install() -> None:
    """Do what is not done yet. Safe to repeat and to run twice at a time. Raises CannotSetUp."""
    with _alone():
        provide(_say, venv_is_there=_has_venv(), weights_are_there=_is_done("weights", _weights_key()))
        _install_here()


def _install_here() -> None:
    if not _has_venv():
        _say("making .venv")
        _run([sys.executable, "-m", "venv", "--clear", str(VENV)], "the virtual environment could not be made")
    _once("packages", _key(LOCK), _install_packages)
    _once("project", _key(PROJECT), _install_project)
    _once("weights", _weights_key(), _set_up_weights, _weights_key)


def _has_venv() -> bool:
    """Whether it was finished (pip comes last) and the Python that it was made of is still there."""
    return PYTHON.exists() and (VENV / "bin" / "pip").exists()


def _install_packages() -> None:
    """Install exactly the locked packages, each checked by its hash, and show how many are there."""
    options = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-input", "--disable-pip-version-check"]
    command = [str(PYTHON), "-m", "pip", "install", *options, "-r", str(LOCK)]
    whole = len(re.findall(r"^[\w.-]+==", LOCK.read_text(), re.MULTILINE))
    seen, said = 0, []
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as pip:
        try:
            for line in pip.stdout or ():
                said.append(line.rstrip())
                found = re.match(r"(?:Collecting|Requirement already satisfied:) ([\w.-]+)", line)
                if found:
                    seen += 1
                    _show(f"package {seen} of {whole}: {found[1]}")
                elif line.startswith("Installing"):
                    _show(f"unpacking {whole} packages")
        except BaseException:
            pip.terminate()
            raise
    _show("")
    if pip.returncode:
        last = "\n    ".join(said[-8:])
        raise CannotSetUp(
            f"the packages could not be installed; pip said:\n    {last}\n"
            "Mend the network or the disk and run it again: what was downloaded is kept."
        )
    _say(f"{whole} packages are installed")


def _install_project() -> None:
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--disable-pip-version-check"]
    _run([str(PYTHON), "-m", "pip", "install", *options, "-e", str(ROOT)], "the project could not be installed")


def _set_up_weights() -> None:
    _run([str(PYTHON), "-m", "infra.local.weights"], "the voice weights could not be set up", quiet=False)


# --- stamps


def _once(step: str, key: str, make: Callable[[], None], key_after: Callable[[], str] | None = None) -> None:
    """Do a step unless it was done with this key; ``key_after`` is for steps whose key tells of their result."""
    if _is_done(step, key):
        return
    make()
    stamps = _stamps() | {step: key_after() if key_after else key}
    partial = STAMPS.with_suffix(".partial")
    partial.write_text(json.dumps(stamps, indent=1))
    partial.replace(STAMPS)


def _is_done(step: str, key: str) -> bool:
    return bool(key) and _stamps().get(step) == key


def _stamps() -> dict[str, str]:
    try:
        found = json.loads(STAMPS.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _key(path: Path) -> str:
    """What a step was made from: the file, and this Python's version and place."""
    made_of = path.read_bytes() + f"{sys.version_info[:2]}{ROOT}".encode()
    return hashlib.sha256(made_of).hexdigest()


def _weights_key() -> str:
    """The weights' code and folder, or nothing while they are incomplete, so that the next run tries again."""
    folder = Path(os.environ.get("DUANJU_WEIGHTS") or ROOT / ".cache" / "weights")
    try:
        incomplete = json.loads((folder / "weights.json").read_text())["note"]
    except (OSError, ValueError, KeyError):
        return ""
    made_of = [code.read_bytes() for code in WEIGHTS_CODE] + [str(folder).encode()]
    return "" if incomplete else hashlib.sha256(b"".join(made_of)).hexdigest()


# --- running


def _run(command: list[str], failure: str, quiet: bool = True) -> None:
    """Run a command in the project; what a quiet one said is shown only when it fails."""
    output, errors = (subprocess.PIPE, subprocess.STDOUT) if quiet else (None, None)
    done = subprocess.run(command, cwd=ROOT, check=False, text=True, stdout=output, stderr=errors)
    if done.returncode:
        said = f": {done.stdout.strip()[-1500:]}" if done.stdout else ""
        raise CannotSetUp(f"{failure}{said}")


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Two runs at a time take turns; the second finds everything done."""
    folder = ROOT / ".cache"
    folder.mkdir(exist_ok=True)
    with (folder / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _say(text: str) -> None:
    print(f"setup: {text}", flush=True)


def _show(text: str) -> None:
    """A line that the next one overwrites; nothing where there is no terminal."""
    if sys.stdout.isatty():
        print(f"\r\x1b[Ksetup: {text}" if text else "\r\x1b[K", end="", flush=True)
