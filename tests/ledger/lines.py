"""Where programs are: the answers that each got so far.

What a coroutine does next follows from the answers that it got, so its place is the list of these answers (a *line*).
Lines are numbered, and replayed where two of them part. A purchase that reads its journal anew has forgotten all
answers, so there many lines become one.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tests.ledger.actors import DONE, Program
from tests.ledger.world import Answer, Op


async def _nothing() -> str:
    return DONE


Start = Callable[[], Program]


@dataclass
class Lines:
    """All lines that were played: by number, the operation that waits at its end, or how the program ended."""

    _starts: list[tuple[object, Start]] = field(default_factory=list)
    _parents: list[tuple[int, Answer] | None] = field(default_factory=list)
    _ends: list[Op | str] = field(default_factory=list)
    _children: dict[tuple[int, object], int] = field(default_factory=dict)
    _roots: dict[object, int] = field(default_factory=dict)
    _rounds: dict[object, int] = field(default_factory=dict)
    _live: dict[int, Program] = field(default_factory=dict)

    @property
    def nothing(self) -> int:
        """The line of somebody who has nothing to do any more."""
        return self.begin("nothing", _nothing)

    def begin(self, name: object, start: Start) -> int:
        """The line of a program that has got no answer yet."""
        if name not in self._roots:
            program = start()
            self._roots[name] = self._add((name, start), None, program, partial(program.send, None))
        return self._roots[name]

    def after(self, line: int, answer: Answer) -> int:
        """The line that goes on with this answer."""
        name = (line, answer if answer is None or isinstance(answer, bytes | float | tuple) else repr(answer))
        if name not in self._children:
            program = self._live.pop(line, None) or self._replayed(line)
            step = partial(give, program, answer)
            self._children[name] = self._add(self._starts[line], (line, answer), program, step)
        return self._children[name]

    def end(self, line: int) -> Op | str:
        return self._ends[line]

    def __len__(self) -> int:
        return len(self._ends)

    def _add(
        self, start: tuple[object, Start], parent: tuple[int, Answer] | None, program: Program, step: Callable[[], Op]
    ) -> int:
        number = len(self._ends)
        try:
            end: Op | str = step()
        except StopIteration as finished:
            end = str(finished.value)
        else:
            if (forgotten := _round(program)) is not None:
                known = self._rounds.setdefault((start[0], forgotten), number)
                if known != number:
                    program.close()
                    return known
            self._live[number] = program
        self._starts.append(start)
        self._parents.append(parent)
        self._ends.append(end)
        return number

    def _replayed(self, line: int) -> Program:
        answers: list[Answer] = []
        at = line
        while (parent := self._parents[at]) is not None:
            at, answer = parent
            answers.append(answer)
        program = self._starts[line][1]()
        program.send(None)
        for answer in reversed(answers):
            give(program, answer)
        return program


def give(program: Program, answer: Answer) -> Op:
    found: Any = (
        program.throw(answer.with_traceback(None)) if isinstance(answer, BaseException) else program.send(answer)
    )
    operation: Op = found
    return operation


def _round(program: Program) -> str | None:
    """What a purchase still knows that reads its journal anew, or None if the program is elsewhere."""
    frames = []
    at: Any = program
    while frame := getattr(at, "cr_frame", None):
        frames.append(frame)
        at = at.cr_await
    names = [frame.f_code.co_name for frame in frames]
    if "result" not in names or names[names.index("result") + 1 : names.index("result") + 3] != ["attempts", "listing"]:
        return None
    known = frames[names.index("result")].f_locals
    return f"{known['unknown']!r} {known['ended']!r}"
