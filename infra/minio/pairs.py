"""What the studio's users come in with: an access key and its secret, neither of which anybody can guess.

A key is no name here: MinIO has holes that let in who knows the key alone (docs/adr/0015-the-last-public-minio.md).
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from pydantic import SecretStr

from infra.passwords import demand_strong, passwords, variable
from shared.runtime.errors import Misconfigured

_KEY, _SECRET = "DUANJU_STORE_KEY", "DUANJU_STORE_SECRET"
_ADMIN_KEY, _ADMIN_SECRET = "DUANJU_STORE_ADMIN_KEY", "DUANJU_STORE_ADMIN_SECRET"


class Pair(NamedTuple):
    """The access key of somebody, and its secret."""

    key: SecretStr
    secret: SecretStr


def pairs(users: Collection[str], environment: Mapping[str, str], admin: Pair) -> dict[str, Pair]:
    """The pair of every user, as it stands in the environment.

    Raises Misconfigured, which names every variable that is wrong and no value, where a key or a secret, the admin's
    too, is missing, short or simple, where two are the same, and where a key has a user's name in it.
    """
    keys, secrets = (passwords(prefix, users, environment) for prefix in (_KEY, _SECRET))
    named = {variable(_KEY, user): key for user, key in keys.items()} | {_ADMIN_KEY: admin.key}
    demand_strong(
        named | {variable(_SECRET, user): secret for user, secret in secrets.items()} | {_ADMIN_SECRET: admin.secret}
    )
    _demand_no_names(named, users)
    return {user: Pair(keys[user], secrets[user]) for user in users}


def _demand_no_names(keys: Mapping[str, SecretStr], users: Collection[str]) -> None:
    lacks = [f"{name} {lack}" for name, key in keys.items() if (lack := _lack(key.get_secret_value(), users))]
    if lacks:
        raise Misconfigured(f"{'; '.join(lacks)}: write random letters and digits, as `openssl rand -hex 24` does")


def _lack(key: str, users: Collection[str]) -> str:
    """What is wrong with a key that would do as a password, or nothing."""
    if any(user in key.lower() for user in users):
        return "has a user's name in it, so that it can be guessed"
    if "=" in key:
        return "has a =, which MinIO takes in no key"
    return ""
