"""The desk on a studio that others run: Kafka with a user, MinIO with a key that may do no more than the desk must."""

import asyncio
import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from minio import MinioAdmin
from minio.credentials.providers import StaticProvider
from pytest import MonkeyPatch

from infra.topics import all_topics
from services.gateway.cli import survey
from services.gateway.cli.commands import gc
from services.gateway.cli.exits import Exit
from shared.artifacts import keys
from shared.artifacts.media import written
from shared.artifacts.s3 import S3
from shared.events import CastCommissioned
from shared.events.envelope import body
from shared.runtime.broker import BrokerSettings
from shared.runtime.outbox import DeadLetter
from tests.buckets import new_bucket
from tests.containers import ADMIN_KEY, PASSWORD, USER, KafkaServer, Server
from tests.desk import ADMITTED, BLOCKED, NOW, REQUEST, decide, duanju, showrunner
from tests.integration.real import create_topics
from tests.played import played
from tests.rehearsed import scripted
from tests.studio import tiny

SECRET = PASSWORD[::-1]
EVERYWHERE = "arn:aws:s3:::"


@dataclass
class Studio:
    """The parts of a studio, and what the desk is told of it."""

    store: S3
    kafka: KafkaServer
    scratch: Path
    environment: dict[str, str]


@pytest.fixture(scope="module")
def topics(kafka_server: KafkaServer) -> KafkaServer:
    asyncio.run(create_topics(BrokerSettings(broker=kafka_server.address), all_topics()))
    return kafka_server


@pytest.fixture(scope="module")
def key(minio_server: Server) -> str:
    """A key with the rights of the desk: read everything, write below gateway/, delete dead letters."""
    all_, of_gateway, letters = f"{EVERYWHERE}*", f"{EVERYWHERE}*/gateway/*", f"{EVERYWHERE}*/dead/*"
    read, write = {"s3:ListBucket": all_, "s3:GetObject": all_}, {"s3:PutObject": of_gateway}
    return grant(
        minio_server, [*read.items(), *write.items(), *(("s3:DeleteObject", k) for k in (of_gateway, letters))]
    )


@pytest.fixture(scope="module")
def keeper(minio_server: Server) -> str:
    """A key that may read and delete everything, and write nothing."""
    actions = ("s3:ListBucket", "s3:GetObject", "s3:DeleteObject")
    return grant(minio_server, [(action, f"{EVERYWHERE}*") for action in actions])


def grant(server: Server, allowed: Iterable[tuple[str, str]]) -> str:
    """A new user of the store who may do that and no more: actions with what they may be done to."""
    admin = MinioAdmin(endpoint=server.address, credentials=StaticProvider(ADMIN_KEY, PASSWORD), secure=False)
    name = f"user-{uuid.uuid4().hex[:8]}"
    statements = [{"Effect": "Allow", "Action": [action], "Resource": [where]} for action, where in allowed]
    admin.user_add(name, SECRET)
    admin.policy_add(name, policy={"Version": "2012-10-17", "Statement": statements})
    admin.attach_policy([name], user=name)
    return name


