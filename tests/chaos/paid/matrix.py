"""The matrix: each ware and each way to know of an acceptance, killed at each step; then somebody goes on."""

import asyncio
import itertools
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple

import httpx

from infra.simulator import Scenario, simulating
from shared.ledger import Terms
from tests.chaos.paid.errand import DONE, PARKED, Errand, run
from tests.chaos.paid.steps import Step
from tests.chaos.paid.wares import Ware

WARES: tuple[Ware, ...] = ("chat", "speech", "video")
KINDS = {"idempotent": "honoured", "lookup": "lookup", "neither": "none"}
"""The ledger's word for it, and the simulator's."""

_SCALE = 200
_FILMING = 30
"""Simulated seconds that a film takes: long enough to be looked at while it runs."""
_DEADLINE = 0.5
"""Seconds in which an answer must come: a dead worker's never does."""

_LOOKS, _TURNS = 2, 5
"""Looks at a job that are among the steps; how often a death is tried for that comes only if the job is slow enough."""

_processes = get_context("forkserver")
_processes.set_forkserver_preload(["tests.chaos.paid.errand", "infra.simulator"])


class Cell(NamedTuple):
    """One ware of a provider of one kind."""

    ware: Ware
    kind: str


CELLS = tuple(Cell(ware, kind) for ware, kind in itertools.product(WARES, KINDS))


@dataclass(frozen=True)
class Provider:
    """A simulated provider in a process of its own."""

    url: str
    api_key: str
    desk: httpx.Client

    def charges(self, fingerprint: str) -> list[dict[str, Any]]:
        """What its books say about a fingerprint, once it is done with every call that it got."""
        while self.desk.get("stats").json()["in_flight"]:
            pass
        books = self.desk.get("books").json()["charges"]
        return [charge for charge in books if fingerprint in (charge["idempotency_key"] or "")]


@contextmanager
def provider(kind: str) -> Iterator[Provider]:
    """A provider of that kind, on which nothing goes wrong but its callers."""
    ours, theirs = _processes.Pipe()
    process = _processes.Process(target=_provide, args=(kind, theirs), daemon=True)
    process.start()
    try:
        url, api_key, origin = ours.recv()
        with httpx.Client(base_url=f"{origin}/_simulator", trust_env=False) as desk:
            yield Provider(url, api_key, desk)
    finally:
        process.kill()
        process.join()


def _provide(kind: str, told: Connection) -> None:
    scenario = {
        "time_scale": _SCALE,
        "idempotency": {"kind": KINDS[kind]},
        "jobs": {"queued": {"median": 0}, "processing": {"median": _FILMING, "spread": 0}},
    }

    async def serve() -> None:
        async with simulating(Scenario.model_validate(scenario)) as running:
            told.send((running.url, running.key, running.origin))
            await asyncio.Event().wait()

    asyncio.run(serve())


@dataclass
class Tally:
    """What became of the kills of one cell. ``wrong`` are those after which money or work was lost."""

    kills: int = 0
    results: int = 0
    parked: int = 0
    double: int = 0
    lost: int = 0
    wrong: list[str] = field(default_factory=list)


class Bench:
    """Where the purchases of one cell happen: one store, one provider."""

    def __init__(self, cell: Cell, store: Path, seller: Provider) -> None:
        self._cell, self._store, self._seller = cell, store, seller
        self._terms = Terms.model_validate(
            {"acceptance": cell.kind, "answer_within": _DEADLINE, "done_within": 600, "refusals_stick": False}
        )

    def steps(self) -> list[Step]:
        """The steps of a purchase that nobody disturbs, further looks at a running job left out."""
        ended, taken = _run(self._errand("undisturbed", "victim"))
        assert ended == DONE, f"{self._cell} cannot be bought at all: {ended}"
        return [step for step in taken if step.turn <= _LOOKS]

    def kill(self, step: Step, tally: Tally) -> None:
        """Kill a worker at the step, let another one go on, and look at the books."""
        victim = self._killed(step)
        if victim is None:
            tally.wrong.append(f"{step}: nobody came to it")
            return
        tally.kills += 1
        charged = bool(self._seller.charges(victim.fingerprint))
        expected = self._expected(victim, charged)
        (self._store / f"{victim.service}/leases/workers/victim").unlink(missing_ok=True)  # as its supervisor does
        ended, _ = _run(self._errand(victim.want, "heir"))
        self._count(tally, step, expected, ended, len(self._seller.charges(victim.fingerprint)))

    def _killed(self, step: Step) -> Errand | None:
        """An errand that died at the step; a job may be done before it is looked at so often."""
        for turn in range(_TURNS):
            victim = self._errand(f"{step}-{turn}", "victim", step)
            if _run(victim)[0] == -signal.SIGKILL:
                return victim
        return None

    def _count(self, tally: Tally, step: Step, expected: int, ended: int, charges: int) -> None:
        tally.results += ended == DONE
        tally.parked += ended == PARKED
        tally.double += charges > 1
        tally.lost += charges > 0 and ended not in (DONE, PARKED)
        if ended != expected or charges > 1 or (ended == DONE and charges != 1):
            tally.wrong.append(f"{step}: ended with {ended} instead of {expected}, {charges} charges")

    def _expected(self, victim: Errand, charged: bool) -> int:
        """What must become of it by what the dead worker left, said without the ledger's own rules.

        Only what was announced and has no receipt is in doubt. Then the key tells where it is honoured; where it can be
        asked for, the provider tells of what it charged; else nobody can know.
        """
        left = {path.name for path in (self._store / f"{victim.service}/ledger/{victim.fingerprint}").glob("*")}
        in_doubt = "intent-0001.json" in left and "receipt-0001.json" not in left
        if not in_doubt or self._cell.kind == "idempotent":
            return DONE
        return DONE if self._cell.kind == "lookup" and charged else PARKED

    def _errand(self, want: str, worker: str, fatal: Step | None = None) -> Errand:
        seller = self._seller
        return Errand(want, self._cell.ware, self._terms, self._store, seller.url, seller.api_key, worker, fatal)


def _run(errand: Errand) -> tuple[int, list[Step]]:
    """How the process ended, and its steps if it told them."""
    ours, theirs = _processes.Pipe()
    process: BaseProcess = _processes.Process(target=run, args=(errand, theirs))
    process.start()
    theirs.close()
    try:
        taken: list[Step] = ours.recv()
    except EOFError:
        taken = []
    process.join()
    assert process.exitcode is not None
    return process.exitcode, taken
