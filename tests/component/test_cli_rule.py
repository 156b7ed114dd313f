"""``duanju rule``: paid work that only a person can judge goes on as the person says."""

import asyncio
import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from services.gateway.cli.exits import Exit
from shared.artifacts import keys
from shared.artifacts.folder import Folder
from shared.events import CastCommissioned, digest
from shared.ledger import Callbacks, Ledger, NeedsRuling, Purse, Terms
from shared.runtime import Permanent, Times
from shared.runtime.leases import Leases
from tests.component.test_cli_redrive import buried, on_topics
from tests.desk import ADMITTED, BLOCKED, decide, duanju, run_here
from tests.ledger.shop import Film, Shop

ORDER = CastCommissioned(drama="red", revision=1, story="script/stories/s.json", cap=Decimal(1))
PURSE = Purse.of(ORDER, Decimal(1))
WANT = f"character/members/{digest('who')}.json"
NOBODY = Callbacks("", ())
GONE = Terms(acceptance="neither", answer_within=0.01, done_within=600)


class Lost:
    """A shop whose answers never come."""

    async def __call__(self) -> None:
        raise TimeoutError("no answer")


async def books_of(store: Folder) -> Ledger:
    leases = Leases(store, "character", "one", Times(beat=10, scan=1))
    await leases.beat()
    return Ledger(store, "character", leases, NOBODY, lambda: datetime.now(UTC), Decimal("0.01"))


async def parked(store: Folder, shop: Shop) -> None:
    """The shop's answer is lost, and the order is given up for it."""
    await decide(store, "red", ADMITTED, BLOCKED)
    books = await books_of(store)
    with pytest.raises((TimeoutError, Permanent)):
        await books(WANT, Film, shop, PURSE)
    await asyncio.sleep(0.02)
    with pytest.raises(NeedsRuling):
        await books(WANT, Film, shop, PURSE)


def listed(state: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in duanju("rule", "red", "--json", "--state", state).stdout.splitlines()]


def letter(store: Folder) -> str:
    return buried(store, ORDER, "character", "nobody knows whether it was charged")


def test_nothing_waits(state: Path, store: Folder) -> None:
    asyncio.run(decide(store, "red", ADMITTED))
    assert "No paid work waits for a ruling" in duanju("rule", "red", "--state", state).stdout


def test_what_waits_is_listed_with_all_that_is_known(state: Path, store: Folder) -> None:
    asyncio.run(parked(store, Shop(GONE, submissions=[Lost()])))
    [case] = listed(state)
    assert json.loads(duanju("rule", "--json", "--state", state).stdout) == case, "that of all dramas"
    assert case["id"] == f"{digest('who')[:8]}-1"
    facts = {name: case[name] for name in ("about", "service", "provider", "model", "quoted", "currency", "job")}
    assert facts == {
        **{"about": "red", "service": "character", "provider": "shop", "model": "kling"},
        **{"quoted": "0.4", "currency": "USD", "job": ""},
    }
    text = duanju("rule", "red", "--state", state).stdout
    assert case["submission"] in text and f"duanju rule red {case['id']} again" in text
    assert "nobody knows whether shop charged 0.4 USD" in text


@pytest.mark.parametrize(
    ("words", "result", "spent"),
    [
        (["again"], "job-1", "0.4"),
        (["charged"], "job-1", "0.8"),
        (["charged", "--billed", "0.1"], "job-1", "0.5"),
        (["charged", "--job", "job-77"], "job-77", "0.4"),
        (["charged", "--job", "job-77", "--billed", "0.35"], "job-77", "0.35"),
    ],
)
def test_a_ruling_is_kept_its_order_is_tried_again_and_the_work_goes_on(
    state: Path, store: Folder, broker: str, words: list[str], result: str, spent: str
) -> None:
    asyncio.run(parked(store, Shop(GONE, submissions=[Lost()])))
    name = letter(store)
    run_here(state, broker)
    told = duanju("rule", "red", listed(state)[0]["id"], *words, "--json", "--state", state)
    assert (told.exit_code, json.loads(told.stdout)["redriven"]) == (Exit.OK, [name])
    assert asyncio.run(on_topics(broker, ORDER.topic())) == [ORDER]

    async def goes_on() -> tuple[str, Decimal]:
        books = await books_of(store)
        film = await books(WANT, Film, Shop(GONE), PURSE)
        return film.frames, (await books.balance(PURSE.account)).spent

    assert asyncio.run(goes_on()) == (result, Decimal(spent))
    assert listed(state) == []


def test_a_paid_job_that_cannot_be_fetched_may_be_made_anew(state: Path, store: Folder, broker: str) -> None:
    asyncio.run(parked(store, Shop(GONE, collections=[Permanent("410 Gone"), Permanent("410 Gone")])))
    run_here(state, broker)
    [case] = listed(state)
    assert case["job"] == "job-1"
    assert "Its job job-1 is paid, and cannot be fetched" in duanju("rule", "red", "--state", state).stdout
    refused = duanju("rule", "red", case["id"], "charged", "--job", "job-2", "--state", state)
    assert (refused.exit_code, "its job is known already, job-1" in refused.stderr) == (Exit.REFUSED, True)
    told = duanju("rule", "red", case["id"][:4], "again", "--state", state)
    assert (told.exit_code, "no order was given up for it" in told.stdout) == (Exit.OK, True)
    assert listed(state) == []


@pytest.mark.parametrize(
    "words",
    [
        ["nothing", "again"],
        [""],
        ["{id}"],
        ["{id}", "perhaps"],
        ["{id}", "again", "--job", "job-1"],
        ["{id}", "again", "--billed", "1"],
        ["{id}", "charged", "--billed", "-1"],
        ["{id}", "charged", "--billed", "much"],
        ["{id}", "charged", "--billed", "NaN"],
        ["{id}", "charged", "--billed", "1e999999"],
        ["{id}", "charged", "--job", "../models"],
    ],
)
def test_what_is_not_clear_is_refused_and_nothing_is_written(state: Path, store: Folder, words: list[str]) -> None:
    asyncio.run(parked(store, Shop(GONE, submissions=[Lost()])))
    id_ = listed(state)[0]["id"]
    run_here(state, "127.0.0.1:1")
    result = duanju("rule", "red", *(word.format(id=id_) for word in words), "--state", state)
    assert result.exit_code == (Exit.REFUSED if words != [""] else Exit.OK)
    assert asyncio.run(store.listing("gateway/rulings")) == []


def test_without_a_studio_nothing_is_ruled(state: Path, store: Folder) -> None:
    asyncio.run(parked(store, Shop(GONE, submissions=[Lost()])))
    result = duanju("rule", "red", listed(state)[0]["id"], "again", "--state", state)
    assert result.exit_code == Exit.NO_STACK
    assert asyncio.run(store.listing("gateway/rulings")) == []


def test_of_several_rulings_the_last_one_counts(state: Path, store: Folder, broker: str) -> None:
    asyncio.run(parked(store, Shop(GONE, collections=[Permanent("410 Gone"), Permanent("410 Gone")])))
    run_here(state, broker)
    id_ = listed(state)[0]["id"]
    for word in ("charged", "again"):
        assert duanju("rule", "red", id_, word, "--state", state).exit_code == Exit.OK
    assert len(asyncio.run(store.listing(keys.rulings("character", digest("who"))))) == 2
    assert listed(state) == []
