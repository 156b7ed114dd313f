"""The policy of a user: what it may do in the bucket, and nothing else."""

from typing import Any

from infra.access import EVERYWHERE, User
from shared.artifacts.s3 import Bucket

Policy = dict[str, Any]


def policy_name(user: User) -> str:
    return f"duanju-{user.name}"


def policy_of(user: User, bucket: Bucket) -> Policy:
    """The policy document. Without ``s3:ListBucket`` a store says "forbidden" where nothing is there."""
    allowed = [
        ({"s3:ListBucket"}, {_arn(bucket.name)}),
        ({"s3:GetObject"}, {_below(bucket, EVERYWHERE)}),
        ({"s3:PutObject", "s3:AbortMultipartUpload"}, {_below(bucket, folder) for folder in user.puts}),
        ({"s3:DeleteObject"}, {_below(bucket, folder) for folder in user.deletes}),
    ]
    statements = [_statement("Allow", actions, resources) for actions, resources in allowed if resources]
    return {"Version": "2012-10-17", "Statement": [*statements, _NO_KEYS_OF_ITS_OWN]}


def _below(bucket: Bucket, folder: str) -> str:
    return _arn(f"{bucket.name}/{bucket.object_name(folder)}*")


def _arn(resource: str) -> str:
    return f"arn:aws:s3:::{resource}"


def _statement(effect: str, actions: set[str], resources: set[str]) -> Policy:
    return {"Effect": effect, "Action": sorted(actions), "Resource": sorted(resources)}


_NO_KEYS_OF_ITS_OWN: Policy = {"Effect": "Deny", "Action": ["admin:*"]}
"""A user may otherwise make itself further keys, which would outlive the change of a stolen secret."""
