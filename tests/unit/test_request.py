"""The request: what is accepted, and with which words the rest is refused."""

import math
from decimal import Decimal

import pytest
from pydantic import ValidationError

from shared.events import NamedRequest, Request, digest

GOOD = {"premise": "A delivery rider finds the red envelope that her grandmother hid."}


def refusal(**fields: object) -> str:
    with pytest.raises(ValidationError) as caught:
        Request.model_validate(GOOD | fields)
    return str(caught.value)


def test_a_premise_is_enough() -> None:
    request = Request.model_validate(GOOD)
    assert (request.language, request.episodes, request.episode_seconds) == ("zh-CN", 1, 60)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"premise": "  "}, "premise"),
        ({"episodes": 0}, "greater than or equal to 1"),
        ({"episodes": 500}, "less than or equal to 100"),
        ({"episodes": True}, "valid integer"),
        ({"episodes": "2"}, "valid integer"),
        ({"episode_seconds": -3}, "greater than or equal to 20"),
        ({"language": "tlh"}, "'zh-CN' or 'en-US'"),
        ({"tittle": "x"}, "tittle"),
        ({"seed": math.nan}, "seed"),
        ({"music": {"volume": math.inf}}, "volume"),
        ({"characters": [{"name": "A"}, {"name": "a"}]}, "named twice"),
        ({"characters": [{"name": ""}]}, "at least 1 character"),
        ({"characters": [{"name": "A", "voice": "../x"}]}, "voice"),
        ({"title": "bell \x07"}, "title"),
        ({"title": "x" * 201}, "at most 200"),
        ({"aspect": "16:9"}, "'9:16'"),
        ({"lines": {"e1-s1": "Hello."}}, "lines"),
        ({"lines": {"e01-s02-l03": "  "}}, "nothing to say"),
        ({"lines": {"e01-s02-l03": "（笑）……"}}, "nothing to say"),
        ({"lines": {"e01-s02-l03": "x" * 201}}, "at most 200"),
        ({"lines": ["e01-s02-l03"]}, "dictionary"),
        ({"subtitles": ["en-US"]}, "zh-CN"),
        ({"quality": "high"}, "'animatic', 'standard' or 'premium'"),
        ({"stop_at": "animatic"}, "nothing is made after"),
        ({"budget_usd": 0}, "greater than or equal to 0.01"),
        ({"budget_usd": "5.001"}, "no more than 2 decimal places"),
        ({"budget_usd": math.nan}, "finite number"),
        ({"providers": {"video": "pika-2-0"}}, "valid tuple"),
        ({"providers": {"film": ["pika-2-0"]}}, "'video'"),
        ({"providers": {"video": ["../pika"]}}, "match pattern"),
        ({"characters": [{"name": "A", "voice": "holysheep/../x"}]}, "voice"),
    ],
)
def test_a_bad_field_is_refused_with_what_is_allowed(fields: dict[str, object], words: str) -> None:
    assert words in refusal(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"screenplay": "INT. KITCHEN"},
        {"novel": "a.txt"},
        {"dubs": ["en-US"]},
        {"quality": "premium", "stop_at": "story"},
        {"quality": "premium", "stop_at": "script"},
        {"characters": [{"name": "A", "reference_image": "a.png"}]},
    ],
)
def test_a_field_of_a_later_version_is_refused_by_name(fields: dict[str, object]) -> None:
    assert "not supported yet" in refusal(**fields)


def test_a_later_field_s_empty_default_is_accepted() -> None:
    empty: dict[str, object] = {"dubs": [], "providers": {}, "stop_at": None, "budget_usd": None}
    assert Request.model_validate(GOOD | empty) == Request.model_validate(GOOD)


def test_equal_budgets_are_one_request() -> None:
    spelled = [Request.model_validate(GOOD | {"budget_usd": amount}) for amount in (5, 5.0, "5.00")]
    assert {digest(request) for request in spelled} == {digest(spelled[0])}
    assert spelled[0].budget_usd == Decimal("5.00")


def test_money_and_gates_tell_no_other_story() -> None:
    money = {"quality": "premium", "stop_at": "animatic", "budget_usd": 5, "providers": {"video": ["pika-2-0"]}}
    request = Request.model_validate(GOOD | money)
    assert request.told() == Request.model_validate(GOOD)
    assert request.told() != Request.model_validate(GOOD | {"title": "x"}).told()


def test_a_provider_s_voice_is_a_voice() -> None:
    request = Request.model_validate(GOOD | {"characters": [{"name": "A", "voice": "holysheep/Tianmei"}]})
    assert request.characters[0].voice == "holysheep/Tianmei"


def test_a_request_file_may_name_its_drama() -> None:
    named = NamedRequest.model_validate(GOOD | {"drama": "red"})
    assert named.drama == "red"
    assert named.request() == Request.model_validate(GOOD)
    with pytest.raises(ValidationError):
        NamedRequest.model_validate(GOOD | {"drama": "../red"})


@pytest.mark.parametrize("title", ["🧧 红包", "<b>{title}</b> %s", "\"quoted\" 'title'", "שלום", "${HOME}"])
def test_titles_of_the_world_are_taken_as_they_are(title: str) -> None:
    assert Request.model_validate(GOOD | {"title": title}).title == title
