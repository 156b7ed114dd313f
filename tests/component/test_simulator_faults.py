"""What the simulated provider does on a bad day, over HTTP."""

import asyncio
import json
import random
from decimal import Decimal
from typing import Any

import httpx
import pytest

from tests.simulated import CHAT, FILM, SPEECH, Client, provider, rule


async def insist(client: Client, call: str, body: dict[str, Any], key: str) -> httpx.Response:
    """Call with the same key until it is answered with success."""
    for _ in range(200):
        try:
            response = await client.post(call, body, key, patience=0.5)
        except httpx.HTTPError:
            continue
        if response.status_code == 200:
            return response
        if response.status_code == 401:
            client.key = (await client.desk("keys", "POST"))["key"]
        elif response.status_code == 429:
            await asyncio.sleep(int(response.headers["retry-after-ms"]) / 1000)
        else:
            assert response.status_code >= 500, response.text
    raise AssertionError("never answered")


# --- money


STORM = {
    "seed": 11,
    "keys": {"expire_after_calls": 60, "bad_refreshes": 1},
    "limits": {"requests_per_minute": 450, "in_flight": 20},
    "faults": {
        **{"throttle": 0.1, "error": 0.05, "error_after_charge": 0.1, "hang_after_charge": 0.02},
        **{"drop": 0.05, "drop_after_charge": 0.1, "renamed": 0.2},
    },
}


async def test_the_books_hold_one_charge_for_each_key_after_a_storm_of_lost_answers() -> None:
    films: list[tuple[str, dict[str, Any]]] = [
        ("video/generate", {**FILM, "duration": 5 + number % 3}) for number in range(25)
    ]
    work = films + [("chat/completions", CHAT)] * 15 + [("audio/speech", SPEECH)] * 5
    random.Random(1).shuffle(work)
    async with provider(STORM) as client:
        keys = [f"key-{number}" for number in range(len(work))]
        twice = [(call, body, key) for key, (call, body) in zip(keys, work, strict=True)] * 2
        answers = await asyncio.gather(*(insist(client, *each) for each in twice))
        books, stats = await client.desk("books"), await client.desk("stats")
    assert sorted(charge.idempotency_key or "" for charge in client.charges) == sorted(keys)
    assert sum(Decimal(charge.price) for charge in client.charges) == Decimal(books["total"])
    assert [charge["idempotency_key"] for charge in books["charges"]] == [
        each.idempotency_key for each in client.charges
    ]
    for first, second in zip(answers, answers[len(work) :], strict=False):
        if first.headers["content-type"].startswith("application/json"):
            assert id_of(first) == id_of(second)
    outcomes = {outcome for found in stats["calls"].values() for outcome in found}
    assert {"200", "401", "429", "drop", "hang"} <= outcomes and outcomes & {"500", "502", "503", "504"}
    assert stats["peak_in_flight"] <= 20 and stats["peak_admitted_per_minute"] <= 450


def id_of(response: httpx.Response) -> str:
    body = response.json()
    return str(next(body[name] for name in ("job_id", "generation_id", "id") if name in body))


@pytest.mark.parametrize(("kind", "charges"), [("honoured", 1), ("lookup", 2), ("none", 2)])
async def test_a_repeated_key_is_honoured_only_where_the_provider_says_so(kind: str, charges: int) -> None:
    async with provider({"idempotency": {"kind": kind}}) as client:
        first, second = [(await client.post("video/generate", FILM, "k")) for _ in range(2)]
        assert len(client.charges) == charges
        assert (id_of(first) == id_of(second)) == (charges == 1)
        assert second.headers.get("idempotent-replayed") == ("true" if charges == 1 else None)


async def test_a_key_is_for_one_body() -> None:
    async with provider() as client:
        await client.post("video/generate", FILM, "k")
        assert (await client.post("video/generate", {**FILM, "seed": 5}, "k")).status_code == 422
        assert len(client.charges) == 1


