"""The artifact store in an S3 bucket: MinIO, or any server that honours create-only PUT."""

from shared.artifacts.s3.bucket import Bucket
from shared.artifacts.s3.probe import CLOCKS_APART, ahead, prove
from shared.artifacts.s3.store import S3

__all__ = ["CLOCKS_APART", "S3", "Bucket", "ahead", "prove"]
