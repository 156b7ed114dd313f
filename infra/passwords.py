"""The passwords of the studio's users: one for each, in an environment variable of its own, and hard to guess."""

import re
from collections.abc import Iterable, Mapping

from pydantic import SecretStr

from shared.runtime.errors import Misconfigured

_SHORTEST = 16
_FEWEST = 8
_EXAMPLES = ("change", "default", "example", "minioadmin", "password", "replace", "secret")
_HARMLESS = re.compile(r"[A-Za-z0-9._~+/=-]*")
"""What no shell, URL, ``.env`` file or broker setting takes for something else."""


def variable(prefix: str, user: str) -> str:
    """The environment variable of a user's password: ``DUANJU_BROKER_PASSWORD_VIDEO``."""
    return f"{prefix}_{user.upper()}"


def passwords(prefix: str, users: Iterable[str], environment: Mapping[str, str]) -> dict[str, SecretStr]:
    """The password of every user, as it stands in the environment; checked by ``demand_strong``."""
    return {user: SecretStr(environment.get(variable(prefix, user), "").strip()) for user in users}


def demand_own_name(name: str, found: str, users: Iterable[str]) -> None:
    """Refuse an admin, in the environment variable ``name``, who is called as a user: the user would be admin too."""
    if found in users:
        raise Misconfigured(f"{name} is '{found}', which is a user of the studio: give the admin a name of its own")


def demand_strong(found: Mapping[str, SecretStr]) -> None:
    """Refuse passwords that are no secret. ``found`` has them by their environment variable.

    Raises Misconfigured, which names every variable that is wrong, and no value.
    """
    lacks = [f"{name} {lack}" for name, password in found.items() if (lack := _lack(password.get_secret_value()))]
    if lacks:
        raise Misconfigured(
            f"{'; '.join(lacks)}: write {_SHORTEST} or more random letters and digits, as `openssl rand -hex 24` does"
        )
    owners: dict[str, str] = {}
    for name, password in found.items():
        other = owners.setdefault(password.get_secret_value(), name)
        if other != name:
            raise Misconfigured(f"{other} and {name} are the same: make up another for one of them")


def _lack(password: str) -> str:
    """What is wrong with a password, or nothing."""
    if not password:
        return "is not set"
    if len(password) < _SHORTEST:
        return f"is shorter than {_SHORTEST} characters"
    if len(set(password)) < _FEWEST:
        return "is too simple"
    if any(word in password.lower() for word in _EXAMPLES):
        return "looks like an example"
    if not _HARMLESS.fullmatch(password):
        return "has a character other than letters, digits and . _ ~ + / = -"
    return ""
