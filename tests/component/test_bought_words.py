"""Completions on a day on which everything happens, by the real ledger: what it says is what the provider charged."""

import asyncio
from collections import Counter
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, SecretStr

from infra.simulator import Charge, Scenario, simulating
from shared.artifacts.folder import Folder
from shared.artifacts.records import Record
from shared.events import digest
from shared.ledger import Callbacks, Failed, Ledger, Offer, Only, Purse, Receipt, Running, Terms
from shared.providers.completions import ChatBrief, Message, structured
from shared.providers.holysheep.chat import complete
from shared.providers.catalogue import ModelSpec
from shared.ledger import PUBLISHED, Prices
from shared.runtime import Outstanding, Throttled, Times, Transient
from shared.runtime.leases import Leases
from tests.ledger.actors import NOW
from tests.wires import wired
from datetime import date

MODEL = ModelSpec(name="deepseek-chat", provider="holysheep", capability="chat")
QUOTE = Prices.read(PUBLISHED).quote("deepseek-chat", "million tokens", Decimal("0.002"), date(2026, 6, 1))
SCENES = 24
TERMS = Terms(acceptance="idempotent", answer_within=0.5, done_within=60)
EVERYTHING = {
    "seed": 3,
    "time_scale": 2000,
    "keys": {"expire_after_calls": 9, "bad_refreshes": 1},
    "faults": {
        "throttle": 0.1,
        "error": 0.08,
        "error_after_charge": 0.08,
        "drop": 0.08,
        "drop_after_charge": 0.08,
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


class Written(Record):
    title: str


def market(wire_work: "complete", number: int) -> None:
    raise AssertionError


