"""JSON that the simulated provider invents fits the schema that it was asked for."""

from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from infra.simulator.calls.chat import count_tokens, schema_in
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
        for name in ("characters", "lines", "subtitles", "genre", "language", "seed"):
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


def test_tokens_are_counted_about_as_tokenizers_do() -> None:
    assert (count_tokens("妈，我回来了"), count_tokens("a" * 40), count_tokens("")) == (6, 10, 1)
