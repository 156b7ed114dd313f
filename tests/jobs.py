"""The jobs that set up broker and store, run as production runs them, and who the studio's users are to the tests."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pydantic import SecretStr

from infra.access import USERS
from infra.kafka.settings import AdminSettings
from shared.artifacts.settings import StoreSettings
from shared.runtime.broker import BrokerSettings
from tests.containers import ADMIN_KEY, PASSWORD, USER, Server

_ROOT = Path(__file__).parents[1]


def secret(user: str, of: str) -> str:
    """A strong one, always the same; ``of`` is ``broker``, ``store``, or ``key`` for the access key in the store."""
    return hashlib.sha256(f"{user} {of}".encode()).hexdigest()[:32]


def broker_environment(server: Server, partitions: int = 2) -> dict[str, str]:
    """What ``infra.kafka`` needs to know."""
    passwords = {f"DUANJU_BROKER_PASSWORD_{user.name.upper()}": secret(user.name, "broker") for user in USERS}
    return passwords | {
        "DUANJU_BROKER": server.address,
        "DUANJU_BROKER_ADMIN_USER": USER,
        "DUANJU_BROKER_ADMIN_PASSWORD": PASSWORD,
        "DUANJU_PARTITIONS": str(partitions),
    }


def store_environment(server: Server, store: str) -> dict[str, str]:
    """What ``infra.minio`` needs to know."""
    keys = {f"DUANJU_STORE_KEY_{user.name.upper()}": secret(user.name, "key") for user in USERS}
    secrets = {f"DUANJU_STORE_SECRET_{user.name.upper()}": secret(user.name, "store") for user in USERS}
    return (
        keys
        | secrets
        | {
            "DUANJU_STORE": store,
            "DUANJU_STORE_ENDPOINT": server.endpoint,
            "DUANJU_STORE_ADMIN_KEY": ADMIN_KEY,
            "DUANJU_STORE_ADMIN_SECRET": PASSWORD,
        }
    )


def run(module: str, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the job to its end, as a process of its own: seconds, most of them to import what the services declare."""
    command = [sys.executable, "-m", module]
    return subprocess.run(
        command, cwd=_ROOT, env=os.environ | environment, capture_output=True, text=True, check=False, timeout=120
    )


def changes(job: Callable[[], Iterator[str]], environment: Mapping[str, str]) -> list[str]:
    """Do the job in this process. What it says that it changed."""
    with patch.dict(os.environ, environment):
        *changed, last = job()
    assert "as declared" in last
    return changed


def broker_client(server: Server) -> dict[str, Any]:
    """The admin's way to the broker, for librdkafka."""
    return _admin(server).client


def broker_admin(server: Server) -> BrokerSettings:
    """The admin's way to the broker, for aiokafka."""
    return _admin(server).as_admin


def _admin(server: Server) -> AdminSettings:
    return AdminSettings(broker=server.address, broker_admin_user=USER, broker_admin_password=SecretStr(PASSWORD))


def broker_user(server: Server, user: str, password: str | None = None) -> BrokerSettings:
    """The way to the broker for a user of the studio."""
    return BrokerSettings(broker=server.address, broker_user=user, broker_password=password or secret(user, "broker"))


def store_user(
    server: Server, store: str, user: str, key: str | None = None, password: str | None = None
) -> StoreSettings:
    """The way to the store for a user of the studio."""
    return StoreSettings(
        store=store,
        store_endpoint=server.endpoint,
        store_access_key=key or secret(user, "key"),
        store_secret_key=password or secret(user, "store"),
    )
