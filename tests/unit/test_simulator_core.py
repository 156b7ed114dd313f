"""The simulated provider without HTTP: chance by seed, limits, prices, keys, jobs."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infra.simulator.access import Access
from infra.simulator.calls.speech import spoken_seconds
from infra.simulator.calls.video import size
from infra.simulator.fates import Fates
from infra.simulator.limits import Bucket
from infra.simulator.media import Media
from infra.simulator.prices import PriceList, Sale
from infra.simulator.provider import Provider
from infra.simulator.reader import Download
from infra.simulator.replies import Json, Reply
from infra.simulator.scenario import Keys, Prices, Scenario
from infra.simulator.shelf import expires
from infra.simulator.stats import Peak
from infra.simulator.turns import Call, Turn
from tests.simulated import FILM

ROUGH = Scenario.model_validate(
    {"seed": 5, "faults": {"throttle": 0.2, "error": 0.2, "hang": 0.1, "drop_after_charge": 0.2, "renamed": 0.3}}
)


# --- fates


def story(fates: Fates, key: str, calls: int) -> list[object]:
    found = [fates.of("video/generate", key) for _ in range(calls)]
    return [(fate.ending(ROUGH.faults), fate.strikes("renamed", 0.3), fate.luck.name("id")) for fate in found]


def test_the_same_seed_and_order_of_a_key_s_calls_have_the_same_fates_whatever_comes_between() -> None:
    alone = story(Fates(ROUGH), "a", 20)
    busy = Fates(ROUGH)
    mixed = []
    for number in range(20):
        story(busy, f"other-{number}", number % 3)
        mixed += story(busy, "a", 1)
    assert mixed == alone
    assert len(set(map(str, alone))) == 20
    assert story(Fates(ROUGH.model_copy(update={"seed": 6})), "a", 20) != alone


def test_shares_are_kept_over_many_calls() -> None:
    fates = Fates(ROUGH)
    endings = [fates.of("chat/completions", str(key)).ending(ROUGH.faults) for key in range(4000)]
    counts = {kind: sum(1 for each in endings if each and each.fault == kind) for kind in ("throttle", "error", "hang")}
    assert all(
        abs(counts[kind] / 4000 - share) < 0.03 for kind, share in (("throttle", 0.2), ("error", 0.2), ("hang", 0.1))
    )
    assert all(each.charged == (each.fault == "drop") for each in endings if each)


def test_a_rule_counts_its_own_calls_and_leaves_no_room_for_chance() -> None:
    rules = [
        {"call": "video/generate", "model": "kling", "nth": 2, "then": {"fault": "drop", "charged": True}},
        {"call": "video/generate", "contains": "rain", "every": 2, "then": {"fault": "none"}},
    ]
    scenario = Scenario.model_validate({"faults": {"hang": 1}, "rules": rules})
    fates = Fates(scenario)

    def end(model: str, text: str) -> str | None:
        fault = fates.of("video/generate", "k", model, text).ending(scenario.faults)
        return fault.fault if fault else None

    calls = [("kling", ""), ("pika", ""), ("kling", ""), ("kling", "rain"), ("pika", "rain"), ("kling", "rain")]
    assert [end(*call) for call in calls] == ["hang", "hang", "drop", "hang", None, "hang"]


# --- limits


@given(st.integers(1, 8), st.lists(st.tuples(st.floats(0, 30), st.integers(1, 4)), max_size=60))
@settings(deadline=None)
def test_no_minute_sees_more_than_the_bucket_holds_and_the_wait_is_exact(
    size: int, steps: list[tuple[float, int]]
) -> None:
    bucket, now, taken = Bucket(size), 0.0, []
    for pause, tokens in steps:
        now += pause
        if wait := bucket.wait(now, tokens):
            assert bucket.wait(max(now, now + wait - 1e-3), tokens) > 0
            now += wait + 1e-6
            assert bucket.wait(now, tokens) == 0
        bucket.take(now, tokens)
        taken.append((now, min(tokens, size)))
    for at, _ in taken:
        assert sum(tokens for when, tokens in taken if at <= when < at + 60) <= size


@given(st.lists(st.floats(0, 300), min_size=1, max_size=60))
@settings(deadline=None)
def test_the_peak_is_the_most_in_any_minute(times: list[float]) -> None:
    peak = Peak()
    for at in sorted(times):
        peak.add(at)
    assert peak.most == max(sum(at <= each < at + 60 for each in times) for at in times)


# --- money


@pytest.mark.parametrize(
    ("sale", "price"),
    [
        (Sale("deepseek-v3.2", "token", Decimal(1_000_000)), "0.42"),
        (Sale("kling-v1-6", "second", Decimal(5)), "0.40"),
        (Sale("kling-v1-6", "second", Decimal("6.5"), "1080p"), "0.78"),
        (Sale("pika-2-0", "second", Decimal(5), "720p"), "0.25"),
        (Sale("video-gen-2.1", "second", Decimal(10)), "0.50"),
        (Sale("some-other", "second", Decimal(10)), "1.00"),
        (Sale("tts-1-hd", "minute", Decimal("0.5")), "0.15"),
        (Sale("voice-tts-3.0", "call", Decimal(1)), "0.02"),
        (Sale("gpt-4.1", "image", Decimal(2)), "0.12"),
        (Sale("background", "call", Decimal(1)), "2.00"),
    ],
)
def test_prices_are_those_that_are_published(sale: Sale, price: str) -> None:
    assert PriceList(Prices()).price(sale) == Decimal(price)


def test_a_scenario_s_own_price_goes_before_the_published_one() -> None:
    prices = PriceList(Prices(per_second={"kling-v1-6": Decimal("0.09")}))
    assert prices.price(Sale("kling-v1-6", "second", Decimal(10))) == Decimal("0.90")
    assert prices.price(Sale("runway-gen3", "second", Decimal(10))) == Decimal("1.20")


# --- keys


def status(access: Access, authorization: str, now: float = 0) -> int:
    refused = access.check(authorization, now)
    return refused.status if refused else 200


def test_only_a_key_that_was_issued_opens_the_door() -> None:
    access = Access(Keys(), 1)
    good = access.key
    found = [
        status(access, each) for each in (f"Bearer {good}", f"bearer {good}", good, f"Bearer {good}x", "", "Bearer ")
    ]
    assert found == [200, 200, 401, 401, 401, 401]
    assert good.startswith("hs_") and len(good) >= 32


def test_a_deployment_may_take_any_long_key() -> None:
    access = Access(Keys(form="any"), 1)
    assert [status(access, f"Bearer {'x' * signs}") for signs in (32, 31)] == [200, 401]


def test_keys_expire_by_calls_or_time_and_the_first_fresh_ones_may_be_bad() -> None:
    access = Access(Keys(expire_after_calls=2, bad_refreshes=1), 1)
    old = f"Bearer {access.key}"
    assert [status(access, old) for _ in range(4)] == [200, 200, 401, 401]
    assert [status(access, f"Bearer {access.refresh(0)}") for _ in range(2)] == [401, 200]
    access = Access(Keys(expire_after_seconds=60), 1)
    old = f"Bearer {access.key}"
    assert [status(access, old, now) for now in (59, 60)] == [200, 401]
    fresh = f"Bearer {access.refresh(60)}"
    assert [status(access, fresh, now) for now in (61, 119, 120)] == [200, 200, 401]


# --- calls


def a_provider(**scenario: object) -> tuple[Provider, Callable[..., Turn]]:
    made = Provider(Scenario.model_validate(scenario), datetime(2026, 1, 1, tzinfo=UTC), lambda _: None)

    def play(key: str, body: dict[str, Any], now: float = 0) -> Turn:
        text = str(body).replace("'", '"').encode()
        return made.take("video/generate", Call("video/generate", text, f"Bearer {made.access.key}", key), now)

    return made, play


def test_a_charge_names_when_whom_what_and_how_much() -> None:
    made, play = a_provider()
    turn = play("k-1", FILM)
    assert isinstance(turn.reply.body, dict)
    (charge,) = made.books.charges
    assert charge.line() == (
        '{"time": "2026-01-01T00:00:00.000+00:00", "idempotency_key": "k-1", "model": "kling-v1-6", '
        '"operation": "video/generate", "units": "5", "unit": "second", "price": "0.4", '
        f'"job_id": "{turn.reply.body["job_id"]}"}}'
    )


@pytest.mark.parametrize("kind", ["error", "hang", "drop"])
@pytest.mark.parametrize("charged", [True, False])
def test_a_fault_is_charged_exactly_when_it_says_so(kind: str, charged: bool) -> None:
    made, play = a_provider(rules=[{"call": "video/generate", "then": {"fault": kind, "charged": charged}}])
    play("k-1", FILM)
    assert len(made.books.charges) == charged
    assert len(made.memory.jobs) == charged


def test_an_honoured_key_is_forgotten_in_the_end() -> None:
    made, play = a_provider(idempotency={"remembered_seconds": 600})
    ids = {str(play("k-1", FILM, now).reply.body) for now in (0, 300, 599)}
    assert (len(ids), len(made.books.charges)) == (1, 1)
    play("k-1", FILM, 601)
    assert len(made.books.charges) == 2


def test_a_lookup_may_lag_behind() -> None:
    made, play = a_provider(idempotency={"kind": "lookup", "lookup_lag_seconds": 30})
    play("k-1", FILM)

    def found(now: float) -> Json | Media:
        return made.reader.read(
            Call("video/jobs", authorization=f"Bearer {made.access.key}", key="k-1"), now
        ).reply.body

    assert found(29) == {"jobs": []}
    assert isinstance(later := found(30), dict) and len(later["jobs"]) == 1


def test_an_address_of_media_ends_and_a_later_look_at_the_job_gives_a_fresh_one() -> None:
    made, play = a_provider(downloads={"valid_seconds": 100}, jobs={"processing": {"median": 0}})
    play("k-1", FILM)
    (job,) = made.memory.jobs.values()

    def address(now: float) -> tuple[str, float]:
        look = Call("video/jobs", authorization=f"Bearer {made.access.key}", about=job.id)
        body = made.reader.read(look, now).reply.body
        assert isinstance(body, dict)
        url = urlsplit(body["video_url"])
        return url.path.removeprefix("/media/"), expires(url.query)

    name, until = address(50)
    assert isinstance(made.reader.download(name, until, 150), Download)
    assert isinstance(gone := made.reader.download(name, until, 151), Reply) and gone.status == 403
    assert isinstance(made.reader.download(*address(151), 151), Download)


def test_moderation_refuses_the_same_words_again_names_them_and_charges_nothing() -> None:
    made, play = a_provider(seed=2, faults={"moderation": 0.5, "forbidden": ["blood"]})
    prompts = [{**FILM, "prompt": f"Scene {number}"} for number in range(40)]
    first, second = ([play(f"{turn}-{at}", body).reply for at, body in enumerate(prompts)] for turn in ("a", "b"))
    assert [each.status for each in first] == [each.status for each in second]
    refused = [each.body for each in first if each.status == 400]
    assert 8 < len(refused) < 32
    assert all(isinstance(body, dict) and body["error"]["param"] == "prompt" for body in refused)
    assert len(made.books.charges) == 2 * (40 - len(refused))
    said = play("c", {**FILM, "prompt": "Scene 1", "style": "blood and thunder"}).reply.body
    assert isinstance(said, dict) and said["error"]["param"] == "style"


def test_a_job_is_queued_then_made_then_done() -> None:
    made, play = a_provider(jobs={"queued": {"median": 10, "spread": 0}, "processing": {"median": 20, "spread": 0}})
    play("k-1", FILM)
    (job,) = made.memory.jobs.values()
    assert [job.status(now) for now in (0, 9.9, 10.1, 29.9, 30.1)] == [
        *("queued", "queued", "processing", "processing", "completed")
    ]


@pytest.mark.parametrize(
    ("kind", "status"), [("job_failed", "failed"), ("job_moderated", "failed"), ("job_stuck", "processing")]
)
def test_a_job_may_end_badly_or_never(kind: str, status: str) -> None:
    made, play = a_provider(rules=[{"call": "video/generate", "then": {"fault": kind}}])
    play("k-1", FILM)
    (job,) = made.memory.jobs.values()
    assert job.status(1e6) == status


@pytest.mark.parametrize(
    ("resolution", "aspect", "found"),
    [
        ("720p", "9:16", (720, 1280)),
        ("1080p", "16:9", (1920, 1080)),
        ("720p", "1:1", (720, 720)),
        ("4k", "21:9", (5040, 2160)),
    ],
)
def test_the_resolution_is_the_shorter_side(resolution: str, aspect: str, found: tuple[int, int]) -> None:
    assert size(resolution, aspect) == found


def test_speech_lasts_as_long_as_its_words() -> None:
    assert spoken_seconds("妈，我回来了。", 1) == 1.6
    assert 2 < spoken_seconds("She finds the envelope that nobody sent.", 1) < 4
    assert spoken_seconds("妈，我回来了。", 2) == 0.8
