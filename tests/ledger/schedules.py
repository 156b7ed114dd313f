"""Playing every schedule of a scenario: two workers of the ledger's own code, and whatever may happen in between.

A *state* is the world, the line of each actor, and what may still go wrong. What can follow depends on the state alone,
so schedules that meet in one state are played on once; how many there are is counted all the same. What keeps states
few, and loses no schedule that ends differently:

- reading a record that is there is no step of its own: records never change, so it commutes with everything;
- a look that ended is forgotten: a ledger remembers nothing from one to the next;
- a worker is killed right after it changed the world: before its next change that is the same for everybody else;
- the webhook writes at most one record, and nothing else of it is seen by others, so it is one step;
- time passes, and the webhook comes, right before somebody looks or writes: nobody sees it earlier;
- reservations are no step (``two_wants`` plays them): they decide nothing but whether the cap has room.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from shared.ledger import Terms
from tests.ledger.actors import (
    DEAR,
    DONE,
    ENDINGS,
    FINGERPRINTS,
    PRICE,
    Makers,
    buyer,
    key_of,
    naive,
    webhook,
)
from tests.ledger.lines import Lines, Start
from tests.ledger.world import Budget, Op, Outcome, World, outcomes

DEADLINE, _JUMP = 10, 11
"""Seconds until no answer can be expected any more, and a leap of time beyond them."""
_PATIENCE = 12
"""Looks of the last worker until its purchase must be finished or parked."""


@dataclass(frozen=True)
class Scenario:
    """What the ledger is told of the provider, what the provider really does, what may go wrong, how often it is tried.

    ``budget`` says how often each thing may go wrong, ``looks`` how often each worker looks at its order. Both workers
    want the same; with ``two_wants`` each its own, under one ``cap``, and reservations are steps of their own.
    """

    terms: Terms
    truth: Terms
    budget: Budget
    looks: int = 3
    repeat_below: Decimal = DEAR
    two_wants: bool = False
    cap: Decimal = 10 * PRICE
    is_naive: bool = False


class State(NamedTuple):
    """Where a schedule is, in numbers: the world, and of each worker its line and which look it is."""

    world: int
    lines: tuple[int, int]
    looks: tuple[int, int]
    budget: Budget


@dataclass
class Report:
    """What was found. ``schedules`` are all of them, however many met in one state.

    Every world in which nobody is at work is brought to its end by one more worker: ``endings`` counts how. ``wrong``
    are worlds with a charge too many, ``stuck`` those that come to no end.
    """

    states: int = 0
    schedules: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    wrong: list[World] = field(default_factory=list)
    stuck: list[World] = field(default_factory=list)


class Play:
    """All schedules of one scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._lines = Lines()
        self._worlds: dict[World, int] = {}
        self._world: list[World] = []
        self._moves: dict[tuple[int, int], list[tuple[int, int, str]]] = {}
        self._quiet: dict[int, None] = {}
        self._report = Report()

    def run(self) -> Report:
        """Play them all; then let a last worker come to every world in which nobody is at work any more."""
        first = State(self._number(World()), (self._look(0, 0), self._look(1, 0)), (0, 0), self._scenario.budget)
        counts: dict[State, int] = {}
        path = [(first, self._following(first))]
        sums = [0]
        while path:
            state, rest = path[-1]
            following = next(rest, None)
            if following is None:
                path.pop()
                counts[state] = count = sums.pop() or 1
                if sums:
                    sums[-1] += count
            elif following in counts:
                sums[-1] += counts[following]
            else:
                path.append((following, self._following(following)))
                sums.append(0)
        self._report.states, self._report.schedules = len(counts), counts[first]
        for world in self._quiet:
            self._recover(self._world[world])
        return self._report

    # --- what can follow

    def _following(self, state: State) -> Iterator[State]:
        if all(self._rests(state, index) for index in (0, 1)):
            self._quiet[state.world] = None
        for index in (0, 1):
            yield from self._steps(state, index)
        if any(self._is_watching(line) for line in state.lines):
            yield from self._elsewhere(state)

    def _steps(self, state: State, index: int) -> Iterator[State]:
        for world, line, takes in self._answers(state.world, state.lines[index]):
            if takes and not getattr(state.budget, takes):
                continue
            budget = state.budget.less(takes) if takes else state.budget
            after = state._replace(world=world, lines=_put(state.lines, index, line), budget=budget)
            end = self._lines.end(line)
            yield after if isinstance(end, Op) or end == DONE else self._again(after, index)
            if world != state.world and budget.crashes and isinstance(end, Op):
                yield self._again(after._replace(budget=budget.less("crashes")), index)

    def _again(self, state: State, index: int) -> State:
        """The look is over, or its process was killed: another one may begin at any time, or never."""
        look = state.looks[index] + 1
        line = self._look(index, look) if look < self._scenario.looks else self._lines.nothing
        return state._replace(lines=_put(state.lines, index, line), looks=_put(state.looks, index, look))

    def _elsewhere(self, state: State) -> Iterator[State]:
        """Time passes every deadline; the provider calls back."""
        world, budget = self._world[state.world], state.budget
        if budget.jumps and world.records:
            later = self._number(replace(world, now=world.now + _JUMP))
            yield state._replace(world=later, budget=budget.less("jumps"))
        if budget.webhooks:
            for number, job in enumerate(world.jobs):
                line = self._lines.begin(("webhook", number, job.key), partial(webhook, job.key, f"job-{number}"))
                told, _ = self._to_the_end(world, line)
                yield state._replace(world=self._number(told), budget=budget.less("webhooks"))

    def _is_watching(self, line: int) -> bool:
        """Whether the next step sees what time and others did, or writes down when it was done; also at rest."""
        op = self._lines.end(line)
        return not isinstance(op, Op) or op.name in {"listing", "create", "age"}

    def _answers(self, world: int, line: int) -> list[tuple[int, int, str]]:
        """Every way that the line may go on: the world and the line after it, and what it takes of the budget."""
        if (world, line) not in self._moves:
            op = self._lines.end(line)
            found = self._outcomes(self._world[world], op) if isinstance(op, Op) else []
            self._moves[world, line] = [self._settled(each, self._lines.after(line, each.answer)) for each in found]
        return self._moves[world, line]

    def _settled(self, outcome: Outcome, line: int) -> tuple[int, int, str]:
        """The world and the line after all that is no step of its own."""
        world = outcome.world
        while isinstance(op := self._lines.end(line), Op) and self._is_no_step(world, op):
            world, answer, _ = self._outcomes(world, op)[0]
            line = self._lines.after(line, answer)
        return self._number(world), line, outcome.takes

    def _is_no_step(self, world: World, op: Op) -> bool:
        if "/accounts/" in op.key:
            return not self._scenario.two_wants
        return (op.name == "get" and world.get(op.key) is not None) or "/stopped/" in op.key

    def _outcomes(self, world: World, op: Op) -> list[Outcome]:
        return list(outcomes(world, op, self._scenario.truth))

    def _to_the_end(self, world: World, line: int) -> tuple[World, str]:
        """The world after a look that nothing happens to, and how it ends."""
        while isinstance(op := self._lines.end(line), Op):
            world, answer, _ = self._outcomes(world, op)[0]
            line = self._lines.after(line, answer)
        return world, str(self._lines.end(line))

    def _look(self, index: int, look: int) -> int:
        return self._lines.begin((index, look), self._program(self._want(index), f"w{index}l{look}"))

    def _program(self, fingerprint: str, name: str) -> Start:
        played = self._scenario
        program = naive if played.is_naive else buyer
        return partial(program, Makers(played.terms), fingerprint, played.cap, played.repeat_below, name)

    def _want(self, index: int) -> str:
        return FINGERPRINTS[index if self._scenario.two_wants else 0]

    def _rests(self, state: State, index: int) -> bool:
        """Whether the worker is between two looks, or has come to an end."""
        line = state.lines[index]
        return not isinstance(self._lines.end(line), Op) or line == self._look(index, state.looks[index])

    def _number(self, world: World) -> int:
        """The number of a world; what must hold in every one is checked when it is first seen."""
        if world not in self._worlds:
            self._worlds[world] = len(self._world)
            self._world.append(world)
            self._judge(world)
        return self._worlds[world]

    # --- what must hold

    def _judge(self, world: World) -> None:
        """One charge; of cheap calls one more for each attempt that was begun in spite of an earlier one."""
        charges = [world.charges(fingerprint) for fingerprint in FINGERPRINTS]
        is_cheap = self._scenario.repeat_below > PRICE
        repeats = is_cheap and sum(b'"despite":[]' not in data for key, data, _ in world.records if "/intent-" in key)
        if max(charges) > 1 + repeats or sum(charges) * PRICE > self._scenario.cap:
            self._report.wrong.append(world)

    def _recover(self, world: World) -> None:
        """Workers to whom nothing happens come last, one for each want: they finish, park, or say why they cannot."""
        for index in range(1 + self._scenario.two_wants):
            want, ended, patience = self._want(index), "", _PATIENCE
            line = self._lines.begin(("last", index), self._program(want, f"last{index}"))
            while ended not in ENDINGS and patience:
                world, ended = self._to_the_end(world, line)
                world, patience = replace(world, now=world.now + _JUMP), patience - 1
            if ended not in ENDINGS or (ended == DONE and not world.get(key_of(want))):
                self._report.stuck.append(world)
            self._report.endings[ENDINGS.get(ended, ended)] += 1
        self._judge(world)


def _put(pair: tuple[int, int], index: int, value: int) -> tuple[int, int]:
    return (value, pair[1]) if index == 0 else (pair[0], value)
