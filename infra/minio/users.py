"""Users and their policies: exactly those that are declared, with the secrets that the environment has for them."""

import json
from collections.abc import Iterator, Mapping

from minio.error import S3Error
from pydantic import SecretStr

from infra.access import USERS
from infra.minio.answers import WRONG_KEY, Server
from infra.minio.policies import Policy, policy_name, policy_of
from infra.minio.settings import AdminSettings
from shared.artifacts.s3 import Bucket
from shared.artifacts.s3.connection import Connections, connect


def settle_policies(server: Server) -> Iterator[str]:
    """Write each policy that is not as declared, whole; tell each change. A repeat makes none."""
    with server.told():
        there = json.loads(server.users.policy_list())
        for user in USERS:
            name, policy = policy_name(user), policy_of(user, server.bucket)
            if name not in there or _facts(there[name]) != _facts(policy):
                server.users.policy_add(name, policy=policy)
                yield f"policy {name} is as declared now"


def settle_users(server: Server, settings: AdminSettings, secrets: Mapping[str, SecretStr]) -> Iterator[str]:
    """Give a user its secret where the one it has is another, and its own policy alone; tell each change.

    An old secret is refused from then on. A repeat changes nothing.
    """
    with server.told():
        for name, secret in secrets.items():
            if not _is_let_in(settings.as_user(name, secret)):
                server.users.user_add(name, secret.get_secret_value())
                yield f"{name} has its secret now"
        there = json.loads(server.users.user_list())
        for user in USERS:
            if there[user.name].get("policyName") != policy_name(user):
                server.users.policy_set(policy_name(user), user=user.name)
                yield f"{user.name} has the policy {policy_name(user)} now"


def _is_let_in(bucket: Bucket) -> bool:
    """Whether the server knows this key; that it has no policy yet does not matter."""
    try:
        next(connect(bucket, Connections(bucket, 1)).list_objects(bucket.name, prefix="-"), None)
    except S3Error as error:
        return error.code not in WRONG_KEY
    return True


def _facts(policy: Policy) -> set[tuple[str, frozenset[str], frozenset[str]]]:
    """The policy without the order in which it is written."""
    return {
        (each["Effect"], frozenset(each["Action"]), frozenset(each.get("Resource", ()))) for each in policy["Statement"]
    }
