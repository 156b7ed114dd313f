"""The webhook's URL: it carries the key of the submission, and a signature that only we can make."""

import hashlib
import hmac
from collections.abc import Sequence

from pydantic import SecretStr

from shared.runtime.errors import Misconfigured

_SHORTEST = 16


class Callbacks:
    """Makes and checks callback URLs. ``base`` is where providers reach the gateway; "" asks for no webhooks.

    Two secrets may live at a time: the first signs, all are accepted, so that one can take the other's place.
    """

    def __init__(self, base: str, secrets: Sequence[SecretStr]) -> None:
        if base and not secrets:
            raise Misconfigured("webhooks need a secret: set one, of at least 16 characters")
        if any(len(secret.get_secret_value()) < _SHORTEST for secret in secrets):
            raise Misconfigured("a secret of the webhooks is too short: it needs at least 16 characters")
        self._base, self._secrets = base.rstrip("/"), tuple(secrets)

    def url(self, provider: str, key: str) -> str:
        """Where the provider reports on the submission of this key; "" if nobody listens."""
        if not self._base:
            return ""
        return f"{self._base}/{provider}/{key}/{_signature(self._secrets[0], provider, key)}"

    def is_ours(self, provider: str, key: str, signature: str) -> bool:
        """Whether we made a URL with these parts; takes the same time whatever the signature is."""
        given = signature.encode(errors="replace")
        found = [hmac.compare_digest(_signature(each, provider, key).encode(), given) for each in self._secrets]
        return any(found)


def _signature(secret: SecretStr, provider: str, key: str) -> str:
    return hmac.new(secret.get_secret_value().encode(), f"{provider}/{key}".encode(), hashlib.sha256).hexdigest()
