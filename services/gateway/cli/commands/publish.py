"""``duanju publish FILE``"""

from typing import Annotated

import typer

from services.gateway.cli.commands.arguments import File, Named
from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.publishing import admit
from services.gateway.cli.signals import run
from services.gateway.cli.watching import show_until_done
from services.gateway.requests import read_commission
from services.gateway.words import desk as say
from services.gateway.words import help as helps
from shared.planning import Decisions

Watch = Annotated[bool, typer.Option("--watch", "-w", help=helps.WATCH())]


@at_the_desk
def publish(desk: Desk, file: File, drama: Named = None, watch: Watch = False) -> None:
    commission = read_commission(file, drama)
    broker = desk.studio.broker()
    if commission.request.lines:
        from services.gateway.cli.planning import plan_in  # noqa: PLC0415 (brings every service's code: slow)

        # words for a line that is not there: only a rehearsal can tell
        run(plan_in(commission, desk.studio.store_if_any()))
    admission = run(admit(commission, broker, Decisions(desk.store())))
    if watch:
        show_until_done(desk, admission.drama, admission)
        return
    facts = {"drama": admission.drama, "revision": admission.revision}
    desk.answer(facts, say.ASKED(**facts))
