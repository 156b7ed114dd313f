"""Rights: the broker's ACLs of our users are exactly those that are declared."""

import time
from collections.abc import Iterator

from confluent_kafka.admin import (
    AclBinding,
    AclBindingFilter,
    AclOperation,
    AclPermissionType,
    AdminClient,
    ResourcePatternType,
    ResourceType,
)

from infra.access import USERS, Grant, User
from infra.kafka.answers import results, told
from shared.runtime.errors import Transient

_SECONDS = 10.0
_ANY_HOST = "*"


def settle_rights(admin: AdminClient) -> Iterator[str]:
    """Allow what is declared, remove every other right of our users, wait until it holds; tell each change.

    Nobody else's rights are touched. A repeat changes nothing.
    """
    for user in USERS:
        declared, there = {_binding(user, grant) for grant in user.grants}, _there(admin, user)
        if new := declared - there:
            results(admin.create_acls(list(new)))
        if old := there - declared:
            results(admin.delete_acls([_exactly(binding) for binding in old]))
        yield from sorted(f"{user.name} may {_words(binding)}" for binding in new)
        yield from sorted(f"{user.name} may no longer {_words(binding)}" for binding in old)
        if new or old:
            _wait_until_it_holds(admin, user, declared)


def _there(admin: AdminClient, user: User) -> set[AclBinding]:
    mine = AclBindingFilter(
        ResourceType.ANY,
        None,  # type: ignore[arg-type]  # any
        ResourcePatternType.ANY,
        _principal(user),
        None,  # type: ignore[arg-type]  # any
        AclOperation.ANY,
        AclPermissionType.ANY,
    )
    with told():
        return set(admin.describe_acls(mine).result(_SECONDS))


def _wait_until_it_holds(admin: AdminClient, user: User, declared: set[AclBinding]) -> None:
    until = time.monotonic() + _SECONDS
    while _there(admin, user) != declared:
        if time.monotonic() > until:
            raise Transient(f"the broker took the rights of '{user.name}', but does not apply them: look at its log")
        time.sleep(0.05)


def _principal(user: User) -> str:
    return f"User:{user.name}"


def _binding(user: User, grant: Grant) -> AclBinding:
    return AclBinding(
        ResourceType[grant.resource],
        grant.name,
        ResourcePatternType.LITERAL,
        _principal(user),
        _ANY_HOST,
        AclOperation[grant.operation],
        AclPermissionType.ALLOW,
    )


def _exactly(found: AclBinding) -> AclBindingFilter:
    """The filter that fits this binding and no other."""
    return AclBindingFilter(
        found.restype,
        found.name,
        found.resource_pattern_type,
        found.principal,
        found.host,
        found.operation,
        found.permission_type,
    )


def _words(binding: AclBinding) -> str:
    denied = "" if binding.permission_type is AclPermissionType.ALLOW else " (denied)"
    return f"{AclOperation(binding.operation).name} {ResourceType(binding.restype).name} {binding.name}{denied}"
