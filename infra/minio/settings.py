"""Which MinIO is set up, and with whose key, from the environment (``DUANJU_STORE…``)."""

from infra.minio.pairs import Pair
from shared.artifacts.s3 import Bucket
from shared.artifacts.settings import Secret, StoreSettings


class AdminSettings(StoreSettings):
    """The store, and the admin whom it knows from its own settings."""

    store_admin_key: Secret
    store_admin_secret: Secret

    @property
    def admin(self) -> Pair:
        return Pair(self.store_admin_key, self.store_admin_secret)

    def entered_with(self, pair: Pair) -> Bucket:
        """The bucket, for whose pair it is. Raises Misconfigured where ``DUANJU_STORE`` names none."""
        return Bucket.of(self.model_copy(update={"store_access_key": pair.key, "store_secret_key": pair.secret}))
