"""``duanju redrive``: dead letters are told in plain words and tried again, once."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

from aiokafka import AIOKafkaConsumer

from services.gateway.cli.exits import Exit
from shared.artifacts.folder import Folder
from shared.events import CastCommissioned, DramaRequested, Event, ShotCommissioned, digest
from shared.events.envelope import body, read
from shared.runtime.outbox import DeadLetter
from tests.desk import ADMITTED, BLOCKED, REQUEST, decide, duanju, run_here

ORDER = CastCommissioned(drama="red", revision=1, story="script/stories/s.json")
REASON = "there is no voice 'zf_x' in zh-CN: choose another"


async def bury(store: Folder, service: str, event: str, topic: str, key: str, value: bytes, reason: str) -> str:
    letter = DeadLetter(
        service=service, event=event, reason=reason, topic=topic, key=key, value=value.decode(), headers={}, at=NOW
    )
    name = digest([topic, key, value.decode(), reason])
    await store.create(f"{service}/dead/{event}/{name}.json", letter.model_dump_json().encode())
    return name[:8]


NOW = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


def buried(store: Folder, order: Event = ORDER, service: str = "character", reason: str = REASON) -> str:
    return asyncio.run(bury(store, service, order.name, order.topic(), order.key, body(order), reason))


def unreadable(store: Folder) -> str:
    return asyncio.run(
        bury(store, "showrunner", "drama.requested", DramaRequested.topic(), "x", b'{"drama": 5}', "drama: no string")
    )


def assembled(store: Folder) -> str:
    """An order that the compositor gave to itself."""
    return asyncio.run(
        bury(store, "compositor", "episode.assembled", "episode.assembled", "red", b'{"drama":"red"}', "disk full")
    )


async def on_topics(broker: str, *topics: str) -> list[Event]:
    """Everything that lies on the topics."""
    consumer = AIOKafkaConsumer(*topics, bootstrap_servers=broker, auto_offset_reset="earliest")
    await consumer.start()
    try:
        found = await consumer.getmany(timeout_ms=2000)
        return [read(record.topic, record.value, record.headers) for batch in found.values() for record in batch]
    finally:
        await consumer.stop()


def test_nothing_was_given_up(state: Path, store: Folder) -> None:
    result = duanju("redrive", "--state", state)
    assert (result.exit_code, "no dead letters" in result.stdout) == (Exit.OK, True)


def test_dead_letters_are_listed_in_plain_words(state: Path, store: Folder) -> None:
    name = buried(store)
    text = duanju("redrive", "--state", state).stdout
    assert f"{name}  " in text and "character gave up the cast of red: there is no voice 'zf_x'" in text
    assert "duanju redrive ID" in text
    shot = ShotCommissioned(drama="red", episode="red.e01", cut="0" * 64, shot="red.e01-s02")
    buried(store, shot, "audio", "the model is missing")
    assembled(store)
    text = duanju("redrive", "--state", state, "--lang", "zh").stdout
    assert "audio 放弃了red.e01-s02 的配音：the model is missing" in text
    assert "compositor 放弃了red 的成片：disk full" in text


def test_a_script_gets_one_object_a_letter(state: Path, store: Folder) -> None:
    name, bad = buried(store), unreadable(store)
    found = {
        each["id"]: each for each in map(json.loads, duanju("redrive", "--json", "--state", state).stdout.splitlines())
    }
    assert found[name] == {
        **{"id": name, "service": "character", "event": "cast.commissioned", "drama": "red", "about": "red"},
        **{"reason": REASON, "at": NOW.isoformat(), "can_be_redriven": True},
    }
    assert found[bad]["can_be_redriven"] is False


def test_a_redriven_letter_is_published_again_its_drama_goes_on_and_it_is_not_there_any_more(
    state: Path, store: Folder, broker: str
) -> None:
    asyncio.run(decide(store, "red", ADMITTED, BLOCKED))
    name = buried(store)
    run_here(state, broker)
    result = duanju("redrive", name, "--state", state)
    assert (result.exit_code, result.stdout) == (Exit.OK, f"{name}: tried again\n")
    assert asyncio.run(on_topics(broker, ORDER.topic())) == [ORDER]
    [asked] = asyncio.run(on_topics(broker, DramaRequested.topic()))
    assert isinstance(asked, DramaRequested) and asked.request == REQUEST and asked.nonce
    assert asyncio.run(store.listing("character/dead")) == []
    assert duanju("redrive", name, "--state", state).exit_code == Exit.REFUSED


def test_all_are_tried_again_but_those_that_cannot_be_read(state: Path, store: Folder, broker: str) -> None:
    asyncio.run(decide(store, "red", ADMITTED, BLOCKED))
    first, second, bad = buried(store), assembled(store), unreadable(store)
    run_here(state, broker)
    answer = json.loads(duanju("redrive", "--all", "--json", "--state", state).stdout)
    assert set(answer["redriven"]) == {first, second}
    assert [each["id"] for each in answer["refused"]] == [bad]
    assert [
        key for service in ("character", "compositor") for key, _ in asyncio.run(store.listing(f"{service}/dead"))
    ] == []
    assert duanju("redrive", bad, "--state", state).exit_code == Exit.REFUSED
    assert duanju("redrive", bad, "--discard", "--state", state).exit_code == Exit.OK
    assert asyncio.run(store.listing("showrunner/dead")) == []


def test_a_letter_that_could_not_be_published_is_still_there(state: Path, store: Folder) -> None:
    name = buried(store)
    run_here(state, "127.0.0.1:1")
    assert duanju("redrive", name, "--state", state).exit_code == Exit.NO_STACK
    assert len(asyncio.run(store.listing("character/dead"))) == 1


def test_a_damaged_letter_hides_no_other(state: Path, store: Folder) -> None:
    name = buried(store)
    asyncio.run(store.put("audio/dead/shot.commissioned/damaged.json", b"{"))
    found = [json.loads(line) for line in duanju("redrive", "--json", "--state", state).stdout.splitlines()]
    assert {each["id"]: each["can_be_redriven"] for each in found} == {"damaged": False, name: True}


def test_what_is_meant_must_be_clear(state: Path, store: Folder) -> None:
    buried(store), assembled(store)
    for words in (("nothing",), ("--discard",), ("--all", "nothing")):
        assert duanju("redrive", *words, "--state", state).exit_code == Exit.REFUSED
    assert len(asyncio.run(store.listing("character/dead"))) == 1
