"""``duanju doctor``"""

import sys

from rich.table import Table
from rich.text import Text

from infra.local.checkup import Finding, look_over
from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.exits import Exit
from services.gateway.terminal import visible
from services.gateway.words import doctor as say

_COLOURS = {"ok": "green", "poor": "yellow", "missing": "red"}


@at_the_desk
def doctor(desk: Desk) -> None:
    found = look_over(desk.state)
    ill = any(each.health == "missing" for each in found)
    poor = any(each.health == "poor" for each in found)
    parts = [each._asdict() | {"mend": _mend(each)} for each in found]
    if not desk.as_json:
        desk.console().print(_table(found))
    desk.answer({"can_run": not ill, "parts": parts}, (say.ILL if ill else say.POOR if poor else say.WELL)())
    if ill:
        sys.exit(Exit.NO_STACK)


def _mend(finding: Finding) -> str:
    return "" if finding.health == "ok" else say.MEND[finding.part]()


def _table(found: list[Finding]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    for each in found:
        told = Text(visible(each.found))
        if mend := _mend(each):
            told.append(f"\n{mend}", "bold")
        table.add_row(Text(say.HEALTH[each.health](), _COLOURS[each.health]), say.PARTS[each.part](), told)
    return table
