"""Which artifact store, from the environment (``DUANJU_STORE…``)."""

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

Secret = Annotated[SecretStr, BeforeValidator(lambda text: text.strip() if isinstance(text, str) else text)]
"""A secret without the spaces and line ends that files and shells add."""


class StoreSettings(BaseSettings):
    """Where the artifacts lie: a folder, or ``s3://bucket[/prefix]``, which needs a server and a key as well."""

    model_config = SettingsConfigDict(env_prefix="DUANJU_", extra="ignore")

    store: str = ".duanju/store"
    store_endpoint: str = ""
    """``http://minio:9000`` or ``https://…``; empty: Amazon's, of the region."""
    store_access_key: Secret = SecretStr("")
    store_secret_key: Secret = SecretStr("")
    store_region: str = "us-east-1"
    store_ca: Path | None = None
    """A file of certificates to trust instead of the system's."""
