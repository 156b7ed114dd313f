"""Set up the broker: topics, users, rights. Run it before the services start, and again after every change.

It waits a minute for the broker. A repeat changes nothing; exit status 78 and one line where it could not.
"""

import asyncio
import os
import sys
from collections.abc import Iterator

from confluent_kafka.admin import AdminClient

from infra import oneshot
from infra.access import USERS
from infra.kafka.entry import enter
from infra.kafka.rights import settle_rights
from infra.kafka.settings import AdminSettings
from infra.kafka.topics import settle_topics
from infra.kafka.users import settle_passwords
from infra.passwords import demand_strong, passwords, variable
from infra.topics import all_topics
from shared.runtime.broker import reach
from shared.runtime.settings import from_environment

_PATIENCE = 60.0
_PREFIX = "DUANJU_BROKER_PASSWORD"


def set_up() -> Iterator[str]:
    """Make the broker as it is declared, and tell each change. Raises WorkError, with what was done so far done."""
    settings = from_environment(AdminSettings)
    secrets = passwords(_PREFIX, [user.name for user in USERS if user.is_known_to_the_broker], os.environ)
    named = {variable(_PREFIX, user): secret for user, secret in secrets.items()}
    demand_strong(named | {"DUANJU_BROKER_ADMIN_PASSWORD": settings.broker_admin_password})
    asyncio.run(enter(settings, _PATIENCE))
    admin = AdminClient(settings.client)
    yield from settle_topics(admin, settings.partitions)
    yield from settle_rights(admin)
    yield from settle_passwords(admin, settings, secrets)
    asyncio.run(reach(settings.as_admin, all_topics()))
    yield f"{settings.broker} is as declared: {len(all_topics())} topics, {len(secrets)} users with their rights"


if __name__ == "__main__":
    sys.exit(oneshot.run("infra.kafka", set_up))
