"""A play without a script: workers of the ledger's own code, people and providers, in any order that Hypothesis finds.

The schedules of ``schedules.py`` are all that two workers can do with little going wrong; here three workers share a
cap, four kinds of providers change places, people rule, cuts are stopped, and much goes wrong in one play.
"""

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count
from typing import ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from shared.artifacts import keys
from shared.artifacts.media import written
from shared.ledger import Parked, Ruling
from shared.runtime import Unwanted
from tests.ledger.actors import (
    CHEAP,
    DEAR,
    DONE,
    ENDINGS,
    NOW,
    PARKED,
    PRICE,
    Program,
    buyer,
    key_of,
    ledger,
    purse,
    webhook,
)
from tests.ledger.bazaar import MODELS, Bazaar
from tests.ledger.known import known
from tests.ledger.lines import give
from tests.ledger.world import Op, Outcome, World, outcomes

WANTS = tuple(letter * 64 for letter in "abcdef")
CUT = "c" * 64
_WORKERS, _LEAP, _PATIENCE, _LOOK = 3, 11, 40, 40
_UNWANTED = Unwanted.__name__

lengths = st.integers(1, 20)
pauses = st.sampled_from(["", "submit", "collect", ""])
nths = st.integers(0, _WORKERS - 1)


def played(plays: int, *more: Phase) -> settings:
    """So many plays, always the same; a wrong one is told as it was, unless there are ``more`` phases: Phase.shrink."""
    return settings(
        max_examples=plays,
        stateful_step_count=60,
        phases=[Phase.generate, *more],
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


@dataclass
class Look:
    """One look of a worker at an order: where it stands, and what anybody could know when it began."""

    program: Program
    waits: Op
    is_unwanted: bool
    want: str
    paid: frozenset[int]
    """Attempts with a receipt."""
    judged: frozenset[str]
    """Keys of which one submission was refused for what it asks."""


class Machine(RuleBasedStateMachine):
    """What can happen. ``steps`` counts the workers' operations in all plays, ``endings`` how orders end."""

    steps: ClassVar[int] = 0
    endings: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.looks: dict[int, Look] = {}
        self.cap, self.repeat_below, self.models = PRICE, DEAR, tuple(MODELS)
        self.wants = WANTS
        self.is_stopped = False
        self.names = count()

    @initialize(
        is_cheap=st.booleans(),
        calls=st.sampled_from([30, 2, 20, 6, 10]),
        wants=st.sampled_from([1, 2, 6]),
        models=st.lists(st.sampled_from(list(MODELS)), min_size=1, max_size=3, unique=True),
    )
    def given(self, is_cheap: bool, calls: int, wants: int, models: list[str]) -> None:
        self.repeat_below = CHEAP if is_cheap else DEAR
        self.cap = PRICE * calls
        self.models, self.wants = tuple(models), WANTS[:wants]

    # --- workers

    @precondition(lambda self: len(self.looks) < _WORKERS and self._undone())
    @rule(nth=nths, first=nths, operations=lengths, before=pauses)
    def a_worker_looks(self, nth: int, first: int, operations: int, before: str) -> None:
        undone = self._undone()
        want = undone[nth % len(undone)]
        worker, first = next(self.names), first % len(self.models)
        market = Bazaar((*self.models[first:], *self.models[:first]))
        program = buyer(market, want, self.cap, self.repeat_below, f"look{worker}")
        facts = known(self.world, want)
        self.looks[worker] = Look(program, program.send(None), self.is_stopped, want, facts.paid, facts.judged)
        self._go_on(worker, operations, before)

    @precondition(lambda self: self.looks)
    @rule(nth=nths, operations=lengths, before=pauses)
    def a_worker_goes_on(self, nth: int, operations: int, before: str) -> None:
        self._go_on(self._worker(nth), operations, before)

    @precondition(lambda self: self.looks)
    @rule(nth=nths, where=st.sampled_from(["submit", "submit", "create", "collect", "find"]), mishap=st.integers(1, 4))
    def a_worker_meets_a_mishap(self, nth: int, where: str, mishap: int) -> None:
        """Its next such operation has another end than the usual, if it comes to one."""
        worker = self._worker(nth)
        while worker in self.looks:
            operation = self.looks[worker].waits
            found = self._outcomes(operation)
            is_there = operation.name == where and len(found) > 1
            self._answer(worker, found[min(mishap, len(found) - 1) if is_there else 0])
            if is_there:
                return

    def _go_on(self, worker: int, operations: int, before: str) -> None:
        """So many operations, or up to one of that name: there a pause, or a crash, matters most."""
        for _ in range(operations if not before else _LOOK):
            if worker in self.looks and self.looks[worker].waits.name != before:
                self._answer(worker, self._outcomes(self.looks[worker].waits)[0])

    @precondition(lambda self: self.looks)
    @rule(nth=nths)
    def a_worker_crashes(self, nth: int) -> None:
        self._crash(self._worker(nth))

    def _undone(self) -> list[str]:
        return [want for want in self.wants if self.world.get(key_of(want)) is None]

    def _worker(self, nth: int) -> int:
        return sorted(self.looks)[nth % len(self.looks)]

    def _crash(self, worker: int) -> None:
        self.looks.pop(worker).program.close()

    def _answer(self, worker: int, outcome: Outcome) -> None:
        look = self.looks[worker]
        if look.waits.name == "submit":
            assert not look.is_unwanted, "bought for a cut that was stopped before the look"
            assert not look.paid & known(self.world, look.want).paid, "bought, though one was paid already"
            assert look.waits.key not in look.judged, "asked again under a key that was refused"
        self.world = outcome.world
        Machine.steps += 1
        try:
            look.waits = give(look.program, outcome.answer)
        except StopIteration:
            del self.looks[worker]

    def _outcomes(self, op: Op) -> list[Outcome]:
        model = op.data.decode() if op.name == "submit" else "kling"
        return list(outcomes(self.world, op, MODELS[model]))

    # --- the world outside

    @rule(what=st.sampled_from(["leap", "webhook", "ruling", "raise", "stop"]), nth=st.integers(0, 60))
    def something_happens_elsewhere(self, what: str, nth: int) -> None:
        """One rule for all of it, or workers would seldom have a turn."""
        match what:
            case "leap":
                self._leap()
            case "webhook" if self.world.jobs:
                number = nth % len(self.world.jobs)
                self._to_the_end(webhook(self.world.jobs[number].key, f"job-{number}"))
            case "ruling" if parked := self._parked():
                self._rule(parked[nth % len(parked)], is_sure=nth % 3 > 0)
            case "raise":
                self.cap += PRICE * (nth % 3)
            case "stop" if not nth and not self.is_stopped:
                self.world, self.is_stopped = self.world.with_record(keys.stopped(CUT), b"{}"), True

    def _leap(self) -> None:
        self.world = replace(self.world, now=self.world.now + _LEAP)

    def _parked(self) -> list[tuple[str, Parked]]:
        found = [(key, data) for key, data, _ in self.world.records if "/parked-" in key]
        return [(key.split("/")[2], Parked.model_validate_json(data)) for key, data in found]

    def _rule(self, parked: tuple[str, Parked], is_sure: bool) -> None:
        """As the provider's books have it now; or, by somebody who is not sure, that it be tried again."""
        want, record = parked
        job = next((n for n, job in enumerate(self.world.jobs) if job.key == record.intent.key), None)
        is_charged = is_sure and job is not None and self.world.jobs[job].fate != "failed"
        ruling = Ruling(
            attempt=record.intent.attempt,
            verdict="charged" if is_charged else "again",
            despite_receipt=not is_charged and record.intent.attempt in known(self.world, want).paid,
            job=f"job-{job}" if is_charged else "",
            billed=PRICE if is_charged else Decimal(0),
            by="producer",
            at=NOW,
        )
        folder = keys.rulings("video", want)
        self.world = self.world.with_record(f"{folder}/{len(self.world.listing(folder)) + 1:04}.json", written(ruling))

    # --- what must hold

    @invariant()
    def no_key_is_charged_twice(self) -> None:
        """Where a key is a call of its own, too: nobody submits it twice."""
        assert max(Counter(job.key for job in self.world.jobs).values(), default=0) <= 1

    @invariant()
    def nothing_is_paid_twice_but_what_somebody_chose_to_repeat(self) -> None:
        for want in self.wants:
            facts = known(self.world, want)
            assert self.world.charges(want) <= 1 + facts.repeated + len(facts.again), want

    @invariant()
    def what_is_spent_and_reserved_keeps_under_the_cap(self) -> None:
        """By the provider's books too, but for what a person said was not charged."""
        books = ledger("balance", self.repeat_below)

        async def taken() -> str:
            return str((await books.balance(purse(self.cap).account)).taken)

        assert Decimal(self._to_the_end(taken())) <= self.cap
        assert sum(self._charged(want) for want in self.wants) <= self.cap

    def _charged(self, want: str) -> Decimal:
        again = known(self.world, want).again
        jobs = [job for job in self.world.jobs if want in job.key and job.fate != "failed"]
        return PRICE * sum(int(job.key.split(".")[2]) not in again for job in jobs)

    def teardown(self) -> None:
        """Nothing is stuck: from here, with nobody at work and nothing going wrong, everything ends.

        What is parked waits for a person: it ends once that person has spoken.
        """
        for worker in list(self.looks):
            self._crash(worker)
        for want in self.wants:
            ended = self._ended(want)
            Machine.endings[ENDINGS.get(ended, ended)] += 1
            for parked in [each for each in self._parked() if each[0] == want]:
                self._rule(parked, is_sure=True)
            if ended == PARKED:
                assert self._ended(want) != PARKED, f"{want} still waits for a person who has spoken"
        self.no_key_is_charged_twice()
        self.what_is_spent_and_reserved_keeps_under_the_cap()

    def _ended(self, want: str) -> str:
        """How it ends if somebody looks again and again."""
        ended = ""
        for _ in range(_PATIENCE):
            look = buyer(Bazaar(self.models), want, self.cap, self.repeat_below, f"look{next(self.names)}")
            ended = self._to_the_end(look)
            if ended in ENDINGS:
                break
            self._leap()
        assert ended in ENDINGS or (self.is_stopped and ended == _UNWANTED), f"{want} comes to no end: {ended}"
        assert (ended == DONE) == (self.world.get(key_of(want)) is not None)
        assert ended == DONE or not known(self.world, want).paid, f"{want} is paid, and ended with {ended}"
        return ended

    def _to_the_end(self, program: Program) -> str:
        """How a program ends to which nothing happens."""
        try:
            waits = program.send(None)
            while True:
                outcome = self._outcomes(waits)[0]
                self.world = outcome.world
                waits = give(program, outcome.answer)
        except StopIteration as finished:
            return str(finished.value)
