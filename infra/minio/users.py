"""Users and their policies: exactly those that are declared, with the keys that the environment has for them."""

import json
from collections.abc import Iterator, Mapping

from minio.error import S3Error

from infra.access import USERS
from infra.minio.answers import WRONG_KEY, Server
from infra.minio.pairs import Pair
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


def settle_users(server: Server, settings: AdminSettings, pairs: Mapping[str, Pair]) -> Iterator[str]:
    """Let each user in by its pair and by no other, with its own policy alone; tell each change, and never a key.

    Whoever else has a policy of ours came in by a key of before, and is removed. A repeat changes nothing.
    """
    keys = {name: pair.key.get_secret_value() for name, pair in pairs.items()}
    with server.told():
        for name, pair in pairs.items():
            if not _is_let_in(settings.entered_with(pair)):
                server.users.user_add(keys[name], pair.secret.get_secret_value())
                yield f"{name} has its key and secret now"
        there = _policies_by_key(server)
        for user in USERS:
            if there.pop(keys[user.name]) != {policy_name(user)}:
                server.users.policy_set(policy_name(user), user=keys[user.name])
                yield f"{user.name} has the policy {policy_name(user)} now"
        for key, policies in there.items():
            if had := [user.name for user in USERS if policy_name(user) in policies]:
                server.users.user_remove(key)
                yield f"an old key of {', '.join(had)} is gone"


def _policies_by_key(server: Server) -> dict[str, set[str]]:
    there = json.loads(server.users.user_list())
    return {key: set(facts.get("policyName", "").split(",")) for key, facts in there.items()}


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