@pytest.mark.parametrize(("sticks", "answers"), [(True, [400, 400]), (False, [400, 200])])
async def test_a_refusal_sticks_to_its_key_only_where_the_provider_says_so(sticks: bool, answers: list[int]) -> None:
    once = {"idempotency": {"refusals_stick": sticks}, "rules": [rule("video/generate", "moderation", nth=1)]}
    async with provider(once) as client:
        assert [(await client.post("video/generate", FILM, "k")).status_code for _ in range(2)] == answers
        assert (await client.post("video/generate", FILM, "another")).status_code == 200
        assert len(client.charges) == 1 + answers.count(200)


async def test_where_keys_are_looked_up_a_lost_answer_is_found() -> None:
    calls: list[tuple[str, dict[str, Any]]] = [
        *(("video/generate", FILM), ("chat/completions", CHAT), ("audio/speech", SPEECH))
    ]
    lost = [{"call": call, "then": {"fault": "drop", "charged": True}} for call, _ in calls]
    async with provider({"idempotency": {"kind": "lookup"}, "rules": lost}) as client:
        assert (await client.get("video/jobs?key=k")).json() == {"jobs": []}
        for call, body in calls:
            with pytest.raises(httpx.RemoteProtocolError):
                await client.post(call, body, "k")
        (job,) = (await client.get("video/jobs?key=k")).json()["jobs"]
        assert job["job_id"] == client.charges[0].job_id
        film, words, speech = (await client.get("calls?key=k")).json()["calls"]
        assert film["answer"]["job_id"] == job["job_id"]
        assert words["answer"]["choices"][0]["message"]["content"]
        assert (await client.download(speech["answer"]["audio_url"])).content.startswith(b"RIFF")
    async with provider() as client:
        assert (await client.get("video/jobs?key=k")).status_code == 404


# --- determinism


async def test_the_same_seed_tells_the_same_story() -> None:
    faults = {"error": 0.3, "throttle": 0.2, "renamed": 0.3, "moderation": 0.2, "drop_after_charge": 0.1}

    async def story(seed: int, shuffled: int) -> dict[str, list[object]]:
        keys = [f"key-{number}" for number in range(12)]
        random.Random(shuffled).shuffle(keys)

        async def tell(client: Client, key: str) -> list[object]:
            found: list[object] = []
            for _ in range(4):
                try:
                    response = await client.post("video/generate", {**FILM, "prompt": key}, key)
                    found.append((response.status_code, response.json()))
                except httpx.RemoteProtocolError:
                    found.append("lost")
            return found

        async with provider({"seed": seed, "faults": faults}) as client:
            told = await asyncio.gather(*(tell(client, key) for key in keys))
        return dict(zip(keys, told, strict=True))

    first = await story(seed=4, shuffled=1)
    assert await story(seed=4, shuffled=2) == first
    assert await story(seed=5, shuffled=1) != first


# --- limits


async def test_a_minute_s_limit_holds_and_retry_after_is_right() -> None:
    limits = {"limits": {"requests_per_minute": 40}, "time_scale": 100}
    async with provider(limits) as client:
        await asyncio.gather(*(insist(client, "chat/completions", CHAT, f"k{number}") for number in range(100)))
        stats = await client.desk("stats")
    assert stats["peak_admitted_per_minute"] == 40
    assert stats["peak_calls_per_minute"] > 40
    assert len(client.charges) == 100


async def test_refused_calls_say_how_long_to_wait_in_the_caller_s_time() -> None:
    async with provider({"limits": {"requests_per_minute": 1}, "time_scale": 10}) as client:
        await client.post("audio/synthesis", {"input": "a", "voice": "Emma"})
        response = await client.post("audio/synthesis", {"input": "a", "voice": "Emma"})
        assert response.status_code == 429
        assert 3000 < int(response.headers["retry-after-ms"]) <= 6000
        assert int(response.headers["retry-after"]) in (4, 5, 6)
        assert (await client.get("models")).status_code == 429


