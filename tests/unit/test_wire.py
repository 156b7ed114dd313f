"""The wire: what each answer means, that nothing is repeated but after a 401, and that a key is never told."""

import asyncio
import json
import random
import traceback
from datetime import UTC, datetime

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel

from shared.providers.remote import Drifted
from shared.providers.remote.refusals import (
    DEFAULT_WAIT,
    LEAST_WAIT,
    LONGEST_WAIT,
    LONGEST_WORDS,
    Problem,
    Refused,
    plain,
    refusal,
    wait,
)
from shared.providers.remote.wire import LARGEST_JSON, Wire
from shared.runtime import Misconfigured, Permanent, Rejected, Throttled, Transient, Unreached
from shared.runtime.errors import WorkError
from tests.wires import KEY, TICKET, Given, answering, provider

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Told(BaseModel):
    job_id: str


def error(status: int, code: str = "", message: str = "", param: str = "", **headers: str) -> httpx.Response:
    body = {"error": {"error_code": code, "message": message, "param": param}}
    return httpx.Response(status, json=body, headers={name.replace("_", "-"): value for name, value in headers.items()})


async def outcome(answer: httpx.Response | Exception) -> WorkError:
    """How a submission ends that is answered so; it must have been made once."""
    made = []

    def respond(request: httpx.Request) -> httpx.Response:
        made.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async with answering(respond) as wire:
        with pytest.raises(WorkError) as raised:
            await wire.call("POST", "video/generate", Told, ticket=TICKET)
    assert len(made) == 1, "a submission is made once"
    return raised.value


@pytest.mark.parametrize(
    ("answer", "kind", "said"),
    [
        (error(400, "invalid_request_error", "duration: too short", "duration"), Refused, "duration: too short"),
        (error(422, "idempotency_key_reused", "other body"), Permanent, "other body"),
        (httpx.Response(404, json={"error": "model 'x' not found"}), Permanent, "model 'x' not found"),
        (httpx.Response(400, json={"object": "error", "message": "too long", "code": 400}), Permanent, "too long"),
        (httpx.Response(422, json={"detail": [{"msg": "missing"}]}), Permanent, "with 422"),
        (error(404, "model_not_found", "no such model"), Permanent, "no such model"),
        (error(400, "content_policy_violation", "no blood", "prompt"), Rejected, "softer words"),
        (error(403, "moderation_blocked", "no"), Rejected, "softer words"),
        (error(403, "permission_denied", "not your model"), Misconfigured, "may not do this"),
        (httpx.Response(404, text="<html>nginx</html>"), Misconfigured, "base_url"),
        (httpx.Response(308, headers={"location": "https://elsewhere.example.com"}), Misconfigured, "base_url"),
        (httpx.Response(303, headers={"location": "/v1/video/jobs/j-1"}), Transient, "nobody knows"),
        (error(402, "payment_required"), Throttled, "no credit"),
        (error(429, "insufficient_quota", "You exceeded your quota"), Throttled, "top it up"),
        (error(429, "rate_limit_exceeded"), Throttled, "wants us to wait"),
        (error(503, "overloaded"), Transient, "nobody knows"),
        (error(500, "content_policy_violation"), Transient, "nobody knows"),
        (error(408), Transient, "nobody knows"),
        (error(409, "in_progress"), Transient, "nobody knows"),
        (httpx.Response(200, text="<html>gateway</html>"), Transient, "nobody knows"),
        (httpx.Response(200, content=b'{"job_id": "j-1"'), Transient, "nobody knows"),
        (httpx.Response(200, content=b"x" * (LARGEST_JSON + 1)), Transient, "sends more than"),
        (httpx.Response(200, json={"output": "j-1"}), Drifted, "job_id"),
        (httpx.Response(200, json=["j-1"]), Drifted, "another form"),
        (httpx.ConnectError("refused"), Unreached, "cannot be reached"),
        (httpx.ConnectTimeout("slow"), Unreached, "cannot be reached"),
        (httpx.PoolTimeout("busy"), Unreached, "cannot be reached"),
        (httpx.ReadError("reset"), Transient, "broke off"),
        (httpx.RemoteProtocolError("disconnected"), Transient, "broke off"),
        (httpx.ReadTimeout("slow"), Transient, "broke off"),
    ],
)
async def test_an_answer_is_classified_once(
    answer: httpx.Response | Exception, kind: type[WorkError], said: str
) -> None:
    found = await outcome(answer)
    assert type(found) is kind
    assert said in str(found)


