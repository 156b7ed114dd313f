"""The file ``.env``: every setting of the stack, with passwords that nobody else has."""

import os
import re
import secrets
from pathlib import Path

from infra.compose.trouble import CannotRun

_LINE = re.compile(r"^(?P<name>[A-Z][A-Z0-9_]*)=(?P<value>.*)$", re.MULTILINE)
_SECRET = re.compile(r"PASSWORD|SECRET|STORE_(ADMIN_)?KEY")
_DESK_USER = "DUANJU_DESK_USER"
_SECRET_BYTES = 16
"""Twice as many hexadecimal digits: no shell, URL or broker setting takes them for something else."""


def settle(env: Path, example: Path) -> str:
    """Make sure that the file has every variable of the example; returns what was done, empty if nothing was.

    A file that is there keeps all its lines; what it does not name (a newer version has more users) is added. An empty
    password stays empty and is refused when the stack starts: somebody wrote it so. Raises CannotRun.
    """
    wanted = filled(example.read_text(encoding="utf-8"))
    try:
        if not env.exists():
            _write_for_me_alone(env, wanted)
            return f"wrote {env}, with a password of its own for everybody"
        there = variables(env.read_text(encoding="utf-8"))
        new = {name: value for name, value in variables(wanted).items() if name not in there}
        if new:
            with env.open("a", encoding="utf-8") as file:
                file.writelines(f"\n{name}={value}" for name, value in new.items())
                file.write("\n")
    except OSError as error:
        raise CannotRun(
            f"{env} cannot be written or read ({error.strerror}): mend its rights, or name another"
        ) from error
    return f"added to {env}: {', '.join(new)}" if new else ""


def filled(example: str) -> str:
    """The example with a fresh secret for each empty password, and the desk as the person who starts the stack."""

    def value(found: re.Match[str]) -> str:
        if not found["value"] and _SECRET.search(found["name"]):
            return f"{found['name']}={secrets.token_hex(_SECRET_BYTES)}"
        if found["name"] == _DESK_USER and os.getuid():
            return f"{_DESK_USER}={os.getuid()}:{os.getgid()}"
        return found[0]

    return _LINE.sub(value, example)


def variables(text: str) -> dict[str, str]:
    """Name and value of every line that sets something."""
    return {found["name"]: found["value"] for found in _LINE.finditer(text)}


def _write_for_me_alone(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
