"""JSON that the simulated provider invents fits the schema that it was asked for."""

import json
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from infra.simulator.calls.chat import count_tokens, draft_in, schema_in
from infra.simulator.invention import invent
from infra.simulator.luck import Luck
from infra.simulator.scenario import Scenario
from shared.events import NamedRequest


class Shot(BaseModel):
    number: int = Field(ge=1, le=9)
    framing: Literal["wide", "close"]
    seconds: float = Field(gt=0, lt=8)
    line: str | None = Field(max_length=10)


class Scene(BaseModel):
    id: str = Field(pattern=r"^e\d{2}-s\d{2}$")
    title: str
    shots: list[Shot] = Field(min_length=3, max_length=3)
    inside: bool
    next: "Scene | None" = None


@given(st.integers(0, 10_000))
@settings(deadline=None, max_examples=20)
@pytest.mark.parametrize("kind", [Scene, NamedRequest, Scenario])
def test_what_is_invented_for_a_schema_fits_it(kind: type[BaseModel], seed: int) -> None:
    schema = kind.model_json_schema()
    if kind is NamedRequest:  # what the request's own checks add is in no schema
        for name in ("characters", "lines", "subtitles", "genre", "language", "seed", "stop_at", "budget_usd"):
            schema["properties"].pop(name)
    if kind is Scenario:
        schema["properties"] = {name: schema["properties"][name] for name in ("seed", "limits", "downloads", "jobs")}
    invented = invent(schema, Luck(seed))
    kind.model_validate(invented)
    assert invented == invent(schema, Luck(seed))


def test_a_schema_is_found_in_the_words_of_a_message() -> None:
    assert schema_in('Answer {only} as {"type": "object", "properties": {"a": {"type": "null"}}}, please') == {
        "type": "object",
        "properties": {"a": {"type": "null"}},
    }
    assert schema_in("Answer {in JSON}") is None


def test_a_draft_in_the_messages_is_rewritten_in_its_own_places() -> None:
    draft = {
        "title": "Home",
        "lines": {"l1": {"text": "Put it back.", "emotion": "sad"}, "l2": {"text": "", "emotion": "?"}},
    }
    line = {"type": "object", "properties": {"text": {"type": "string"}, "emotion": {"enum": ["sad", "happy"]}}}
    lines = {"type": "object", "properties": {"l1": line, "l2": line}}
    schema = {"type": "object", "properties": {"title": {"type": "string"}, "lines": lines}}
    words = f"Rewrite {json.dumps(draft)} as {json.dumps(schema)}"
    found = invent(schema, Luck(3), draft=draft_in(words, schema))
    assert found["title"] == "Home" and found["lines"]["l1"]["emotion"] == "sad"
    assert found["lines"]["l1"]["text"][:-1] == "Put it back"
    assert found["lines"]["l2"]["text"] and found["lines"]["l2"]["emotion"] in ("sad", "happy")
    assert draft_in("Write a scene", schema) is None


def test_tokens_are_counted_about_as_tokenizers_do() -> None:
    assert (count_tokens("妈，我回来了"), count_tokens("a" * 40), count_tokens("")) == (6, 10, 1)