async def test_an_answer_that_takes_too_long_leaves_nobody_knowing() -> None:
    async def never(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(60)
        raise AssertionError

    terms = {"acceptance": "idempotent", "answer_within": 0.02, "done_within": 60}
    async with Wire(provider(terms=terms), Given(KEY), transport=httpx.MockTransport(never)) as wire:
        with pytest.raises(Transient, match=r"did not answer in 0.02 s") as raised:
            await wire.call("POST", "video/generate", Told, ticket=TICKET)
    assert type(raised.value) is Transient


async def test_moderation_names_the_input_that_it_refuses() -> None:
    found = await outcome(error(400, "content_filter", "no", "messages[2].content"))
    assert isinstance(found, Rejected)
    assert found.what == "messages[2].content"


async def test_the_key_of_a_submission_is_its_idempotency_key() -> None:
    seen: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"job_id": "j-1", "unheard_of": True})

    async with answering(respond) as wire:
        told = await wire.call("POST", "video/generate", Told, ticket=TICKET, body=Told(job_id="x"))
    assert told.job_id == "j-1"
    assert seen[0].headers["idempotency-key"] == TICKET.key
    assert seen[0].headers["authorization"] == f"Bearer {KEY}"
    assert str(seen[0].url) == "https://models.example.com/v1/video/generate"


# --- keys


async def test_a_refused_key_is_replaced_in_the_middle_of_a_call() -> None:
    keys = Given("a" * 40, "b" * 40, "c" * 40)

    def respond(request: httpx.Request) -> httpx.Response:
        return (
            httpx.Response(200, json={"job_id": "j-1"}) if "c" * 40 in request.headers["authorization"] else error(401)
        )

    async with Wire(provider(), keys, transport=httpx.MockTransport(respond)) as wire:
        assert (await wire.call("GET", "models", Told)).job_id == "j-1"
    assert keys.asked == 2


async def test_after_three_fresh_keys_a_person_is_asked() -> None:
    tried: list[str] = []

    def respond(request: httpx.Request) -> httpx.Response:
        tried.append(request.headers["authorization"])
        return error(401, "expired_api_key", f"the key {tried[-1]} has expired")

    async with Wire(
        provider(), Given(*(each * 40 for each in "abcdefg")), transport=httpx.MockTransport(respond)
    ) as wire:
        with pytest.raises(Misconfigured, match="the environment variable HOLYSHEEP_API_KEY") as raised:
            await wire.call("GET", "models", Told)
    assert len(tried) == 4
    assert not any(each * 40 in str(raised.value) for each in "abcdefg")


async def test_a_key_that_stays_the_same_is_not_sent_again() -> None:
    tried: list[str] = []

    def respond(request: httpx.Request) -> httpx.Response:
        tried.append(request.headers["authorization"])
        return error(401)

    async with answering(respond) as wire:
        with pytest.raises(Misconfigured):
            await wire.call("GET", "models", Told)
    assert len(tried) == 1


async def test_calls_that_are_refused_together_share_one_fresh_key() -> None:
    keys = Given("a" * 40, "b" * 40)

    async def respond(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0.01)
        return httpx.Response(200, json={"job_id": "j"}) if "b" * 40 in request.headers["authorization"] else error(401)

    async with Wire(provider(), keys, transport=httpx.MockTransport(respond)) as wire:
        await asyncio.gather(*(wire.call("GET", "models", Told) for _ in range(20)))
    assert keys.asked == 1


