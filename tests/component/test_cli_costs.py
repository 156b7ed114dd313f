"""``duanju costs``: what the ledger's records say, as people and scripts read it."""

import asyncio
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from services.gateway.cli.exits import Exit
from shared.artifacts import keys
from shared.artifacts.decisions import Admitted, Mastered, Released
from shared.artifacts.folder import Folder
from shared.artifacts.media import written
from shared.artifacts.records import Master, Media
from shared.events import digest
from shared.ledger import Ledger, Purse, Terms
from shared.runtime import Rejected, Times
from shared.runtime.leases import Leases
from tests.desk import MADE, NOW, QUALITY, REQUEST, decide, duanju
from tests.ledger.shop import Film, Shop, key, ledger

TERMS = Terms(acceptance="neither", answer_within=60, done_within=600)
CUT = "c" * 64


async def bought(store: Folder) -> Decimal:
    """A drama whose first episode cost 0.90 and is two minutes long; what its accounts say that it cost."""
    leases = Leases(store, "video", "one", Times(beat=10, scan=1))
    await leases.beat()
    books = ledger(store, leases)
    shop = Shop(TERMS, Decimal("0.45"))
    for want, shot in (("a", "e01-s01"), ("b", "e01-s02"), ("c", "e02-s01")):
        await _buy(books, want, shot, shop)
    with pytest.raises(Rejected):
        await _buy(books, "d", "e02-s02", Shop(TERMS, submissions=[Rejected("no", "prompt")]))
    blob = Media(blob=keys.blob("compositor", digest("film")), sha256=digest("film"), size=1, media_type="video/mp4")
    master = Master(
        fingerprint=digest("m"),
        episode="red.e01",
        number=1,
        title="One",
        film=blob,
        subtitles=blob,
        cover=blob,
        seconds=120,
        shots=(),
        lines=(),
        quality=QUALITY,
        conformed=(),
        made=MADE,
    )
    await store.create(keys.master(digest("m")), written(master))
    request = REQUEST.model_copy(update={"episodes": 2})
    await decide(
        store,
        "red",
        Admitted(at=NOW, revision=1, request=request, budget=Decimal(20)),
        Released(at=NOW, revision=1, number=1, cut=CUT, caps={"red.e01-s01": {"video": Decimal("1.5")}}),
        Mastered(at=NOW, revision=1, number=1, cut=CUT, master=keys.master(digest("m"))),
    )
    accounts = [f"red/red.{shot}_{CUT[:16]}" for shot in ("e01-s01", "e01-s02", "e02-s01", "e02-s02")]
    spends = [spend for account in accounts for spend in await books.spends(account)]
    return sum((spend.billed for spend in spends), Decimal(0))


async def _buy(books: Ledger, want: str, shot: str, shop: Shop) -> None:
    purse = Purse("red", f"shot.voiced_red.{shot}_0", f"red/red.{shot}_{CUT[:16]}", Decimal(9), CUT)
    await books(key(want), Film, shop, purse)


def costs(state: Path) -> dict[str, Any]:
    return dict(json.loads(duanju("costs", "red", "--json", "--state", state).stdout))


def test_a_script_gets_sums_that_equal_the_charges(state: Path, store: Folder) -> None:
    charged = asyncio.run(bought(store))
    found = costs(state)
    assert Decimal(found["billed"]) == charged == Decimal("1.35")
    assert (found["calls"], found["successful"], found["refused"]) == (4, 3, 1)
    assert (found["currency"], found["budget"], found["quoted"], found["minutes"]) == ("USD", "20", "1.2", 2.0)
    assert found["per_minute"] == "0.675"
    for part in ("models", "episodes"):
        assert sum(Decimal(each["billed"]) for each in found[part]) == charged
    first, second = found["episodes"]
    assert (first["number"], first["allowed"], first["per_minute"]) == (1, "1.5", "0.45")
    assert (second["number"], second["calls"], second["per_minute"]) == (2, 2, None)


def test_a_person_reads_it_in_either_language(state: Path, store: Folder) -> None:
    asyncio.run(bought(store))
    text = duanju("costs", "red", "--state", state).stdout
    assert "red: 1.35 USD charged; 1.20 USD were expected for it" in text
    assert "0.675 USD for each of 2.0 finished minutes" in text
    assert "kling (shop)" in text
    assert "已收费 1.35 USD" in duanju("costs", "red", "--state", state, "--lang", "zh").stdout


def test_a_drama_that_bought_nothing_says_so(state: Path, store: Folder) -> None:
    asyncio.run(decide(store, "red", Admitted(at=NOW, revision=1, request=REQUEST)))
    assert "'red' has bought nothing." in duanju("costs", "red", "--state", state).stdout
    assert costs(state)["models"] == []


def test_an_unknown_drama_is_told(state: Path, store: Folder) -> None:
    asyncio.run(decide(store, "red", Admitted(at=NOW, revision=1, request=REQUEST)))
    assert duanju("costs", "rad", "--state", state).exit_code == Exit.NO_DRAMA
