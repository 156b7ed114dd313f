"""A lost answer, then a refusal of the same key: what the ledger makes of it follows from the provider's terms."""

import asyncio
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import httpx
import pytest

from shared.artifacts.folder import Folder
from shared.events import digest
from shared.ledger import Callbacks, Ledger, NeedsRuling, Only, Terms
from shared.runtime import Outstanding, Permanent, Times, Transient
from shared.runtime.leases import Leases
from tests.chaos.paid.wares import Bought, Seller
from tests.ledger.shop import purse
from tests.simulated import provider, rule

LOST_THEN_REFUSED = [rule("video/generate", "drop", nth=1), rule("video/generate", "moderation", nth=2)]


@pytest.mark.parametrize(("sticks", "endings"), [(True, [Bought]), (False, [Outstanding, NeedsRuling])])
async def test_a_refusal_settles_a_lost_answer_only_where_it_sticks_to_its_key(
    tmp_path: Path, sticks: bool, endings: list[type]
) -> None:
    terms = Terms(acceptance="idempotent", answer_within=0.3, done_within=600, refusals_stick=sticks)
    store = Folder(tmp_path)
    leases = Leases(store, "video", "one", Times())
    await leases.beat()
    books = Ledger(store, "video", leases, Callbacks("", ()), lambda: datetime.now(UTC), Decimal(0))
    scenario = {"idempotency": {"refusals_stick": sticks}, "rules": LOST_THEN_REFUSED}
    found: list[type] = []
    async with (
        provider(scenario) as client,
        httpx.AsyncClient(
            base_url=client.running.url, headers={"authorization": f"Bearer {client.key}"}, trust_env=False
        ) as http,
    ):
        market = Only(Seller("video", terms, http, store).offer())
        while found[-1:] not in ([Bought], [NeedsRuling]):
            try:
                found.append(type(await books(f"video/takes/{digest('s01')}.json", Bought, market, purse())))
            except (Transient, Permanent, Outstanding) as error:
                found.append(type(error))
                await asyncio.sleep(0.02)
        charges = len(client.charges)
    assert [each for number, each in enumerate(found) if each not in found[:number]][:2] == [Transient, Permanent]
    assert [
        each for number, each in enumerate(found[2:], 2) if each in endings and each not in found[:number]
    ] == endings
    assert charges == sticks
