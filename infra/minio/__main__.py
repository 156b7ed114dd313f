"""Set up MinIO: bucket, users, policies. Run it before the services start, and again after every change.

It waits a minute for the server. A repeat changes nothing; exit status 78 and one line where it could not.
"""

import os
from collections.abc import Iterator

from infra import oneshot
from infra.access import USERS
from infra.minio.answers import Server
from infra.minio.bucket import settle_bucket
from infra.minio.pairs import pairs
from infra.minio.settings import AdminSettings
from infra.minio.users import settle_policies, settle_users
from shared.runtime.settings import from_environment

_PATIENCE = 60.0


def set_up() -> Iterator[str]:
    """Make the store as it is declared, and tell each change. What was done before an error stays done."""
    settings = from_environment(AdminSettings)
    found = pairs([user.name for user in USERS], os.environ, settings.admin)
    server = Server(settings.entered_with(settings.admin))
    server.wait(_PATIENCE)
    yield from settle_bucket(server)
    yield from settle_policies(server)
    yield from settle_users(server, settings, found)
    yield f"{server.bucket} is as declared: {len(found)} users with their rights"


if __name__ == "__main__":
    oneshot.main("infra.minio", set_up)
