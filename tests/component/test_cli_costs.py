"""``duanju costs``: what the ledger's records say, as people and scripts read it."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from services.gateway.cli.exits import Exit
from shared.artifacts import keys
from shared.artifacts.decisions import Admitted, Granted, Mastered, Need, Released
from shared.artifacts.folder import Folder
from shared.artifacts.media import written
from shared.artifacts.records import Master, Media
from shared.events import Request, digest
from shared.ledger import Attempt, Ledger, Offer, Purse, Terms
from shared.providers import in_use
from shared.runtime import Rejected, Times
from shared.runtime.leases import Leases
from tests.desk import MADE, NOW, QUALITY, REQUEST, decide, duanju
from tests.ledger.shop import Film, Shop, key, ledger

TERMS = Terms(acceptance="neither", answer_within=60, done_within=600)
CUT = "c" * 64
STANDARD = Request(premise=REQUEST.premise, episode_seconds=20, quality="standard")


async def bought(store: Folder, request: Request = REQUEST) -> Decimal:
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
    request = request.model_copy(update={"episodes": 2})
    await decide(
        store,
        "red",
        Admitted(at=NOW, revision=1, request=request, budget=Decimal(20)),
        Released(at=NOW, revision=1, number=1, cut=CUT, caps={"red.e01-s01": {"video": Decimal("1.5")}}),
        Granted(at=NOW, revision=1, needs=(_need(CUT, "1.75"), _need("an earlier cut", "9"))),
        Mastered(at=NOW, revision=1, number=1, cut=CUT, master=keys.master(digest("m"))),
    )
    accounts = [f"red/red.{shot}_{CUT[:16]}" for shot in ("e01-s01", "e01-s02", "e02-s01", "e02-s02")]
    spends = [spend for account in accounts for spend in await books.spends(account)]
    return sum((spend.billed for spend in spends), Decimal(0))


def _need(allotment: str, cap: str) -> Need:
    return Need(allotment=allotment, about="red.e01-s01", stage="video", cap=Decimal(cap))


async def _buy(books: Ledger, want: str, shot: str, shop: Shop) -> None:
    purse = Purse("red", f"shot.voiced_red.{shot}_0", f"red/red.{shot}_{CUT[:16]}", Decimal(9), CUT)
    await books(key(want), Film, shop, purse)


@dataclass
class Persuaded(Shop):
    """A market that says why."""

    reason: str = ""

    async def choose(self, past: Sequence[Attempt]) -> Offer[Film]:
        return replace(await super().choose(past), reason=self.reason)


def use(store: Folder, *providers: str) -> None:
    asyncio.run(in_use.decide(store, lambda _: providers, "producer", NOW))


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
    assert (first["number"], first["allowed"], first["per_minute"]) == (1, "1.75", "0.45")
    assert (second["number"], second["calls"], second["per_minute"]) == (2, 2, None)


def test_the_estimate_of_the_request_stands_beside_what_was_paid(state: Path, store: Folder, tmp_path: Path) -> None:
    charged = asyncio.run(bought(store, STANDARD))
    use(store, "holysheep")
    file = tmp_path / "red.yaml"
    file.write_text(f"premise: {STANDARD.premise}\nepisodes: 2\nepisode_seconds: 20\nquality: standard\n")
    before = json.loads(duanju("estimate", file, "--state", state, "--json").stdout)
    found = costs(state)
    assert (found["expected"], found["not_expected"]) == (before["total"], None)
    assert {each["stage"] for each in found["models"]} == {"script", "video"}
    expected = {(each["provider"], each["model"]): each["expected"] for each in found["models"]}
    priced = {(item["provider"], item["model"]): item["amount"] for item in before["items"]}
    assert expected == priced | {("shop", "kling"): "0"}
    script, video = found["stages"]
    assert (script["stage"], script["calls"], script["billed"]) == ("script", 0, "0")
    assert (video["stage"], Decimal(video["billed"])) == ("video", charged)
    assert sum(Decimal(stage["expected"]) for stage in (script, video)) == Decimal(before["total"])
    text = duanju("costs", "red", "--state", state).stdout
    assert "The estimate of the whole request, with the providers in use, is" in text
    assert "kling-v1-6 (holysheep)" in text
    text = duanju("costs", "red", "--state", state, "--lang", "zh").stdout
    assert "整份请求的估算为" in text


@pytest.mark.parametrize(
    ("variable", "words", "why"),
    [
        ("DUANJU_PRICES", 'currency = "CNY"\nper_usd = 7\n[unknown]\nsecond = 1\n"million tokens" = 1\n', "in CNY now"),
        ("DUANJU_CATALOGUE", '[[model]]\nname = "x"\n', "correct the catalogue"),
    ],
)
def test_without_an_estimate_it_says_why_and_tells_the_rest(
    state: Path, store: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, words: str, why: str
) -> None:
    charged = asyncio.run(bought(store, STANDARD))
    use(store, "holysheep")
    table = tmp_path / "table.toml"
    table.write_text(words)
    monkeypatch.setenv(variable, str(table))
    found = costs(state)
    assert (Decimal(found["billed"]), found["expected"]) == (charged, None)
    assert why in found["not_expected"]
    assert all(each["expected"] is None for part in ("models", "stages") for each in found[part])
    text = duanju("costs", "red", "--state", state).stdout
    assert f"No estimate beside it: {found['not_expected']}" in text and "kling (shop)" in text


def test_of_each_model_the_most_frequent_reason_is_told(state: Path, store: Folder) -> None:
    async def buy() -> None:
        leases = Leases(store, "video", "one", Times(beat=10, scan=1))
        await leases.beat()
        books = ledger(store, leases)
        for want, reason in (("a", "a crowd"), ("b", "the best there is"), ("c", "the best there is")):
            await _buy(books, want, f"e01-s0{ord(want) - 96}", Persuaded(TERMS, reason=reason))
        await decide(store, "red", Admitted(at=NOW, revision=1, request=REQUEST))

    asyncio.run(buy())
    [model] = costs(state)["models"]
    assert (model["model"], model["reason"]) == ("kling", "the best there is")


def test_a_person_reads_it_in_either_language(state: Path, store: Folder) -> None:
    asyncio.run(bought(store))
    text = duanju("costs", "red", "--state", state).stdout
    assert "red: 1.35 USD charged; 1.20 USD were quoted for it" in text
    assert "0.675 USD for each of 2.00 finished minutes" in text
    assert "kling (shop)" in text
    assert "No estimate beside it: no provider is in use" in text
    assert "已收费 1.35 USD" in duanju("costs", "red", "--state", state, "--lang", "zh").stdout


def test_a_drama_that_bought_nothing_says_so(state: Path, store: Folder) -> None:
    asyncio.run(decide(store, "red", Admitted(at=NOW, revision=1, request=REQUEST)))
    assert "'red' has bought nothing." in duanju("costs", "red", "--state", state).stdout
    assert costs(state)["models"] == costs(state)["stages"] == []


def test_an_unknown_drama_is_told(state: Path, store: Folder) -> None:
    asyncio.run(decide(store, "red", Admitted(at=NOW, revision=1, request=REQUEST)))
    assert duanju("costs", "rad", "--state", state).exit_code == Exit.NO_DRAMA
