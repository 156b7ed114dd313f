"""``duanju gc``"""

import re
from collections.abc import Iterable
from typing import Annotated, NamedTuple

import typer
from rich.table import Table

from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.exits import Exit, Failed
from services.gateway.cli.signals import run
from services.gateway.words import gc as say
from services.gateway.words import help as helps
from shared.artifacts import Item, keys
from shared.artifacts.media import LEAST_AGE

_UNITS = {"m": 60.0, "h": 3600.0, "d": 86400.0}

OlderThan = Annotated[str, typer.Option("--older-than", help=helps.OLDER_THAN())]
Superseded = Annotated[bool, typer.Option("--superseded", help=helps.SUPERSEDED())]
Yes = Annotated[bool, typer.Option("--yes", help=helps.YES())]


@at_the_desk
def gc(desk: Desk, older_than: OlderThan = "7d", superseded: Superseded = False, yes: Yes = False) -> None:
    from services.gateway.cli.collecting import Collector, Unclear  # noqa: PLC0415 (brings every service's code: slow)

    collector = Collector(desk.store(), _seconds(older_than), superseded)
    try:
        garbage = run(collector.sweep() if yes else collector.find())
    except Unclear as error:
        raise Failed(Exit.UNEXPECTED, say.UNCLEAR(drama=error.drama, reason=error.reason)) from error
    heaps = _heaps(garbage)
    total = _heap("", garbage)
    if garbage and not desk.as_json:
        desk.console().print(_table(heaps, total))
    facts = {"removed": yes, "artifacts": total.artifacts, "bytes": total.bytes}
    told = say.CLEAN if not garbage else say.REMOVED if yes else say.DRY
    desk.answer(facts | {"kinds": [heap._asdict() for heap in heaps]}, told())


class _Heap(NamedTuple):
    """Garbage of one kind."""

    kind: str
    artifacts: int
    bytes: int


def _heaps(garbage: Iterable[Item]) -> list[_Heap]:
    """The garbage by kind, the largest heap first."""
    found: dict[str, list[Item]] = {}
    for item in garbage:
        found.setdefault(keys.kind(item.key), []).append(item)
    return sorted((_heap(kind, items) for kind, items in found.items()), key=lambda heap: (-heap.bytes, heap.kind))


def _heap(kind: str, items: list[Item]) -> _Heap:
    return _Heap(kind, len(items), sum(item.size for item in items))


def _table(heaps: list[_Heap], total: _Heap) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in (say.KIND, say.COUNT, say.SIZE):
        table.add_column(column(), justify="left" if column is say.KIND else "right")
    for kind, artifacts, size in (*heaps, total._replace(kind=say.TOGETHER())):
        table.add_row(kind, str(artifacts), _size(size))
    return table


def _size(count: int) -> str:
    """``12 kB``, ``3.4 GB``."""
    size, unit = float(count), "B"
    for larger in ("kB", "MB", "GB", "TB"):
        if size < 1000:
            break
        size, unit = size / 1000, larger
    return f"{size:.0f} {unit}" if size >= 10 or unit == "B" else f"{size:.1f} {unit}"


def _seconds(age: str) -> float:
    """``7d`` → 604800. Raises Failed."""
    found = re.fullmatch(r"(\d{1,5})([mhd])", age.strip())
    seconds = int(found[1]) * _UNITS[found[2]] if found else 0.0
    if seconds < LEAST_AGE:
        raise Failed(Exit.REFUSED, say.WRONG_AGE(age=age))
    return seconds
