"""Who may do what, as it is declared: spelled out for some, and held to rules for all."""

import pytest
from pydantic import SecretStr

from infra.access import USERS, Grant, User
from infra.minio.policies import policy_of
from infra.topics import STAGES
from shared.artifacts import keys
from shared.artifacts.s3 import Bucket

BY_NAME = {user.name: user for user in USERS}


def _bucket(prefix: str = "") -> Bucket:
    return Bucket("studio", prefix, "http://minio:9000", SecretStr("key"), SecretStr("secret"), "us-east-1", None)


def _id(user: User) -> str:
    return user.name


def test_everybody_is_there_once() -> None:
    assert [user.name for user in USERS] == [*(stage.name for stage in STAGES), "desk", "keeper"]
    assert set(keys.WRITERS) == {stage.name for stage in STAGES}


def test_a_service_may_do_what_it_declares_and_no_more() -> None:
    assert BY_NAME["video"] == User(
        "video",
        frozenset(
            {
                Grant("READ", "GROUP", "video"),
                Grant("READ", "TOPIC", "shot.commissioned.v1"),
                Grant("READ", "TOPIC", "shot.voiced.v1"),
                Grant("READ", "TOPIC", "shot.rejected.v1"),
                Grant("READ", "TOPIC", "job.called_back.v1"),
                Grant("WRITE", "TOPIC", "shot.filmed.v1"),
                Grant("WRITE", "TOPIC", "order.blocked.v1"),
                Grant("WRITE", "TOPIC", "spend.recorded.v1"),
                Grant("WRITE", "TOPIC", "video.job.called_back.dlq"),
                Grant("WRITE", "TOPIC", "video.shot.commissioned.dlq"),
                Grant("WRITE", "TOPIC", "video.shot.voiced.dlq"),
                Grant("WRITE", "TOPIC", "video.shot.rejected.dlq"),
            }
        ),
        puts=frozenset({"video/", "limits/"}),
        deletes=frozenset({"video/", "limits/"}),
    )


def test_who_buys_shares_the_limits_of_providers_and_nobody_else_touches_them() -> None:
    share = f"{keys.limits('holysheep')}/account/requests/00000001/02-3"
    assert {user.name for user in USERS if user.may_put(share)} == set(keys.BUYERS)
    assert {user.name for user in USERS if user.may_delete(share)} == {*keys.BUYERS, "keeper"}


def test_only_the_desk_requests_dramas_and_only_the_showrunner_reads_requests() -> None:
    assert [user.name for user in USERS if user.may("WRITE", "TOPIC", "drama.requested.v1")] == ["desk"]
    assert [user.name for user in USERS if user.may("READ", "TOPIC", "drama.requested.v1")] == ["showrunner"]


def test_the_desk_has_anything_tried_again_that_a_service_gave_up() -> None:
    desk = BY_NAME["desk"]
    assert all(desk.may("WRITE", "TOPIC", topic) for stage in STAGES for topic in stage.reads)
    assert not any(grant.operation == "READ" for grant in desk.grants)
    assert desk.may_delete("video/dead/shot.voiced/1.json")
    assert not desk.may_put("video/dead/shot.voiced/1.json")
    assert not desk.may_delete("video/blobs/dead/1")
    assert desk.may_put("gateway/uploads/1")


def test_the_keeper_deletes_everywhere_puts_nothing_and_is_no_user_of_the_broker() -> None:
    keeper = BY_NAME["keeper"]
    assert keeper.may_delete("video/blobs/1")
    assert not keeper.may_put("keeper/notes")
    assert not keeper.is_known_to_the_broker


@pytest.mark.parametrize("user", USERS, ids=_id)
def test_nobody_reads_as_another_group_or_writes_dead_letters_of_another(user: User) -> None:
    groups = {grant.name for grant in user.grants if grant[:2] == ("READ", "GROUP")}
    buried = {grant.name for grant in user.grants if grant.operation == "WRITE" and grant.name.endswith(".dlq")}
    assert groups <= {user.name}
    assert all(topic.startswith(f"{user.name}.") for topic in buried)


def test_to_write_a_topic_includes_to_see_it_but_not_to_read_it() -> None:
    user = User("writer", frozenset({Grant("WRITE", "TOPIC", "a.v1")}))
    assert user.may("DESCRIBE", "TOPIC", "a.v1")
    assert not user.may("READ", "TOPIC", "a.v1")
    assert not user.may("DESCRIBE", "TOPIC", "b.v1")
    assert not user.may("DESCRIBE", "GROUP", "a.v1")


# --- policies


def test_a_policy_says_it_in_the_words_of_s3_below_the_prefix() -> None:
    assert policy_of(BY_NAME["video"], _bucket("season/one"))["Statement"] == [
        {"Effect": "Allow", "Action": ["s3:ListBucket"], "Resource": ["arn:aws:s3:::studio"]},
        {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::studio/season/one/*"]},
        {
            "Effect": "Allow",
            "Action": ["s3:AbortMultipartUpload", "s3:PutObject"],
            "Resource": ["arn:aws:s3:::studio/season/one/limits/*", "arn:aws:s3:::studio/season/one/video/*"],
        },
        {
            "Effect": "Allow",
            "Action": ["s3:DeleteObject"],
            "Resource": ["arn:aws:s3:::studio/season/one/limits/*", "arn:aws:s3:::studio/season/one/video/*"],
        },
        {"Effect": "Deny", "Action": ["admin:*"]},
    ]


def test_who_puts_nothing_has_no_statement_about_it() -> None:
    statements = policy_of(BY_NAME["keeper"], _bucket())["Statement"]
    assert not any("s3:PutObject" in each["Action"] for each in statements)
    assert {"Effect": "Allow", "Action": ["s3:DeleteObject"], "Resource": ["arn:aws:s3:::studio/*"]} in statements
