"""What models write on good and bad days, and what is made of it: a value that fits, or what is wrong with it."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from shared.providers.completions import ChatBrief, Completion, Malformed, Message, again, parsed
from shared.providers.completions.ask import LONGEST_TEXT

GOOD = '{"title": "红包", "lines": ["妈，我回来了。", "Who are you?"], "count": 2}'
SCENE = json.loads(GOOD)


class Scene(BaseModel):
    title: str = Field(max_length=20)
    lines: list[str]
    count: int = Field(ge=1)


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"\n\n  {GOOD}\n",
        f"```json\n{GOOD}\n```",
        f"```\n{GOOD}\n```",
        f"Here is the JSON you asked for:\n\n```json\n{GOOD}\n```\nI hope that it helps!",
        f"Sure! {GOOD}",
        f'Sure, a "scene" [as asked]: {GOOD}',
        f"<think>They want {{a title}} and [lines].</think>\n{GOOD}",
        GOOD[:-1] + ",}",
        GOOD.replace('"]', '",]'),
        GOOD.replace('"', "'"),
        GOOD.replace('"title"', "title"),
        GOOD.replace('"title"', '/* the title */ "title"'),
        GOOD.replace('"count"', '// how many\n"count"'),
        GOOD.replace('"title":', '"title"'),
    ],
)
def test_what_is_meant_as_json_is_read(text: str) -> None:
    assert parsed(Completion(text=text), Scene).model_dump() == SCENE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no JSON"),
        ("I cannot write that.", "no JSON"),
        ("null", "no JSON"),
        ("[]", "no JSON"),
        (GOOD[: len(GOOD) * 2 // 3], "not complete"),
        (GOOD[:-1], "not complete"),
        (f"A scene [as asked]: {GOOD[:-1]}", "not complete"),
        (f"```json\n{GOOD[:30]}", "not complete"),
        (GOOD.replace('"title"', '"name"'), "title: Field required"),
        (GOOD.replace("红包", "long" * 6), "title: String should have at most 20 characters"),
        (GOOD.replace('"count": 2', '"count": "two"'), "count: Input should be a valid integer"),
        (f'["{"a" * 10}"]', "it: "),
        ("[" * 5000 + "]" * 5000, ""),
        ("x" * (LONGEST_TEXT + 1), "longer than"),
    ],
)
def test_what_cannot_be_used_says_why(text: str, said: str) -> None:
    with pytest.raises(Malformed) as malformed:
        parsed(Completion(text=text), Scene)
    assert said in malformed.value.problem
    assert str(malformed.value).startswith("malformed answer: ")


def test_an_answer_that_was_cut_off_is_not_taken_for_a_whole_one() -> None:
    with pytest.raises(Malformed, match="be shorter"):
        parsed(Completion(text=GOOD, ending="length"), Scene)


def test_complaints_name_places_and_rules_but_quote_nothing() -> None:
    told = "what she whispered"
    with pytest.raises(Malformed) as malformed:
        parsed(Completion(text=json.dumps({"title": told * 9, "lines": told, "count": told})), Scene)
    assert told not in str(malformed.value)
    assert "count" in malformed.value.problem


@given(st.text(max_size=300) | st.text("{}[]\",:'\\ ntrue0123", max_size=300))
def test_whatever_a_model_writes_is_a_scene_or_malformed(text: str) -> None:
    with suppress(Malformed):
        assert isinstance(parsed(Completion(text=text), Scene), Scene)


@given(st.integers(0, len(GOOD) - 1))
def test_no_beginning_of_an_answer_passes_for_all_of_it(length: int) -> None:
    with pytest.raises(Malformed):
        parsed(Completion(text=GOOD[:length]), Scene)


def test_the_question_is_asked_again_with_what_was_wrong() -> None:
    brief = ChatBrief(messages=(Message(role="user", text="Write."),), max_tokens=100)
    second = again(brief, "count: Field required")
    assert second.messages[:-1] == brief.messages
    assert "count: Field required" in second.messages[-1].text
    assert len(again(brief, "x" * 99_999).messages[-1].text) < 2000
