"""Completions on a day on which everything happens, by the real ledger: what it says is what the provider charged."""

import asyncio
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from infra.simulator import Charge, Scenario, simulating
from shared.artifacts.folder import Folder
from shared.artifacts.records import Record
from shared.events import digest
from shared.ledger import PUBLISHED, Failed, Ledger, Offer, Only, Prices, Receipt, Running, Terms
from shared.providers.catalogue import ModelSpec
from shared.providers.completions import ChatBrief, Message, structured
from shared.providers.holysheep.chat import complete
from shared.providers.remote import Work
from shared.providers.remote.wire import Wire
from shared.runtime import Outstanding, Throttled, Times, Transient
from shared.runtime.leases import Leases
from tests.ledger.shop import ledger, purse
from tests.simulated import rule
from tests.wires import wired

SCENES = 16
MODEL = ModelSpec(name="deepseek-chat", provider="holysheep", capability="chat")
QUOTE = Prices.read(PUBLISHED).quote("deepseek-chat", "million tokens", Decimal("0.002"), date(2026, 6, 1))
PURSE = purse("5")
EVERYTHING: dict[str, Any] = {
    "time_scale": 2000,
    "rules": [rule("chat/completions", "drift", nth=2)],
    "keys": {"expire_after_calls": 9, "bad_refreshes": 1},
    "faults": {
        "throttle": 0.1,
        "error_after_charge": 0.12,
        "drop_after_charge": 0.12,
        "hang_after_charge": 0.04,
        "fenced": 0.3,
        "malformed": 0.2,
        "drift": 0.08,
        "renamed": 0.2,
    },
}


class Scene(BaseModel):
    title: str
    lines: list[str]


class Worded(Record):
    title: str


async def _keep(work: Work[Scene], path: Path, receipt: Receipt) -> Worded | Running | Failed:
    found = await work.fetch(receipt, path)
    return Worded(title=found.title) if isinstance(found, Scene) else found


def market(wire: Wire, number: int, path: Path) -> Only[Worded]:
    """One model, asked for one scene."""
    words = (Message(role="user", text=f"Write scene {number}."),)
    brief = ChatBrief(messages=words, max_tokens=600, answer=Scene.model_json_schema())
    work = structured(complete(wire, MODEL, brief, QUOTE), Scene)
    collect = partial(_keep, work, path)
    return Only(Offer(work.provider, work.model, work.quote, work.terms, work.submit, collect, work.find))


async def worded(books: Ledger, wire: Wire, number: int, path: Path) -> Worded:
    """The scene, asked for as often as a slot would."""
    key = f"video/scenes/{digest(f'scene {number}')}.json"
    for _ in range(200):
        try:
            return await books(key, Worded, market(wire, number, path), PURSE)
        except Outstanding as waiting:
            await asyncio.sleep(min(waiting.seconds, 0.2))
        except Throttled as throttled:
            await asyncio.sleep(min(throttled.retry_after, 0.05))
        except Transient:
            await asyncio.sleep(0.01)
    raise AssertionError(f"scene {number} is never written")


# A provider that is only looked up cannot tell what it never took; after three such calls a person is asked.
NOT_CHARGED = {"error": 0.08, "drop": 0.08}


@pytest.mark.parametrize(("kind", "more"), [("honoured", NOT_CHARGED), ("lookup", {})])
async def test_whatever_happens_to_an_answer_no_key_is_charged_twice_and_the_bill_is_right(
    tmp_path: Path, kind: str, more: dict[str, float]
) -> None:
    charges: list[Charge] = []
    scenario = Scenario.model_validate(
        EVERYTHING | {"idempotency": {"kind": kind}, "faults": {**EVERYTHING["faults"], **more}}
    )
    acceptance = {"honoured": "idempotent", "lookup": "lookup"}[kind]
    terms = Terms.model_validate({"acceptance": acceptance, "answer_within": 4, "done_within": 60})
    store = Folder(tmp_path / "store")
    leases = Leases(store, "video", "one", Times(beat=10, scan=1))
    await leases.beat()
    books = ledger(store, leases)
    async with simulating(scenario, charges.append) as running, wired(running, terms=terms) as wire:
        scenes = await asyncio.gather(
            *(worded(books, wire, number, tmp_path / f"{number}.txt") for number in range(SCENES))
        )
    assert len(scenes) == SCENES
    assert max(Counter(charge.idempotency_key for charge in charges).values()) == 1
    balance = await books.balance(PURSE.account)
    assert balance.spent == sum(Decimal(charge.price) for charge in charges)
    assert len(charges) > SCENES, "some were paid for nothing: malformed, or in a new form"
