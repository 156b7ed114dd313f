"""The provider's own signature of a webhook, as Standard Webhooks has it. Pure.

``webhook-signature`` is a list of ``v1,<base64>``, each HMAC-SHA256 over ``id.timestamp.body`` under one of the secrets
that the provider and we know, written ``whsec_<base64>``.
"""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import SecretStr

from shared.runtime.errors import Misconfigured

Seal = Literal["right", "none", "stale", "wrong"]

TOLERANCE = 300
"""Seconds that the timestamp may be off, in either direction."""
_SHORTEST = 16
_MOST_SECRETS, _MOST_SIGNATURES = 2, 16
_PREFIX = "whsec_"
_STAMP = re.compile(r"[1-9]\d{0,11}", re.ASCII)
_ID = re.compile(r"[!-~]{1,256}", re.ASCII)

ID, STAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"


class Signers:
    """Which providers sign, and with what: ``holysheep=whsec_…``, several joined by commas or spaces.

    Two secrets of a provider may live at a time, so that one can take the other's place. Raises Misconfigured.
    """

    def __init__(self, text: SecretStr) -> None:
        found: dict[str, list[bytes]] = {}
        for word in text.get_secret_value().replace(",", " ").split():
            provider, _, secret = word.partition("=")
            found.setdefault(provider, []).append(_secret(provider, secret))
        if crowded := [provider for provider, secrets in found.items() if len(secrets) > _MOST_SECRETS]:
            raise Misconfigured(f"DUANJU_WEBHOOK_SIGNERS: {crowded[0]} has more than two secrets: leave out the oldest")
        self._secrets = found

    def signs(self, provider: str) -> bool:
        """Whether the provider's webhooks carry a signature."""
        return provider in self._secrets

    def seal(self, provider: str, headers: Mapping[str, str], body: bytes, now: float) -> Seal:
        """How a message of the provider is signed; takes the same time whatever the signature is."""
        return seal(headers, body, self._secrets.get(provider, ()), now)


def seal(headers: Mapping[str, str], body: bytes, secrets: Sequence[bytes], now: float) -> Seal:
    """How a message is signed, at this time in seconds since 1970; ``headers`` by their names in lower case."""
    if not any(name in headers for name in (ID, STAMP, SIGNATURE)):
        return "none"
    id_, stamp = headers.get(ID, ""), headers.get(STAMP, "")
    if not _ID.fullmatch(id_) or not _STAMP.fullmatch(stamp):
        return "wrong"
    signed = f"{id_}.{stamp}.".encode() + body
    wanted = [b"v1," + base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)) for secret in secrets]
    given = [word.encode() for word in headers.get(SIGNATURE, "").split(" ")[:_MOST_SIGNATURES]]
    matches = [hmac.compare_digest(ours, theirs) for ours in wanted for theirs in given]
    if not any(matches):
        return "wrong"
    return "right" if abs(now - int(stamp)) <= TOLERANCE else "stale"


def _secret(provider: str, text: str) -> bytes:
    try:
        secret = base64.b64decode(text.removeprefix(_PREFIX), validate=True) if text.startswith(_PREFIX) else b""
    except (binascii.Error, ValueError):
        secret = b""
    if not provider or len(secret) < _SHORTEST:
        raise Misconfigured(
            "DUANJU_WEBHOOK_SIGNERS: write provider=whsec_…, as the provider shows it (base64 of 16 bytes or more)"
        )
    return secret