async def test_reading_is_free_where_a_scenario_says_so() -> None:
    async with provider({"limits": {"requests_per_minute": 1, "count_polls": False}, "time_scale": 10}) as client:
        await client.post("audio/synthesis", {"input": "a", "voice": "Emma"})
        assert (await client.get("models")).status_code == 200


async def test_calls_in_flight_and_unfinished_jobs_have_limits_too() -> None:
    slow = {"latency": {"chat": {"median": 100, "spread": 0}}, "limits": {"in_flight": 5, "jobs_in_flight": 2}}
    async with provider({**slow, "jobs": {"processing": {"median": 1e6}}, "time_scale": 100}) as client:
        found = await asyncio.gather(*(client.post("chat/completions", CHAT, str(number)) for number in range(12)))
        assert sorted(each.status_code for each in found) == [200] * 5 + [429] * 7
        assert (await client.desk("stats"))["peak_in_flight"] == 5
        films = [(await client.post("video/generate", FILM, str(number))).status_code for number in range(3)]
        assert films == [200, 200, 429]


async def test_tokens_have_a_limit_too() -> None:
    async with provider({"limits": {"tokens_per_minute": 5000}, "time_scale": 20}) as client:
        long = {**CHAT, "max_tokens": 2000}
        found = await asyncio.gather(*(client.post("chat/completions", long, str(number)) for number in range(3)))
        assert sorted(each.status_code for each in found) == [200, 200, 429]
        assert (await client.post("audio/speech", SPEECH)).status_code == 200


# --- keys


async def test_keys_end_in_the_middle_and_a_fresh_one_goes_on() -> None:
    async with provider({"rules": [rule("models", "expired_key", nth=2)]}) as client:
        found = [(await client.get("models")).status_code for _ in range(3)]
        client.key = (await client.desk("keys", "POST"))["key"]
        found.append((await client.get("models")).status_code)
        await client.desk("keys/expire", "POST")
        found.append((await client.get("models")).status_code)
    assert found == [200, 401, 401, 200, 401]


# --- answers


async def test_completions_come_fenced_and_malformed() -> None:
    body = {**CHAT, "response_format": {"type": "json_object"}}
    async with provider(
        {"rules": [rule("chat/completions", "fenced", nth=1), rule("chat/completions", "malformed")]}
    ) as client:
        fenced, *others = [(await client.post("chat/completions", body, str(number))).json() for number in range(9)]
        text = fenced["choices"][0]["message"]["content"]
        assert json.loads(text.split("```json")[1].split("```")[0])
        for other in others:
            with pytest.raises(json.JSONDecodeError):
                json.loads(other["choices"][0]["message"]["content"])


async def test_fields_are_renamed_or_drift() -> None:
    rules = [rule("video/generate", "renamed"), rule("video/jobs", "drift"), rule("models", "error", nth=1)]
    async with provider({"rules": rules}) as client:
        names = [set((await client.post("video/generate", FILM, str(key))).json()) - {"status"} for key in range(12)]
        assert {name for found in names for name in found} == {"generation_id", "id"}
        drifted = (await client.get(f"video/jobs/{client.charges[0].job_id}")).json()
        assert "state" in drifted and "status" not in drifted
        assert (await client.get("models")).status_code == 500


@pytest.mark.parametrize("charged", [True, False])
async def test_hangs_and_drops_are_felt_by_the_caller(charged: bool) -> None:
    faults = [{"fault": "hang", "charged": charged}, {"fault": "drop", "charged": charged}]
    rules = [{"call": "video/generate", "nth": at + 1, "then": fault} for at, fault in enumerate(faults)]
    async with provider({"rules": rules}) as client:
        with pytest.raises(httpx.ReadTimeout):
            await client.post("video/generate", FILM, "a", patience=0.2)
        with pytest.raises(httpx.RemoteProtocolError):
            await client.post("video/generate", FILM, "b")
        assert len(client.charges) == (2 if charged else 0)
        assert (await client.desk("stats"))["calls"]["video/generate"] == {"drop": 1, "hang": 1}