@pytest.fixture
def studio(
    topics: KafkaServer, minio_server: Server, key: str, tmp_path: Path, monkeypatch: MonkeyPatch
) -> Iterator[Studio]:
    bucket = new_bucket(minio_server.endpoint, "studio")
    environment = {
        "DUANJU_BROKER": topics.for_users,
        "DUANJU_BROKER_USER": USER,
        "DUANJU_BROKER_PASSWORD": f"{PASSWORD}\n",
        "DUANJU_STORE": f"s3://{bucket.name}/studio",
        "DUANJU_STORE_ENDPOINT": minio_server.endpoint,
        "DUANJU_STORE_ACCESS_KEY": key,
        "DUANJU_STORE_SECRET_KEY": SECRET,
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    yield Studio(S3(bucket), topics, tmp_path, environment)
    assert not (tmp_path / ".duanju" / "store").exists(), "the desk makes no studio of its own"


@pytest.fixture
def request_file(tmp_path: Path) -> Path:
    file = tmp_path / "The Red Envelope.yaml"
    file.write_text(f"premise: {REQUEST.premise}\ntitle: {REQUEST.title}\n")
    return file


def beat(studio: Studio, *services: str) -> None:
    for service in services:
        asyncio.run(studio.store.put(f"{keys.workers(service)}/{service}-1", b"{}"))


def new_drama() -> str:
    """Tests share the broker, and the broker forgets nothing."""
    return f"red-{uuid.uuid4().hex[:8]}"


def test_a_request_is_published_watched_and_its_films_are_fetched(studio: Studio, request_file: Path) -> None:
    drama, out = new_drama(), studio.scratch / "out"
    beat(studio, "showrunner")
    with showrunner(studio.kafka.address, studio.store, studio.scratch, drama=drama) as runner:
        result = duanju("publish", request_file, "--drama", drama, "--watch", "--json")
    assert result.exit_code == Exit.OK, result.stderr
    assert json.loads(result.stdout.splitlines()[-1])["state"] == "done"
    (event,) = runner.taken
    assert event.request == REQUEST
    assert f"{drama}  1         done" in duanju("list").stdout
    assert duanju("export", drama, out).exit_code == Exit.OK
    assert (out / "episode-01.mp4").read_text() == "the film"
    assert str(studio.scratch / ".duanju" / "films" / drama) in duanju("open", drama).stdout
    story = duanju("logs", drama)
    assert "everything is finished" in story.stdout and "docker compose logs" in story.stdout
    plan = json.loads(duanju("plan", request_file, "--drama", drama, "--json").stdout)
    assert plan["calls"] == plan["whole"] > 0, "nothing but the films lies in this store"


def test_a_demo_starts_nothing_and_ends_nothing(studio: Studio, request_file: Path) -> None:
    drama, out = new_drama(), studio.scratch / "out"
    beat(studio, "showrunner")
    with showrunner(studio.kafka.address, studio.store, studio.scratch, drama=drama):
        result = duanju("demo", request_file, out, "--drama", drama)
    assert result.exit_code == Exit.OK, result.stderr
    assert (out / "episode-01.mp4").read_text() == "the film"
    assert not (studio.scratch / ".duanju").exists()


def test_a_line_is_edited(studio: Studio) -> None:
    drama = new_drama()
    asyncio.run(scripted(studio.store, drama, tiny()))
    with showrunner(studio.kafka.address, studio.store, studio.scratch, "admitted", drama) as runner:
        result = duanju("edit-line", drama, "e01-s01-l01", "奶奶！", "--json")
    assert result.exit_code == Exit.OK, result.stderr
    assert json.loads(result.stdout)["revision"] == 2
    assert runner.taken[0].request.lines == {"e01-s01-l01": "奶奶！"}


def test_a_letter_is_redriven_with_no_right_to_write_it_back(studio: Studio) -> None:
    drama = new_drama()
    order = CastCommissioned(drama=drama, revision=1, story="script/stories/s.json")
    letter = DeadLetter(
        service="character",
        event=order.name,
        reason="there is no voice",
        topic=order.topic(),
        key=drama,
        value=body(order).decode(),
        headers={},
        at=NOW,
    )
    asyncio.run(studio.store.create("character/dead/cast.commissioned/0123456789.json", written(letter)))
    asyncio.run(decide(studio.store, drama, ADMITTED, BLOCKED))
    assert f"the cast of {drama}" in duanju("redrive").stdout
    with showrunner(studio.kafka.address, studio.store, studio.scratch, drama=drama) as runner:
        result = duanju("redrive", "01234567")
        assert result.stdout == "01234567: tried again\n", result.stderr
        _until_taken(runner.taken)
    assert asyncio.run(studio.store.listing("character")) == asyncio.run(studio.store.listing("gateway")) == []


def _until_taken(taken: Sequence[object]) -> None:
    async def wait() -> None:
        async with asyncio.timeout(20):
            while not taken:
                await asyncio.sleep(0.05)

    asyncio.run(wait())


def test_the_keeper_removes_garbage_and_the_desk_may_not(studio: Studio, keeper: str, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(gc, "LEAST_AGE", 0)
    request, strays = tiny(), [f"video/blobs/{'0' * 64}", "audio/probes/1"]
    asyncio.run(played(studio.store, "red", request))
    for stray in strays:
        asyncio.run(studio.store.put(stray, b"of nobody"))
    assert json.loads(duanju("gc", "--older-than", "0m", "--json").stdout)["bytes"] == 18
    refused = duanju("gc", "--older-than", "0m", "--yes")
    assert (refused.exit_code, "forbids what we ask" in refused.stderr) == (Exit.NO_STACK, True)
    monkeypatch.setenv("DUANJU_STORE_ACCESS_KEY", keeper)
    result = duanju("gc", "--older-than", "0m", "--yes")
    assert (result.exit_code, "Removed." in result.stdout) == (Exit.OK, True), result.stderr
    assert [key for key in strays if asyncio.run(studio.store.get(key))] == []
    monkeypatch.setenv("DUANJU_STORE_ACCESS_KEY", studio.environment["DUANJU_STORE_ACCESS_KEY"])
    assert "red " in duanju("list").stdout
    assert duanju("export", "red", studio.scratch / "out").exit_code == Exit.OK


def test_nobody_at_work_is_told_and_not_waited_for(studio: Studio) -> None:
    asyncio.run(decide(studio.store, "under-way", ADMITTED))
    result = duanju("watch", "under-way")
    assert (result.exit_code, "nobody works on 'under-way'" in result.stderr) == (Exit.NO_STACK, True)


def test_who_runs_it_starts_and_ends_it(studio: Studio) -> None:
    for command in ("up", "down"):
        result = duanju(command)
        assert (result.exit_code, "docker compose up -d" in result.stderr) == (Exit.REFUSED, True)
    assert "由他人运行" in duanju("down", "--lang", "zh").stderr


def test_a_folder_that_is_named_on_the_command_line_goes_before_the_environment(studio: Studio) -> None:
    asyncio.run(decide(studio.store, "elsewhere", ADMITTED))
    assert "elsewhere" in duanju("list").stdout
    assert "no dramas yet" in duanju("list", "--state", studio.scratch / "mine").stdout


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"DUANJU_BROKER_PASSWORD": "wrong-one"}, "correct DUANJU_BROKER_USER and DUANJU_BROKER_PASSWORD"),
        ({"DUANJU_BROKER": "127.0.0.1:1"}, "is DUANJU_BROKER right?"),
        ({"DUANJU_BROKER_USER": ""}, "belong together"),
        ({"DUANJU_BROKER_TLS": "perhaps"}, "DUANJU_BROKER_TLS: "),
        ({"DUANJU_STORE_SECRET_KEY": "wrong-two"}, "correct DUANJU_STORE_SECRET_KEY"),
        ({"DUANJU_STORE_ACCESS_KEY": ""}, "DUANJU_STORE_ACCESS_KEY is not set"),
        ({"DUANJU_STORE_ENDPOINT": "http://127.0.0.1:1"}, "is DUANJU_STORE_ENDPOINT right?"),
        ({"DUANJU_STORE": "s3://nowhere-at-all"}, "'nowhere-at-all' at http://"),
        ({"DUANJU_STORE": "no/such/folder"}, "there is no artifact store in no/such/folder: correct DUANJU_STORE"),
    ],
    ids=lambda value: "" if isinstance(value, str) else "-".join(value),
)
def test_what_is_wrong_is_told_in_one_line(
    studio: Studio, request_file: Path, monkeypatch: MonkeyPatch, wrong: dict[str, str], words: str
) -> None:
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    result = duanju("publish", request_file)
    assert (result.exit_code, words in result.stderr) == (Exit.NO_STACK, True), result.stderr
    assert result.stdout == "" and len(result.stderr.splitlines()) == 1
    assert not any(secret in result.stderr for secret in (PASSWORD, SECRET, "wrong-one", "wrong-two"))


