"""Set up MinIO: bucket, users, policies. Run it before the services start, and again after every change.

It waits a minute for the server. A repeat changes nothing; exit status 78 and one line where it could not.
"""

import os
import sys
from collections.abc import Iterator

from infra import oneshot
from infra.access import USERS
from infra.minio.answers import Server
from infra.minio.bucket import settle_bucket
from infra.minio.settings import AdminSettings
from infra.minio.users import settle_policies, settle_users
from infra.passwords import demand_strong, passwords, variable
from shared.runtime.settings import from_environment

_PATIENCE = 60.0
_PREFIX = "DUANJU_STORE_SECRET"


def set_up() -> Iterator[str]:
    """Make the store as it is declared, and tell each change. What was done before an error stays done."""
    settings = from_environment(AdminSettings)
    secrets = passwords(_PREFIX, [user.name for user in USERS], os.environ)
    named = {variable(_PREFIX, user): secret for user, secret in secrets.items()}
    demand_strong(named | {"DUANJU_STORE_ADMIN_SECRET": settings.store_admin_secret})
    server = Server(settings.as_admin)
    server.wait(_PATIENCE)
    yield from settle_bucket(server)
    yield from settle_policies(server)
    yield from settle_users(server, settings, secrets)
    yield f"{server.bucket} is as declared: {len(secrets)} users with their rights"


if __name__ == "__main__":
    sys.exit(oneshot.run("infra.minio", set_up))
