"""What the environment may say about broker and store, and what is said about it when it is wrong."""

from pathlib import Path

import pytest

from shared.artifacts import Artifacts
from shared.artifacts.folder import Folder
from shared.artifacts.opening import open_store
from shared.artifacts.s3 import Bucket
from shared.artifacts.settings import StoreSettings
from shared.runtime import Misconfigured, Settings
from shared.runtime.broker import BrokerSettings, reach, reading
from shared.runtime.settings import from_environment

KEYS = {"store_access_key": "studio", "store_secret_key": "very-secret"}


async def test_a_store_without_a_scheme_is_a_folder(tmp_path: Path) -> None:
    store: Artifacts = await open_store(StoreSettings(store=str(tmp_path / "store")), "video")
    assert isinstance(store, Folder)
    assert store.root == tmp_path / "store"


def test_a_bucket_has_a_name_a_prefix_and_a_server() -> None:
    bucket = Bucket.of(
        StoreSettings.model_validate(
            {
                "store": "s3://films/studio/one",
                "store_endpoint": "http://minio:9000/",
                "store_region": "eu-west-1",
                **KEYS,
            }
        )
    )
    assert (bucket.name, bucket.prefix, bucket.endpoint) == ("films", "studio/one", "http://minio:9000")
    assert bucket.object_name("video/takes/x") == "studio/one/video/takes/x"
    assert bucket.key("studio/one/video/takes/x") == "video/takes/x"


def test_without_an_endpoint_it_is_amazon_s_of_the_region() -> None:
    settings = StoreSettings.model_validate({"store": "s3://films", "store_region": "eu-west-1", **KEYS})
    assert Bucket.of(settings).endpoint == "https://s3.eu-west-1.amazonaws.com"


def test_the_spaces_around_a_secret_are_no_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUANJU_STORE_SECRET_KEY", " very-secret\n")
    monkeypatch.setenv("DUANJU_BROKER_PASSWORD", "too-secret\r\n")
    settings = from_environment(Settings)
    assert settings.store_secret_key.get_secret_value() == "very-secret"
    assert settings.broker_password.get_secret_value() == "too-secret"
    assert "secret'" not in repr(settings)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"store": "s3://"}, "DUANJU_STORE is 's3://': write a folder, s3://bucket"),
        ({"store": "s3://Films"}, "write a folder, s3://bucket"),
        ({"store": "s3://films/../up"}, "write a folder, s3://bucket"),
        ({"store": "s3://films/"}, "write a folder, s3://bucket"),
        ({"store": "gs://films"}, "write a folder, s3://bucket"),
        ({"store_access_key": "  "}, "DUANJU_STORE_ACCESS_KEY is not set"),
        ({"store_secret_key": ""}, "DUANJU_STORE_SECRET_KEY is not set"),
        ({"store_region": "here & there"}, "DUANJU_STORE_REGION"),
        ({"store_endpoint": "minio:9000"}, "DUANJU_STORE_ENDPOINT is wrong: write http://host:port"),
        ({"store_endpoint": "http://studio:very-secret@minio:9000"}, "DUANJU_STORE_ENDPOINT is wrong"),
        ({"store_endpoint": "http://minio:9000/films"}, "and nothing after"),
        ({"store_ca": "/no/such/file"}, "DUANJU_STORE_CA names /no/such/file"),
    ],
)
async def test_a_bucket_that_cannot_be_is_refused_with_the_variable_s_name(wrong: dict[str, str], words: str) -> None:
    settings = StoreSettings.model_validate({"store": "s3://films", "store_endpoint": "http://x:1", **KEYS} | wrong)
    with pytest.raises(Misconfigured) as told:
        await open_store(settings, "video")
    assert words in str(told.value)
    assert "very-secret" not in str(told.value)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"broker": "kafka"}, "DUANJU_BROKER is 'kafka': write host:port"),
        ({"broker": ""}, "write host:port"),
        ({"broker": "kafka:9092,other"}, "write host:port"),
        ({"broker_user": "video"}, "belong together"),
        ({"broker_password": "very-secret"}, "belong together"),
        ({"broker_tls": "true", "broker_ca": "/no/such/file"}, "DUANJU_BROKER_CA names /no/such/file"),
    ],
)
async def test_a_broker_that_cannot_be_is_refused_with_the_variable_s_name(wrong: dict[str, str], words: str) -> None:
    with pytest.raises(Misconfigured) as told:
        await reach(BrokerSettings.model_validate({"broker": "127.0.0.1:9"} | wrong), ["x"], patience=0)
    assert words in str(told.value)
    assert "very-secret" not in str(told.value)


def test_wrong_settings_are_named_as_the_environment_spells_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUANJU_HEARTBEAT", "600")
    monkeypatch.setenv("DUANJU_BROKER_MECHANISM", "GSSAPI")
    with pytest.raises(Misconfigured) as told:
        from_environment(Settings)
    assert "DUANJU_HEARTBEAT: " in str(told.value)
    assert "DUANJU_BROKER_MECHANISM: " in str(told.value)


def test_only_a_worker_with_a_name_of_its_own_is_a_static_member(monkeypatch: pytest.MonkeyPatch) -> None:
    nameless = from_environment(Settings)
    assert reading(nameless, nameless.instance)["group_instance_id"] is None
    monkeypatch.setenv("DUANJU_WORKER", "video-1")
    named = from_environment(Settings)
    assert reading(named, named.instance)["group_instance_id"] == "video-1"
    monkeypatch.setenv("DUANJU_EMBEDDED", "1")
    embedded = from_environment(Settings)
    assert "group_instance_id" not in reading(embedded, embedded.instance)
