"""The one place that opens a store: a folder, or a bucket, as the settings say."""

from pathlib import Path

from shared.artifacts.folder import Folder
from shared.artifacts.port import Artifacts, Inventory, StoreUnavailable
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


def look_into(settings: StoreSettings) -> Inventory:
    """The store of services that run elsewhere. Nothing is made or tried out: whoever looks may not be let to write.

    Raises Misconfigured when the settings are wrong, StoreUnavailable when they name a folder that is not there.
    """
    if "://" not in settings.store:
        if not (folder := Path(settings.store)).is_dir():
            raise StoreUnavailable(f"there is no artifact store in {folder}: correct DUANJU_STORE, or mount it")
        return Folder(folder)
    from shared.artifacts.s3 import S3, Bucket  # noqa: PLC0415

    return S3(Bucket.of(settings))
