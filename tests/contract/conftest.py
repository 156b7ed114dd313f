"""Every artifact store. A new adapter is one more parameter of ``store``."""

from pathlib import Path

import pytest

from shared.artifacts import Inventory
from shared.artifacts.folder import Folder
from shared.artifacts.s3 import S3
from tests.buckets import new_bucket


@pytest.fixture(params=["folder", "moto", "minio"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Inventory:
    match request.param:
        case "moto":
            return S3(new_bucket(request.getfixturevalue("moto_endpoint")))
        case "minio":
            return S3(new_bucket(request.getfixturevalue("minio_server").endpoint))
    return Folder(tmp_path / "store")
