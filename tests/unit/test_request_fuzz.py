"""Whatever a request file holds: it is refused in plain words, or a story can be made of it. Never a traceback."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.gateway.requests import BadRequest, read_request
from services.gateway.terminal import visible
from services.script.plan import write_plan
from services.script.story import invent_story
from shared.artifacts.records import Plan
from shared.events import NamedRequest
from tests.refused import CASES
from tests.world import REQUESTS, TITLES, WRONG_REQUESTS

TRIES = int(os.environ.get("DUANJU_FUZZ_TRIES", "120"))
FUZZ = settings(
    max_examples=TRIES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)

_CORPUS = [case.text if isinstance(case.text, bytes) else case.text.encode()[:400] for case in CASES.values()]
_SIGNS = st.sampled_from(
    [b"\n", b"  ", b"- ", b": ", b"#", b"'", b'"', b"&a ", b"*a", b"!!", b"{", b"}", b"[", b"]", b"\t"]
)
_SPLICED = st.lists(st.one_of(st.sampled_from(_CORPUS), _SIGNS, st.binary(max_size=6)), max_size=6).map(b"".join)


def answer(path: Path) -> NamedRequest | None:
    """The request, or None if it was refused in words that a person can read."""
    try:
        return read_request(path)
    except BadRequest as refused:
        assert refused.problems
        for problem in refused.problems:
            assert problem.reason and problem.mend
            assert visible(str(problem)) == str(problem)
        str(refused).encode()
        return None


def check_film(request: NamedRequest | None) -> None:
    """What was accepted can be told."""
    if request is None:
        return
    story = invent_story(request.request())
    for number in range(1, min(3, request.episodes) + 1):
        plan = write_plan(story, number)
        assert Plan.model_validate_json(plan.model_dump_json()) == plan


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("requests")


@FUZZ
@given(request=REQUESTS)
def test_a_request_in_the_words_of_the_world_is_refused_or_told(request: dict[str, Any], folder: Path) -> None:
    path = folder / "request.yaml"
    path.write_text(yaml.safe_dump(request, allow_unicode=True), "utf-8")
    check_film(answer(path))


@FUZZ
@given(request=WRONG_REQUESTS)
def test_a_request_with_something_odd_is_refused_or_told(request: dict[str, Any], folder: Path) -> None:
    path = folder / "request.json"
    path.write_text(json.dumps(request), "utf-8")
    check_film(answer(path))


@FUZZ
@given(
    data=st.one_of(
        st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")), _SPLICED
    )
)
def test_any_file_at_all_is_refused_or_told(data: bytes, folder: Path) -> None:
    for suffix in (".yaml", ".json"):
        path = folder / f"anything{suffix}"
        path.write_bytes(data)
        check_film(answer(path))


@pytest.mark.parametrize("text", TITLES)
def test_titles_and_premises_of_the_world_are_taken_as_they_are(text: str, tmp_path: Path) -> None:
    path = tmp_path / "request.json"
    path.write_text(json.dumps({"title": text, "premise": text, "episode_seconds": 20}), "utf-8")
    request = answer(path)
    assert request is not None
    assert (request.title, request.premise) == (text.strip(), text.strip())
    assert invent_story(request.request()).title == text.strip()
