"""Which MinIO is set up, and with whose key, from the environment (``DUANJU_STORE…``)."""

from pydantic import SecretStr

from shared.artifacts.s3 import Bucket
from shared.artifacts.settings import Secret, StoreSettings


class AdminSettings(StoreSettings):
    """The store, and the admin whom it knows from its own settings."""

    store_admin_key: Secret
    store_admin_secret: Secret

    @property
    def as_admin(self) -> Bucket:
        """The bucket, for the admin. Raises Misconfigured where ``DUANJU_STORE`` names none."""
        return self._entered_with(self.store_admin_key, self.store_admin_secret)

    def as_user(self, name: str, secret: SecretStr) -> Bucket:
        """The bucket, for a user of ours."""
        return self._entered_with(SecretStr(name), secret)

    def _entered_with(self, key: SecretStr, secret: SecretStr) -> Bucket:
        return Bucket.of(self.model_copy(update={"store_access_key": key, "store_secret_key": secret}))
