"""What the engineer sees: every panel of every dashboard, on a real Prometheus that scrapes a working studio."""

import os
import signal
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from infra.grafana.boards import BOARDS
from infra.grafana.panels import Board, Panel
from infra.prometheus.embedded import embedded
from shared.artifacts import keys
from shared.artifacts.manifest import Manifest
from tests.integration.workshop import until
from tests.prometheus import Prometheus, program, running_prometheus
from tests.studio import Studio, running_studio, tiny

FAULTS = {"Failed attempts", "Dead letters kept", "Failures by error class"}
"""What stays empty while all is well."""
ELSEWHERE = {"Webhooks", "Circuit breaker", "Told to come back later", "Wait for a turn, 95 of 100"}
"""What stays empty while no model is asked that runs elsewhere."""

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass
class Watched:
    """A studio that made two dramas, and the Prometheus that saw it, from the Unix time ``began`` on."""

    studio: Studio
    prometheus: Prometheus
    began: float
    manifests: tuple[Manifest, Manifest]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def watched(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Watched]:
    program("prometheus")
    folder = tmp_path_factory.mktemp("watched")
    async with running_studio(folder / "state", environment={"DUANJU_WATCH": "0.5"}) as studio:
        with running_prometheus(folder, embedded(studio.stack.state.targets, "1s")) as prometheus:
            began = time.time()
            await until(
                lambda: len(prometheus.now("up == 1")) == len(keys.WRITERS), what="for every service to be seen"
            )
            manifests = []
            for drama in ("red", "again"):  # the same request: most results of the second are found
                await studio.request(drama, tiny())
                manifests.append(await studio.finished(drama))
            done = 'max(duanju_dramas{state="done"}) == 2'
            await until(lambda: bool(prometheus.now(done)), what="for the gateway to tell of both dramas")
            yield Watched(studio, prometheus, began, (manifests[0], manifests[1]))


@pytest.mark.parametrize(
    ("board", "panel"),
    [pytest.param(board, panel, id=f"{board.title}: {panel.title}") for board in BOARDS for panel in board.panels],
)
async def test_a_panel_has_data(watched: Watched, board: Board, panel: Panel) -> None:
    for query in panel.queries:
        values = watched.prometheus.since(query.expr.replace("$__rate_interval", "1m"), watched.began)
        if panel.title in FAULTS | ELSEWHERE:
            assert panel.empty, "a panel that is empty here says why"
        else:
            assert values, query.expr


async def test_no_alert_fires_while_all_is_well(watched: Watched) -> None:
    assert watched.prometheus.get("alerts")["alerts"] == []
    assert len(watched.prometheus.get("rules")["groups"]) == 3


async def test_every_worker_is_known_by_its_service(watched: Watched) -> None:
    assert watched.prometheus.now('count by (service) (up{job="duanju"})') == {(name,): 1 for name in keys.WRITERS}


async def test_a_service_exports_a_bounded_number_of_series(watched: Watched) -> None:
    found = watched.prometheus.now('max by (service) (scrape_samples_scraped{job="duanju"})')
    assert max(found.values()) < 1000, found


async def test_the_books_say_what_the_manifests_say_and_outlive_the_gateway(watched: Watched) -> None:
    prometheus, stack = watched.prometheus, watched.studio.stack
    calls = [calls for manifest in watched.manifests for calls in manifest.calls]
    made, found = sum(each.calls - each.found for each in calls), sum(each.found for each in calls)
    assert sum(each.found for each in watched.manifests[0].calls) == 0
    assert found > 0
    expected = {("found",): found, ("made",): made}
    books = "sum by (how) (max by (provider, model, operation, how) (duanju_books_calls))"
    assert prometheus.now(books) == expected

    killed, old_port = time.time(), stack.ports["gateway"]
    os.kill(stack.pids["gateway"], signal.SIGKILL)
    await until(lambda: stack.ports["gateway"] != old_port, what="for a new gateway")
    alive = f"max(duanju_books_read_timestamp_seconds) > {killed}"
    await until(lambda: bool(prometheus.now(alive)), what="for the new gateway to be scraped")
    assert prometheus.now(books) == expected
