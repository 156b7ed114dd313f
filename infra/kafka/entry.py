"""Whom the broker lets in."""

import asyncio
from collections.abc import Mapping

from aiokafka.errors import SaslAuthenticationFailed, UnsupportedSaslMechanismError
from pydantic import SecretStr

from infra.kafka.settings import AdminSettings
from shared.runtime.broker import reach
from shared.runtime.errors import Misconfigured


async def enter(settings: AdminSettings, patience: float) -> None:
    """Wait until the broker answers and lets the admin in.

    Raises Misconfigured when it refuses the admin, Transient when none answers for ``patience`` seconds.
    """
    try:
        await reach(settings.as_admin, (), patience)
    except Misconfigured as error:
        if not isinstance(error.__cause__, SaslAuthenticationFailed | UnsupportedSaslMechanismError):
            raise
        raise Misconfigured(
            f"the broker at {settings.broker} refuses the admin '{settings.broker_admin_user}': correct "
            "DUANJU_BROKER_ADMIN_USER and DUANJU_BROKER_ADMIN_PASSWORD, which must be the ones it was started with"
        ) from error


async def refused(settings: AdminSettings, passwords: Mapping[str, SecretStr]) -> list[str]:
    """The users who are not let in with these passwords. Raises Transient when the broker is away."""
    let_in = await asyncio.gather(*(_is_let_in(settings.as_user(*user)) for user in passwords.items()))
    return [user for user, is_in in zip(passwords, let_in, strict=True) if not is_in]


async def _is_let_in(settings: AdminSettings) -> bool:
    try:
        await reach(settings, (), patience=0)
    except Misconfigured as error:
        if isinstance(error.__cause__, SaslAuthenticationFailed):
            return False
        raise
    return True
