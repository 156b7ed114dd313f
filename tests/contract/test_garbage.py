"""Garbage collection on every store: what a finished drama needs stays, what nobody refers to goes."""

from pathlib import Path

from services.gateway.cli.collecting import Collector
from services.gateway.cli.exporting import export
from services.gateway.cli.planning import plan
from services.gateway.requests import Commission
from shared.artifacts import Inventory, keys
from tests.played import played
from tests.studio import tiny

STRAYS = [f"video/blobs/{'0' * 64}", "audio/probes/0123", f"audio/lines/{'1' * 64}.json"]
KEPT = [
    "video/jobs/red/shot.voiced_x.json",
    f"video/ledger/{'2' * 64}/receipt-0001",
    "gateway/commands/red/0001.json",
    f"{keys.rulings('video', '2' * 64)}/0001.json",
    f"{keys.PROVIDERS_IN_USE}/0001.json",
]


async def test_what_nobody_refers_to_goes_and_the_rest_stays(store: Inventory, tmp_path: Path) -> None:
    request = tiny()
    manifest = await played(store, "red", request)
    assert manifest
    for key in (*STRAYS, *KEPT):
        await store.put(key, b"{}")
    before = await _everything(store)
    assert {item.key for item in await Collector(store, 3600).find()} == set(), "nothing young is touched"
    collector = Collector(store, 0)
    assert {item.key for item in await collector.find()} == set(STRAYS)
    assert await _everything(store) == before, "to look is not to remove"
    assert {item.key for item in await collector.sweep()} == set(STRAYS)
    assert await _everything(store) == before - set(STRAYS)
    assert (await plan(Commission("red", request), store)).calls == 0
    assert len(await export(store, manifest, tmp_path / "out")) == 4
    assert await collector.sweep() == []


async def _everything(store: Inventory) -> set[str]:
    return {key for service in keys.WRITERS for key, _ in await store.listing(service)}