def test_the_doctor_looks_at_what_answers_and_who_works(studio: Studio, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "all_topics", lambda: {**all_topics(), "no.such.v1": 1})
    monkeypatch.setenv("DUANJU_GATEWAY", "http://127.0.0.1:1")
    beat(studio, "script", "video")
    result = duanju("doctor", "--json")
    assert result.exit_code == Exit.NO_STACK
    parts = {part["part"]: part for part in json.loads(result.stdout)["parts"]}
    assert {name for name, part in parts.items() if part["health"] == "ok"} == {"reach-broker", "store", "clock"}
    assert "no.such.v1" in parts["topics"]["found"] and "script 1, character 0" in parts["workers"]["found"]
    assert all(part["mend"] for part in parts.values() if part["health"] != "ok")
    assert "无法使用工作室" in duanju("doctor", "--lang", "zh").stdout


def test_the_doctor_finds_nothing_wrong_with_a_studio_that_works(studio: Studio, monkeypatch: MonkeyPatch) -> None:
    beat(studio, *keys.WRITERS)
    assert "as far as can be seen" in duanju("doctor").stdout, "the gateway was not named"
    monkeypatch.setenv("DUANJU_GATEWAY", studio.environment["DUANJU_STORE_ENDPOINT"])
    monkeypatch.setattr(httpx.AsyncClient, "get", _healthy)
    result = duanju("doctor")
    assert (result.exit_code, "The studio works.\n" in result.stdout) == (Exit.OK, True), result.stdout


async def _healthy(_client: httpx.AsyncClient, url: str) -> httpx.Response:
    assert url.endswith("/health")
    return httpx.Response(200, text="{}")
