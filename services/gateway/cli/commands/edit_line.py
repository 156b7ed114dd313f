"""``duanju edit-line DRAMA ID TEXT``"""

from typing import Annotated

import typer

from services.gateway.cli.commands.arguments import Drama
from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.dramas import known_state
from services.gateway.cli.editing import edited, find, lines_of
from services.gateway.cli.publishing import admit
from services.gateway.cli.signals import run
from services.gateway.terminal import row
from services.gateway.words import help as helps
from services.gateway.words import plan as say
from shared.planning import Decisions

Id = Annotated[str, typer.Argument(help=helps.LINE(), show_default=False)]
Words = Annotated[str, typer.Argument(help=helps.TEXT(), show_default=False)]


@at_the_desk
def edit_line(desk: Desk, drama: Drama, line: Id, text: Words) -> None:
    run(_edit(desk, drama, line, text))


async def _edit(desk: Desk, drama: str, wanted: str, text: str) -> None:
    store = desk.store()
    state, request = await known_state(store, drama)
    line = find(drama, await lines_of(store, state), wanted)
    commission = edited(drama, request, line, text)
    words = commission.request.lines[line.id]
    if words == line.text:
        desk.answer({"drama": drama, "revision": state.revision, "line": line.id, "calls": 0}, say.SAYS_SO(id=line.id))
        return
    broker = desk.studio.broker()
    from services.gateway.cli import forecast, planning  # noqa: PLC0415 (brings every service's code: slow)

    found = await planning.plan(commission, store)
    admission = await admit(commission, broker, Decisions(store))
    facts = {"drama": drama, "revision": admission.revision, "line": line.id, "text": words, **found.as_dict()}
    told = say.EDITED(drama=drama, revision=admission.revision, id=line.id, text=row(words))
    desk.answer(facts, told, forecast.head(found), *forecast.details(found), forecast.kept(found))
