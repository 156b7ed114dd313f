"""A season in small, at random: several workers, wants, faults and people, and books that are true at every moment."""

import logging
import os
from collections.abc import Coroutine, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from shared.artifacts import keys
from shared.artifacts.media import written
from shared.events import digest
from shared.ledger import Balance, Ruling, Spend, Terms
from tests.ledger.actors import (
    CHEAP,
    DEAR,
    ENDINGS,
    NOW,
    PRICE,
    Makers,
    Program,
    buyer,
    key_of,
    ledger,
    purse,
    webhook,
)
from tests.ledger.scenarios import KINDS
from tests.ledger.world import Op, Outcome, World, outcomes

RUNS = int(os.environ.get("DUANJU_LEDGER_RUNS", "400"))
STEPS, MOST_LOOKS = 60, 4
WANTS = [digest(number) for number in range(6)]
_LEAP, _PATIENCE = 11, 20
T = TypeVar("T")


class Season(RuleBasedStateMachine):
    """Wants of one account, and as many looks at them at a time as there come."""

    def __init__(self) -> None:
        super().__init__()
        self.terms: Terms = KINDS["neither"]
        self.repeat_below, self.cap = DEAR, PRICE
        self.world = World()
        self.looks: dict[str, tuple[Program, Op]] = {}
        self.begun = 0

    @initialize(
        kind=st.sampled_from(sorted(KINDS)), repeat_below=st.sampled_from([DEAR, CHEAP]), room=st.integers(1, 8)
    )
    def open(self, kind: str, repeat_below: Decimal, room: int) -> None:
        self.terms = KINDS[kind]
        self.repeat_below, self.cap = repeat_below, PRICE * room + PRICE / 2

    @rule(want=st.sampled_from(WANTS))
    @precondition(lambda season: len(season.looks) < MOST_LOOKS)
    def look(self, want: str) -> None:
        """A slot takes the order."""
        self.begun += 1
        name = f"w{self.begun}"
        program = buyer(Makers(self.terms), want, self.cap, self.repeat_below, name)
        self.looks[name] = (program, program.send(None))

    @rule(which=st.integers(0, MOST_LOOKS), steps=st.integers(1, 25))
    @precondition(lambda season: season.looks)
    def go_on(self, which: int, steps: int) -> None:
        """One of the looks goes on for a while."""
        name = self._name(which)
        while steps and name in self.looks:
            self._step(name, 0)
            steps -= 1

    @rule(which=st.integers(0, MOST_LOOKS), steps=st.integers(0, 25), way=st.integers(1, 4))
    @precondition(lambda season: season.looks)
    def go_wrong(self, which: int, steps: int, way: int) -> None:
        """One of the looks goes on until something may go wrong, and it does."""
        name = self._name(which)
        while name in self.looks and (steps or len(self._outcomes(self.looks[name][1])) == 1):
            self._step(name, 0)
            steps = max(0, steps - 1)
        if name in self.looks:
            self._step(name, way)

    @rule(which=st.integers(0, MOST_LOOKS))
    @precondition(lambda season: season.looks)
    def kill(self, which: int) -> None:
        program, _ = self.looks.pop(self._name(which))
        program.close()

    @rule(which=st.integers(0, MOST_LOOKS), after=st.booleans(), is_paused=st.booleans())
    @precondition(lambda season: season.looks)
    def stop_around_the_submission(self, which: int, after: bool, is_paused: bool) -> None:
        """One of the looks stops right before or right after it submits: killed, or for now."""
        name = self._name(which)
        while name in self.looks and self.looks[name][1].name != "submit":
            self._step(name, 0)
        if name in self.looks and after:
            self._step(name, 0)
        if name in self.looks and not is_paused:
            self.looks.pop(name)[0].close()

    @rule()
    @precondition(lambda season: season.world.records)
    def leap(self) -> None:
        """Time passes every deadline, for those too that are in the middle of something."""
        self.world = replace(self.world, now=self.world.now + _LEAP)

    @rule(which=st.integers(0, 9))
    @precondition(lambda season: season.world.jobs)
    def call_back(self, which: int) -> None:
        number = which % len(self.world.jobs)
        self._whole(webhook(self.world.jobs[number].key, f"job-{number}"))

    @rule(which=st.integers(0, 9), verdict=st.sampled_from(["again", "charged", "charged, and lost"]))
    @precondition(lambda season: season.parked())
    def decide(self, which: int, verdict: str) -> None:
        """A person looks at what is parked, knows what the provider's own books say, and rules."""
        parked = self.parked()
        fingerprint, attempt = parked[which % len(parked)]
        job = next((n for n, job in enumerate(self.world.jobs) if f"{fingerprint}.{attempt}." in job.key), None)
        if verdict == "again" or job is None:
            ruling = self._again(fingerprint, attempt)
        else:
            name = f"job-{job}" if verdict == "charged" else ""
            ruling = Ruling(attempt=attempt, verdict="charged", job=name, billed=PRICE, by="producer", at=NOW)
        self._rule(fingerprint, ruling)

    def parked(self) -> list[tuple[str, int]]:
        """Fingerprint and attempt of all that was ever parked."""
        found = [key.split("/") for key, _, _ in self.world.records if "/parked-" in key]
        return [(words[2], int(words[3][len("parked-") : -len(".json")])) for words in found]

    @invariant()
    def nothing_is_charged_twice(self) -> None:
        by_key = [job.key for job in self.world.jobs]
        assert len(by_key) == len(set(by_key))
        for want in WANTS:
            assert self.world.charges(want) <= 1 + self._repeats(want) + self._rulings(want)

    @invariant()
    def the_books_are_true_and_under_the_cap(self) -> None:
        balance = self._balance()
        ruled = PRICE * sum(self._rulings(want) for want in WANTS)
        charged = PRICE * sum(self.world.charges(want) for want in WANTS)
        assert balance.taken <= self.cap + ruled
        assert charged <= balance.taken + ruled

    def teardown(self) -> None:
        """Everybody is killed; whoever comes last ends each want, if need be with a person's word."""
        self.looks.clear()
        for want in WANTS:
            ended, asked = self._finish(want, "last"), 0
            while ended == "parked":
                number = max(attempt for fingerprint, attempt in self.parked() if fingerprint == want)
                self._rule(want, self._again(want, number))
                asked += 1
                assert asked < _PATIENCE
                ended = self._finish(want, f"last{asked}")
            assert ended in ENDINGS.values(), ended
            assert ended != "done" or self.world.get(key_of(want))
        self.nothing_is_charged_twice()
        self.the_books_are_true_and_under_the_cap()
        told: tuple[Spend, ...] = self._whole(ledger("teller", DEAR).spends(purse(self.cap).account))
        assert sum(spend.billed for spend in told) == self._balance().spent

    # --- the machinery

    def _name(self, which: int) -> str:
        return sorted(self.looks)[which % len(self.looks)]

    def _step(self, name: str, way: int) -> None:
        program, op = self.looks.pop(name)
        found = self._outcomes(op)
        if following := self._give(program, found[way % len(found)]):
            self.looks[name] = (program, following)

    def _finish(self, want: str, name: str) -> str:
        ended = ""
        for turn in range(_PATIENCE):
            program = buyer(Makers(self.terms), want, self.cap, self.repeat_below, f"{name}n{turn}")
            ended = self._whole(program)
            if ended in ENDINGS:
                return ENDINGS[ended]
            self.leap()
        return ended

    def _balance(self) -> Balance:
        return self._whole(ledger("reader", DEAR).balance(purse(self.cap).account))

    def _again(self, fingerprint: str, attempt: int) -> Ruling:
        """What a person says who sees whether there is a receipt."""
        is_paid = self.world.get(f"{keys.ledger('video', fingerprint)}/receipt-{attempt:04}.json") is not None
        return Ruling(attempt=attempt, verdict="again", despite_receipt=is_paid, by="producer", at=NOW)

    def _rule(self, fingerprint: str, ruling: Ruling) -> None:
        number = len(self.world.listing(keys.rulings("video", fingerprint))) + 1
        self.world = self.world.with_record(f"{keys.rulings('video', fingerprint)}/{number:04}.json", written(ruling))

    def _rulings(self, fingerprint: str) -> int:
        return len(self.world.listing(keys.rulings("video", fingerprint)))

    def _repeats(self, fingerprint: str) -> int:
        """Attempts in spite of one that may be charged: only cheap ones may be made."""
        intents = [data for key, data, _ in self.world.records if f"{fingerprint}/intent-" in key]
        return (self.repeat_below > PRICE) * sum(b'"despite":[]' not in data for data in intents)

    def _outcomes(self, op: Op) -> list[Outcome]:
        return list(outcomes(self.world, op, self.terms))

    def _give(self, program: Coroutine[Op, Any, Any], outcome: Outcome) -> Op | None:
        self.world = outcome.world
        try:
            if isinstance(outcome.answer, BaseException):
                return program.throw(outcome.answer.with_traceback(None))
            return program.send(outcome.answer)
        except StopIteration:
            return None

    def _whole(self, program: Coroutine[Op, Any, T]) -> T:
        """What the program comes to, with nothing going wrong and nobody in between."""
        answer: Any = None
        while True:
            try:
                op = program.send(answer)
            except StopIteration as finished:
                result: T = finished.value
                return result
            self.world, answer, _ = self._outcomes(op)[0]


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


def test_the_books_are_true_whatever_happens() -> None:
    run_state_machine_as_test(
        Season,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
