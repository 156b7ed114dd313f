"""The jobs that set up broker and store, where nothing answers."""

from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from infra import oneshot
from infra.kafka.entry import enter
from infra.kafka.settings import AdminSettings
from infra.local.ports import free_port
from infra.minio.answers import Server
from shared.artifacts import StoreUnavailable
from shared.runtime import Transient
from tests.buckets import bucket_named


async def test_a_broker_that_does_not_answer_is_waited_for_and_then_told() -> None:
    settings = AdminSettings(
        broker=f"127.0.0.1:{free_port()}", broker_admin_user="studio", broker_admin_password=SecretStr("known")
    )
    with pytest.raises(Transient, match=r"does not answer .* is it up, and is DUANJU_BROKER right"):
        await enter(settings, patience=0.1)


def test_a_store_that_does_not_answer_is_waited_for_and_then_told() -> None:
    server = Server(bucket_named("studio", f"http://127.0.0.1:{free_port()}"))
    with pytest.raises(StoreUnavailable, match="is it up, and is DUANJU_STORE_ENDPOINT right"):
        server.wait(patience=0.1)


def test_a_store_that_goes_away_while_a_user_is_made_does_not_have_its_key_told() -> None:
    server = Server(bucket_named("studio", f"http://127.0.0.1:{free_port()}"))
    with pytest.raises(StoreUnavailable, match="does not answer") as silence, server.told():
        server.users.user_add("4f1c09b7e2a84d6390cc1b7a", "one-for-the-tests-alone")
    assert "4f1c09b7" not in str(silence.value)


def test_what_was_done_before_an_error_is_told_and_the_error_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    def job() -> Iterator[str]:
        yield "made one thing"
        raise Transient("the second\ncannot be made")

    assert oneshot.run("infra.toys", job) == 78
    assert capsys.readouterr() == ("made one thing\n", "infra.toys cannot go on: the second cannot be made\n")
