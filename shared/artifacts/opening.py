"""The one place that opens a store: a folder, or a bucket, as the settings say."""

from pathlib import Path

from shared.artifacts.folder import Folder
from shared.artifacts.port import Artifacts
from shared.artifacts.settings import StoreSettings


async def open_store(settings: StoreSettings, service: str) -> Artifacts:
    """The store, tried out for the service.

    Raises Misconfigured when the settings or the store are wrong, StoreError when the store is away.
    """
    if "://" not in settings.store:
        return Folder(Path(settings.store))
    from shared.artifacts.s3 import S3, Bucket, prove  # noqa: PLC0415 (a studio in a folder starts faster without)

    store = S3(Bucket.of(settings))
    await prove(store, service)
    return store
