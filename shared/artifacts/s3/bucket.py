"""Which bucket, on which server, and who we are there."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import SecretStr

from shared.artifacts.settings import StoreSettings
from shared.events.ids import is_key
from shared.runtime.errors import Misconfigured

_NAME = r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"
_REGION = r"[a-z0-9-]+"


@dataclass(frozen=True)
class Bucket:
    """A bucket on a server. ``prefix`` is laid before every key; empty, or words joined by "/"."""

    name: str
    prefix: str
    endpoint: str
    """``http://host:port`` or ``https://host``."""
    access_key: SecretStr
    secret_key: SecretStr
    region: str
    ca: Path | None
    """Certificates to trust instead of the system's, for ``https``."""

    @classmethod
    def of(cls, settings: StoreSettings) -> Self:
        """The bucket that the settings name. Raises Misconfigured where one of them is missing or cannot be."""
        name, prefix = _place(settings.store)
        keys = (settings.store_access_key, settings.store_secret_key)
        for variable, key in zip(("DUANJU_STORE_ACCESS_KEY", "DUANJU_STORE_SECRET_KEY"), keys, strict=True):
            if not key.get_secret_value():
                raise Misconfigured(f"{variable} is not set: a bucket needs an access key and its secret key")
        if not re.fullmatch(_REGION, settings.store_region):
            raise Misconfigured(f"DUANJU_STORE_REGION is '{settings.store_region}', which is no region")
        if settings.store_ca and not settings.store_ca.is_file():
            raise Misconfigured(f"DUANJU_STORE_CA names {settings.store_ca}, which is no file")
        endpoint = _endpoint(settings.store_endpoint or f"https://s3.{settings.store_region}.amazonaws.com")
        return cls(name, prefix, endpoint, *keys, settings.store_region, settings.store_ca)

    def __str__(self) -> str:
        return f"the bucket '{self.name}' at {self.endpoint}"

    def object_name(self, key: str) -> str:
        return f"{self.prefix}/{key}" if self.prefix else key

    def key(self, object_name: str) -> str:
        return object_name[len(self.prefix) + 1 :] if self.prefix else object_name


def _place(store: str) -> tuple[str, str]:
    scheme, _, place = store.partition("://")
    name, slash, prefix = place.partition("/")
    if scheme != "s3" or not re.fullmatch(_NAME, name) or (slash and not is_key(prefix)):
        raise Misconfigured(f"DUANJU_STORE is '{store}': write a folder, s3://bucket, or s3://bucket/prefix")
    return name, prefix


def _endpoint(text: str) -> str:
    """The server as scheme and host. A wrong one is not repeated: people write passwords into URLs."""
    url = urlsplit(text)
    if url.scheme not in ("http", "https") or not url.netloc or "@" in url.netloc or url.path.strip("/") or url.query:
        raise Misconfigured("DUANJU_STORE_ENDPOINT is wrong: write http://host:port or https://host, and nothing after")
    return f"{url.scheme}://{url.netloc}"