@pytest.mark.parametrize(
    "answer",
    [
        error(400, "invalid", f"your key {KEY} is odd"),
        error(500, KEY, f"Bearer {KEY}"),
        error(401, "invalid_api_key", f"Incorrect API key provided: {KEY}"),
        httpx.ReadError(f"reset {KEY}"),
        httpx.ConnectError(f"refused {KEY}"),
    ],
)
async def test_a_key_that_a_provider_echoes_is_told_to_nobody(answer: httpx.Response | Exception) -> None:
    found = await outcome(answer)
    assert KEY not in "".join(traceback.format_exception(found))
    assert KEY not in repr(found)


# --- what a provider says


def test_what_a_provider_says_is_one_short_line() -> None:
    said = plain("\x1b[31mred\x00 \n\n line\u202e reversed " + "long " * 1000)
    assert said.startswith("[31mred line reversed long")
    assert len(said) == LONGEST_WORDS
    assert said.isprintable()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"3",
        b'{"error": null}',
        b'{"error": []}',
        b'{"error": {"code": {}}}',
        b"[" * 100_000,
        b"\xff",
    ],
)
def test_an_error_in_no_known_form_is_an_error_all_the_same(body: bytes) -> None:
    assert isinstance(Problem.read(body).words, str)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["error", "code", "message", "param", "x"]), inner),
)


@given(st.integers(300, 599).filter(lambda status: status != 401), JSON)
@example(300, {"error": "\ud7fc"})  # no character yet
@example(400, {"error": "half a \ud800 character"})
def test_whatever_a_provider_says_becomes_one_error_in_words_for_a_person(status: int, body: object) -> None:
    problem = Problem.read(json.dumps(body).encode())
    found = refusal("holysheep", status, {}, problem, NOW, random.Random(1))
    assert isinstance(found, WorkError)
    assert len(str(found)) < 2 * LONGEST_WORDS
    assert str(found).isprintable()
    if status >= 500:
        assert type(found) is Transient


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after-ms": "250", "retry-after": "1"}, 0.25),
        ({"retry-after": "Thu, 01 Jan 2026 12:00:20 GMT"}, 20),
        ({"retry-after": "Thu, 01 Jan 2026 12:00:20 GMT", "date": "Thu, 01 Jan 2026 12:00:15 GMT"}, 5),
        ({"retry-after": "Thu, 01 Jan 2026 11:00:00 GMT"}, LEAST_WAIT),
        ({"retry-after": "0"}, LEAST_WAIT),
        ({"retry-after": "999999999"}, LONGEST_WAIT),
    ],
)
def test_the_wait_is_what_the_provider_says(headers: dict[str, str], seconds: float) -> None:
    assert wait(headers, NOW, random.Random(1)) == seconds


@pytest.mark.parametrize("text", ["", "soon", "-3", "1e99", "nan", "Thu, 99 Foo 2026"])
def test_the_wait_is_a_default_with_jitter_where_the_provider_says_nothing(text: str) -> None:
    waits = {wait({"retry-after": text}, NOW, random.Random(seed)) for seed in range(20)}
    assert DEFAULT_WAIT <= min(waits) < max(waits) <= 2 * DEFAULT_WAIT


# --- the address


@pytest.mark.parametrize(
    "url",
    ["http://models.example.com/v1", "ftp://models.example.com", "https://a:b@models.example.com", "v1", "https://"],
)
def test_a_key_is_sent_to_no_unsafe_address(url: str) -> None:
    with pytest.raises(Misconfigured, match="correct it in the catalogue"):
        Wire(provider(url), Given(KEY))


async def test_the_settings_of_the_environment_redirect_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    async with Wire(provider(), Given(KEY)) as wire:
        assert not wire._client.trust_env
        assert KEY not in repr(wire)
