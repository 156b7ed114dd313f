"""Ids, identity and envelope: what every service relies on."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shared.events import DramaRequested, Event, Request, ShotCommissioned, ShotFilmed, ShotRejected, digest
from shared.events.envelope import Unreadable, body, headers, read
from shared.events.ids import is_key

NOW = datetime(2026, 2, 17, 8, 30, tzinfo=UTC)
CUT = "c" * 64


def shot(**changes: object) -> ShotCommissioned:
    facts = {"drama": "the-red-envelope", "episode": "the-red-envelope.e01", "cut": CUT} | changes
    return ShotCommissioned.model_validate({"shot": "the-red-envelope.e01-s02"} | facts)


@pytest.mark.parametrize(
    "drama", ["", "../../etc", "A", "a--b", "-a", "a-", "a.b", "a/b", "a b", "红包", "a" * 65, "a\n", "a\x00"]
)
def test_a_drama_id_outside_the_grammar_is_refused(drama: str) -> None:
    with pytest.raises(ValidationError):
        shot(drama=drama)


@pytest.mark.parametrize("field", ["episode", "shot", "cut"])
def test_other_ids_are_checked_as_well(field: str) -> None:
    with pytest.raises(ValidationError):
        shot(**{field: "../x"})


@given(st.text(max_size=60))
def test_a_key_never_leaves_its_folder(text: str) -> None:
    if is_key(text):
        assert all(word and not word.startswith(".") for word in text.split("/"))
        assert text.isascii() and text.isprintable() and " " not in text


def test_a_repeat_has_the_same_id_and_another_shot_another() -> None:
    assert shot().id == shot(extra="carried along").id
    assert shot().id != shot(cut="d" * 64).id
    assert shot().id != shot(shot="the-red-envelope.e01-s03").id


def test_an_order_s_name_is_one_word_of_a_key() -> None:
    assert shot().order.startswith("shot.commissioned_the-red-envelope.e01-s02_")
    assert is_key(shot().order) and "/" not in shot().order


def test_a_following_event_takes_over_what_has_the_same_name() -> None:
    filmed = ShotFilmed.following(shot(), lines=(), seconds=3.2, take=1, film="video/takes/x.json")
    rejected = ShotRejected.following(filmed, reasons=("black",))
    assert (rejected.shot, rejected.cut, rejected.seconds, rejected.take) == (shot().shot, CUT, 3.2, 1)


def test_unknown_fields_are_carried_along() -> None:
    envelope = headers(shot(), "test", NOW)
    event = read("shot.commissioned.v1", body(shot(later="a field of tomorrow")), envelope)
    assert json.loads(body(event))["later"] == "a field of tomorrow"


def test_every_event_survives_its_envelope() -> None:
    event = DramaRequested(drama="red", request=Request(premise="A rider finds an envelope."))
    again = read("drama.requested.v1", body(event), headers(event, "cli", NOW))
    assert again == event and again.id == event.id


def test_the_envelope_is_a_cloudevent() -> None:
    facts = {name: value.decode() for name, value in headers(shot(), "showrunner", NOW, "00-aa-bb-01")}
    assert facts["ce_id"] == shot().id
    assert facts["ce_type"] == "shot.commissioned.v1"
    assert facts["ce_source"] == "/duanju/showrunner"
    assert facts["ce_subject"] == "the-red-envelope.e01-s02"
    assert facts["ce_time"] == "2026-02-17T08:30:00.000Z"
    assert facts["traceparent"] == "00-aa-bb-01"


@pytest.mark.parametrize(
    ("topic", "value", "header", "reason"),
    [
        ("shot.commissioned.v9", b"{}", [], "no event travels"),
        ("shot.commissioned.v1", b"{", [], "JSON"),
        ("shot.commissioned.v1", None, [], "JSON"),
        ("shot.commissioned.v1", b"{}", [("ce_type", b"shot.commissioned.v2")], "shot.commissioned.v2"),
        ("shot.commissioned.v1", b"{}", [("ce_specversion", b"0.3")], "0.3"),
        ("shot.commissioned.v1", b"{}", [("ce_dataschema", b"urn:x")], "urn:x"),
        ("shot.commissioned.v1", b"{}", [("x", b"\xff")], "'x' is not UTF-8"),
        ("shot.commissioned.v1", b"{}", [], "drama: Field required"),
    ],
)
def test_what_is_no_event_is_unreadable_with_its_reason(
    topic: str, value: bytes | None, header: list[tuple[str, bytes]], reason: str
) -> None:
    with pytest.raises(Unreadable, match=reason.replace("'", ".")):
        read(topic, value, header)


def test_events_stay_small() -> None:
    lines = [
        {"line": f"e01-s02-l{n:02}", "record": f"audio/lines/{'f' * 64}.json", "start": 1.5, "seconds": 2.5}
        for n in range(1, 9)
    ]
    filmed = ShotFilmed.following(shot(), lines=lines, seconds=30, take=1, film=f"video/takes/{'f' * 64}.json")
    assert len(body(filmed)) < 8 * 1024


def test_every_event_has_its_own_topic_and_a_promise() -> None:
    for topic, event in Event.registry.items():
        assert topic == f"{event.name}.v{event.version}"
        assert event.__doc__


def test_a_digest_does_not_depend_on_the_order_of_names() -> None:
    assert digest({"a": 1, "b": [2, 3]}) == digest({"b": [2, 3], "a": 1})
    assert digest({"a": 1}) != digest({"a": "1"})
