"""The ledger buys from a market of several models: what it goes on to, what it pays, what it tells."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest

from shared.artifacts.folder import Folder
from shared.artifacts.media import read
from shared.events import digest
from shared.ledger import Accepted, Attempt, Failed, OverCap, Prices, Receipt, Running, Terms, Ticket
from shared.ledger.offers import Submit
from shared.ledger.records import Intent
from shared.providers.catalogue import ModelSpec
from shared.providers.remote import Drifted, Work
from shared.providers.routing import Rule
from shared.providers.routing.failover import PATIENCE, TRIES
from shared.providers.routing.market import Candidate, Routed
from shared.runtime import Misconfigured, Permanent, Rejected, Throttled, Times, Transient, WorkError
from shared.runtime.leases import Leases
from tests.ledger.actors import NOW
from tests.ledger.shop import Film, key, ledger, purse

TERMS = Terms(acceptance="idempotent", answer_within=60, done_within=600)
FOLDER = f"video/ledger/{digest('s01')}"
AMOUNTS = {"kling": "0.08", "pika": "0.05", "runway": "0.12"}
PRICES = Prices.model_validate(
    {
        "currency": "USD",
        "price": [{"model": m, "unit": "second", "amount": a, "since": "2026-01-01"} for m, a in AMOUNTS.items()],
    }
)


@dataclass
class Door:
    """A gate that tests open and close."""

    full: dict[str, float] = field(default_factory=dict)
    closed: dict[str, float] = field(default_factory=dict)
    entered: list[tuple[str, int]] = field(default_factory=list)

    async def enter(self, provider: str, model: str, tokens: int = 0) -> str:
        if model in self.full:
            raise Throttled(f"{model} has no room", self.full[model])
        self.entered.append((model, tokens))
        return model

    def guard(self, submit: Submit, permit: str) -> Submit:
        async def guarded(ticket: Ticket) -> Accepted:
            try:
                return await submit(ticket)
            except Throttled as error:
                self.closed[permit] = error.retry_after
                raise

        return guarded

    def again(self, submit: Submit, provider: str, model: str, tokens: int = 0) -> Submit:
        async def guarded(ticket: Ticket) -> Accepted:
            return await self.guard(submit, await self.enter(provider, model, tokens))(ticket)

        return guarded

    def is_closed(self, provider: str, model: str) -> float | None:
        return self.closed.get(model)


@dataclass
class Makers:
    """Models that answer as scripted, then film at once. ``asked`` are all submissions, with what they were told."""

    answers: dict[str, list[WorkError | None]] = field(default_factory=dict)
    results: dict[str, list[Failed | Running]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def candidate(self, model: str, unfit: str = "", rank: int = 5, to_mend: str = "") -> Candidate[str]:
        spec = ModelSpec(name=model, provider="shop", capability="video", rank=rank)
        quote = PRICES.quote(model, "second", 5, NOW.date())

        def work(past: Sequence[Attempt], reference: str) -> Work[str]:
            told = next((each.failure.reason for each in reversed(past) if each.failure), "")

            async def submit(ticket: Ticket) -> Accepted:
                self.asked.append((model, told))
                scripted = self.answers.get(model)
                if scripted and (error := scripted.pop(0)):
                    raise error
                return Accepted(f"{model}-{len(self.asked)}")

            async def fetch(receipt: Receipt, into: Path) -> str | Running | Failed:
                scripted = self.results.get(model)
                return scripted.pop(0) if scripted else receipt.job

            return Work("shop", model, quote, TERMS, submit, fetch)

        async def wrong() -> str:
            return to_mend

        return Candidate(spec, quote, work, unfit, wrong, tokens=7)


async def keep(work: Work[str], receipt: Receipt) -> Film | Running | Failed:
    found = await work.fetch(receipt, Path("unused"))
    return Film(frames=found) if isinstance(found, str) else found


def left(amount: str) -> Callable[[], Awaitable[Decimal]]:
    async def room() -> Decimal:
        return Decimal(amount)

    return room


@pytest.fixture
def store(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "store")


@pytest.fixture
def makers() -> Makers:
    return Makers()


@pytest.fixture
def door() -> Door:
    return Door()


RULE = Rule(capability="video", models=("kling", "pika", "runway"), because="as it was wished")


def market(makers: Makers, door: Door, *candidates: Candidate[str], room: str = "10") -> Routed[str, Film]:
    found = candidates or tuple(makers.candidate(model) for model in AMOUNTS)
    return Routed(found, RULE, keep, door, left(room))


async def buy(store: Folder, sold: Routed[str, Film], cap: str = "10") -> Film:
    leases = Leases(store, "video", "one", Times(beat=10, scan=1))
    await leases.beat()
    return await ledger(store, leases)(key("s01"), Film, sold, purse(cap))


async def intents(store: Folder) -> list[Intent]:
    listed = await store.listing(FOLDER)
    return [await read(store, each.key, Intent) for each in listed if "/intent-" in each.key]


async def test_the_choice_and_its_reason_are_recorded(store: Folder, makers: Makers, door: Door) -> None:
    assert (await buy(store, market(makers, door))).frames == "kling-1"
    [intent] = await intents(store)
    assert (intent.model, intent.reason) == ("kling", "as it was wished")
    assert door.entered == [("kling", 7)]


async def test_moderation_of_one_model_is_no_end(store: Folder, makers: Makers, door: Door) -> None:
    makers.answers["kling"] = [Rejected("no violence", "the prompt")]
    assert (await buy(store, market(makers, door))).frames == "pika-2"
    assert [each.reason for each in await intents(store)][1] == "as it was wished. Instead of kling: no violence"


async def test_when_all_refuse_the_input_is_named_and_nothing_is_paid(
    store: Folder, makers: Makers, door: Door
) -> None:
    makers.answers = {model: [Rejected("no violence", "the action of e01-s01")] for model in AMOUNTS}
    with pytest.raises(Rejected, match="kling, pika, runway: no violence") as nobody:
        await buy(store, market(makers, door))
    assert nobody.value.what == "the action of e01-s01"
    assert [model for model, _ in makers.asked] == ["kling", "pika", "runway"]


async def test_a_failed_job_is_made_once_more_and_told_why_then_by_the_next(
    store: Folder, makers: Makers, door: Door
) -> None:
    makers.results["kling"] = [Failed(Transient(f"malformed answer {n}"), Decimal("0.4")) for n in range(TRIES)]
    assert (await buy(store, market(makers, door))).frames == "pika-3"
    assert makers.asked == [("kling", ""), ("kling", "malformed answer 0"), ("pika", "malformed answer 1")]


async def test_an_answer_in_an_unknown_form_is_not_asked_for_twice(store: Folder, makers: Makers, door: Door) -> None:
    makers.results["kling"] = [Failed(Drifted("answers without 'choices'", "choices"), Decimal("0.4"))]
    assert (await buy(store, market(makers, door))).frames == "pika-2"


async def test_a_full_gate_is_waited_for_and_nothing_is_written(store: Folder, makers: Makers, door: Door) -> None:
    door.full["kling"] = PATIENCE
    with pytest.raises(Throttled):
        await buy(store, market(makers, door))
    assert await intents(store) == []


async def test_a_gate_that_stays_full_for_long_lets_the_next_model_have_it(
    store: Folder, makers: Makers, door: Door
) -> None:
    door.full = {"kling": PATIENCE + 1, "pika": PATIENCE + 1}
    assert (await buy(store, market(makers, door))).frames == "runway-1"
    door.full = dict.fromkeys(AMOUNTS, 90.0)
    with pytest.raises(Throttled) as waiting:
        await market(makers, door).choose(())
    assert waiting.value.retry_after == 90


async def test_a_provider_that_wants_us_to_wait_for_long_is_passed_over_at_once(
    store: Folder, makers: Makers, door: Door
) -> None:
    makers.answers["kling"] = [Throttled("quota", 600)]
    assert (await buy(store, market(makers, door))).frames == "pika-2"


async def test_who_wants_us_to_wait_a_moment_is_waited_for(store: Folder, makers: Makers, door: Door) -> None:
    makers.answers["kling"] = [Throttled("busy", 3)]
    with pytest.raises(Throttled) as waiting:
        await buy(store, market(makers, door))
    assert waiting.value.retry_after == 3
    door.closed.clear()
    assert (await buy(store, market(makers, door))).frames == "kling-2"


async def test_what_the_cap_does_not_afford_gives_way_to_what_it_does(
    store: Folder, makers: Makers, door: Door
) -> None:
    assert (await buy(store, market(makers, door, room="0.3"), cap="0.3")).frames == "pika-1"
    [intent] = await intents(store)
    assert intent.reason == "as it was wished (0.3 left is too little for kling)"


async def test_when_the_cap_affords_nobody_it_misses_what_the_cheapest_costs(
    store: Folder, makers: Makers, door: Door
) -> None:
    with pytest.raises(OverCap) as over:
        await buy(store, market(makers, door, room="0.1"), cap="0.1")
    assert over.value.missing == Decimal("0.15")
    assert makers.asked == []


async def test_who_is_not_in_use_is_never_chosen_but_what_it_holds_is_fetched(
    store: Folder, makers: Makers, door: Door
) -> None:
    dropped = makers.candidate("kling", unfit="is not in use")
    with pytest.raises(Permanent, match=r"no model that is in use can do it\. kling is not in use"):
        await buy(store, market(makers, door, dropped))
    both = [makers.candidate(name, unfit="is not in use") for name in ("kling", "pika")]
    with pytest.raises(Permanent, match=r"each of kling, pika is not in use$"):
        await buy(store, market(makers, door, *both))
    offer = market(makers, door, dropped).named("shop", "kling")
    receipt = Receipt(key="k", job="kling-9", billed=Decimal(0), is_estimate=False, known_by="answer", at=NOW)
    assert await offer.collect(receipt) == Film(frames="kling-9")


async def test_who_cannot_be_asked_before_something_is_mended_is_passed_over_and_the_reason_is_kept(
    store: Folder, makers: Makers, door: Door
) -> None:
    locked = [makers.candidate(name, to_mend="shop refuses the key: mend it") for name in ("kling", "runway")]
    assert (await buy(store, market(makers, door, *locked, makers.candidate("pika")))).frames == "pika-1"
    [intent] = await intents(store)
    assert intent.reason.endswith("Instead of shop refuses the key: mend it")


async def test_who_may_not_do_it_with_this_key_is_asked_once_in_a_look_and_again_in_the_next(
    store: Folder, makers: Makers, door: Door
) -> None:
    makers.answers = {model: [Misconfigured("the key may not do this")] for model in AMOUNTS}
    with pytest.raises(Misconfigured, match="kling, pika, runway: the key may not do this"):
        await buy(store, market(makers, door))
    assert [model for model, _ in makers.asked] == ["kling", "pika", "runway"]
    assert (await buy(store, market(makers, door))).frames == "kling-4", "a person may have mended it"


async def test_when_all_wait_to_be_mended_it_says_what_once(store: Folder, makers: Makers, door: Door) -> None:
    locked = [makers.candidate(name, to_mend="shop refuses the key: mend it") for name in ("kling", "runway")]
    with pytest.raises(Misconfigured, match=r"^no model can be asked\. shop refuses the key: mend it$"):
        await buy(store, market(makers, door, *locked))


async def test_a_job_that_runs_is_awaited_with_its_own_model(store: Folder, makers: Makers, door: Door) -> None:
    makers.results["kling"] = [Running(4)]
    with pytest.raises(WorkError, match="kling is at work"):
        await buy(store, market(makers, door))
    others = [makers.candidate("kling", unfit="is not in use"), makers.candidate("pika")]
    assert (await buy(store, market(makers, door, *others))).frames == "kling-1"
    assert [model for model, _ in makers.asked] == ["kling"]


async def test_a_lost_answer_is_asked_for_again_under_the_same_key_with_the_same_words(
    store: Folder, makers: Makers, door: Door
) -> None:
    makers.results["kling"] = [Failed(Transient("malformed answer"), Decimal("0.4"))]
    makers.answers["kling"] = [None, Transient("no answer")]
    with pytest.raises(Transient, match="no answer"):
        await buy(store, market(makers, door))
    assert (await buy(store, market(makers, door))).frames == "kling-3"
    assert makers.asked == [("kling", ""), ("kling", "malformed answer"), ("kling", "malformed answer")]
    first, second, repeat = await intents(store)
    assert first.key != second.key == repeat.key
    assert door.entered == [("kling", 7)] * 3, "a repeat takes room, too"


async def test_a_model_that_left_the_catalogue_with_work_of_ours_must_come_back(makers: Makers, door: Door) -> None:
    with pytest.raises(Misconfigured, match="gone of shop holds paid work: put it into the catalogue again"):
        market(makers, door).named("shop", "gone")
