"""The job that sets up a broker: what it says and changes, run as production runs it."""

import asyncio
import os
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from confluent_kafka.admin import (
    AclBinding,
    AclBindingFilter,
    AclOperation,
    AclPermissionType,
    AdminClient,
    ConfigResource,
    NewTopic,
    ResourcePatternType,
    ResourceType,
)

from infra import oneshot
from infra.access import USERS
from infra.kafka.__main__ import set_up
from infra.topics import all_topics, carries_events
from shared.runtime import Misconfigured
from shared.runtime.broker import reach
from tests.containers import Server
from tests.jobs import broker_client, broker_environment, broker_user, changes, run, secret

_DAY_MS = 24 * 3600 * 1000


@pytest.fixture
def admin(studio_broker: Server) -> AdminClient:
    return AdminClient(broker_client(studio_broker))


def _again(server: Server, **differently: str) -> list[str]:
    return changes(set_up, broker_environment(server) | differently)


@pytest.fixture
def mended(studio_broker: Server) -> Iterator[Server]:
    """The broker, which is set up again after the test."""
    yield studio_broker
    _again(studio_broker)


def test_the_second_run_changes_nothing(studio_broker: Server, admin: AdminClient) -> None:
    before = _rights(admin)
    assert _again(studio_broker) == []
    assert _rights(admin) == before
    assert len(before) == sum(len(user.grants) for user in USERS)


def _rights(admin: AdminClient) -> set[AclBinding]:
    everything: Any = (None, ResourcePatternType.ANY, None, None, AclOperation.ANY, AclPermissionType.ANY)
    return set(admin.describe_acls(AclBindingFilter(ResourceType.ANY, *everything)).result(10))


def test_events_are_kept_for_a_week_and_dead_letters_for_a_month(admin: AdminClient) -> None:
    there = admin.list_topics(timeout=10).topics
    for topic, partitions in all_topics(2).items():
        assert len(there[topic].partitions) == partitions
        assert _retention(admin, topic) == (7 if carries_events(topic) else 30) * _DAY_MS


def _retention(admin: AdminClient, topic: str) -> int:
    [answer] = admin.describe_configs([ConfigResource(ConfigResource.Type.TOPIC, topic)]).values()
    return int(answer.result(10)["retention.ms"].value)


def test_topics_get_more_partitions_never_fewer(studio_broker: Server, admin: AdminClient) -> None:
    [gone] = admin.delete_topics(["shot.joined.v1"]).values()
    gone.result(10)
    [made] = admin.create_topics([NewTopic("shot.joined.v1", 1, config={"retention.ms": "1000"})]).values()
    made.result(10)
    assert _again(studio_broker) == [
        "enlarged topic shot.joined.v1, partitions: 2 (from 1)",
        f"topic shot.joined.v1 keeps its records for {7 * _DAY_MS} ms now",
    ]
    assert _again(studio_broker, DUANJU_PARTITIONS="1") == []
    assert len(admin.list_topics(timeout=10).topics["shot.joined.v1"].partitions) == 2


def test_a_right_that_is_declared_no_longer_is_taken_away_and_others_rights_stay(
    studio_broker: Server, admin: AdminClient
) -> None:
    stale, foreign = _right("User:video", "drama.requested.v1"), _right("User:accounting", "drama.requested.v1")
    for answer in admin.create_acls([stale, foreign]).values():
        answer.result(10)
    try:
        assert _again(studio_broker) == ["video may no longer WRITE TOPIC drama.requested.v1"]
        assert stale not in _rights(admin)
        assert foreign in _rights(admin)
    finally:
        for removed in admin.delete_acls([_right("User:accounting", "drama.requested.v1", AclBindingFilter)]).values():
            removed.result(10)


def test_a_right_that_is_missing_is_given_again(studio_broker: Server, admin: AdminClient) -> None:
    [removed] = admin.delete_acls([_right("User:video", "shot.filmed.v1", AclBindingFilter)]).values()
    assert len(removed.result(10)) == 1
    assert _again(studio_broker) == ["video may WRITE TOPIC shot.filmed.v1"]


def _right(principal: str, topic: str, kind: Any = AclBinding) -> Any:
    return kind(
        ResourceType.TOPIC,
        topic,
        ResourcePatternType.LITERAL,
        principal,
        "*",
        AclOperation.WRITE,
        AclPermissionType.ALLOW,
    )


async def test_a_new_password_takes_effect_and_the_old_one_is_refused(mended: Server) -> None:
    new = secret("video", "new")
    assert await asyncio.to_thread(_again, mended, DUANJU_BROKER_PASSWORD_VIDEO=f" {new}\n") == [
        "video has its password now"
    ]
    await reach(broker_user(mended, "video", new), ["shot.filmed.v1"])
    with pytest.raises(Misconfigured, match="refuses the user 'video'"):
        await reach(broker_user(mended, "video"), ())


async def test_a_broker_that_was_killed_knows_everything_again(studio_broker: Server) -> None:
    studio_broker.stop()
    studio_broker.start()
    assert await asyncio.to_thread(_again, studio_broker) == []
    await reach(broker_user(studio_broker, "video"), ["shot.filmed.v1"])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"DUANJU_BROKER_ADMIN_USER": "nobody"}, "refuses the admin 'nobody': correct DUANJU_BROKER_ADMIN_USER and"),
        ({"DUANJU_BROKER_ADMIN_USER": "desk"}, "'desk', which is a user of the studio"),
        ({"DUANJU_BROKER_PASSWORD_VIDEO": ""}, "DUANJU_BROKER_PASSWORD_VIDEO is not set: write 16 or more"),
        ({"DUANJU_PARTITIONS": "many"}, "DUANJU_PARTITIONS: "),
    ],
    ids=["user", "a user of ours", "no password", "partitions"],
)
def test_what_is_wrong_is_said_in_one_line(
    studio_broker: Server, wrong: dict[str, str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = broker_environment(studio_broker) | wrong
    with patch.dict(os.environ, environment):
        assert oneshot.run("infra.kafka", set_up) == 78
    out, told = capsys.readouterr()
    assert (out, told.count("\n")) == ("", 1)
    assert words in told
    assert not any(value in told for name, value in environment.items() if "PASSWORD" in name and value)


def test_a_wrong_password_ends_the_process_with_one_line_and_nothing_else(studio_broker: Server) -> None:
    wrong = {"DUANJU_BROKER_ADMIN_PASSWORD": secret("nobody", "broker")}
    done = run("infra.kafka", broker_environment(studio_broker) | wrong)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (78, "", 1)
    assert "refuses the admin 'studio'" in done.stderr
