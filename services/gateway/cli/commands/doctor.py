"""``duanju doctor``"""

import sys

from rich.table import Table
from rich.text import Text

from infra.local.checkup import Finding, look_over
from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.exits import Exit
from services.gateway.cli.signals import run
from services.gateway.cli.studios import Elsewhere
from services.gateway.terminal import visible
from services.gateway.words import doctor as say

_COLOURS = {"ok": "green", "poor": "yellow", "missing": "red"}


@at_the_desk
def doctor(desk: Desk) -> None:
    if isinstance(desk.studio, Elsewhere):
        from services.gateway.cli.survey import survey  # noqa: PLC0415 (brings every service's code: slow)

        _tell(desk, run(survey(desk.studio.settings)), say.ELSEWHERE)
    else:
        _tell(desk, look_over(desk.state), say.HERE)


def _tell(desk: Desk, found: list[Finding], verdicts: say.Verdicts) -> None:
    """Every part with how to mend it, and the verdict, which is the exit code, too."""
    health = {each.health for each in found}
    verdict = verdicts.ill if "missing" in health else verdicts.poor if "poor" in health else verdicts.well
    parts = [each._asdict() | {"mend": _mend(each)} for each in found]
    if not desk.as_json:
        desk.console().print(_table(found))
    desk.answer({"can_run": "missing" not in health, "parts": parts}, verdict())
    if "missing" in health:
        sys.exit(Exit.NO_STACK)


def _mend(finding: Finding) -> str:
    return "" if finding.health == "ok" else say.MENDS[finding.part]()


def _table(found: list[Finding]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    for each in found:
        told = Text(visible(each.found))
        if mend := _mend(each):
            told.append(f"\n{mend}", "bold")
        table.add_row(Text(say.HEALTH[each.health](), _COLOURS[each.health]), say.NAMES[each.part](), told)
    return table
