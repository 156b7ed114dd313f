"""Users: each is let in with the password that the environment has for it, and with no other."""

import asyncio
from collections.abc import Iterator, Mapping

from confluent_kafka.admin import AdminClient, ScramCredentialInfo, ScramMechanism, UserScramCredentialUpsertion
from pydantic import SecretStr

from infra.kafka.answers import results
from infra.kafka.entry import refused
from infra.kafka.settings import AdminSettings
from shared.runtime.errors import Transient

_ITERATIONS = 4096
_TRIES = 50


def settle_passwords(admin: AdminClient, settings: AdminSettings, passwords: Mapping[str, SecretStr]) -> Iterator[str]:
    """Give a user its password where the one it has is another; return when all are let in. Tell each change.

    Whoever is connected stays so; a repeat changes nothing.
    """
    changed = asyncio.run(refused(settings, passwords))
    if not changed:
        return
    info = ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, _ITERATIONS)
    secrets = {user: passwords[user].get_secret_value().encode() for user in changed}
    results(
        admin.alter_user_scram_credentials(
            [UserScramCredentialUpsertion(user, info, secret) for user, secret in secrets.items()]
        )
    )
    asyncio.run(_until_let_in(settings, {user: passwords[user] for user in changed}))
    yield from (f"{user} has its password now" for user in changed)


async def _until_let_in(settings: AdminSettings, passwords: Mapping[str, SecretStr]) -> None:
    for _ in range(_TRIES):
        if not (out := await refused(settings, passwords)):
            return
        await asyncio.sleep(0.1)
    raise Transient(f"the broker took new passwords, but refuses {', '.join(out)} with them: look at its log")
