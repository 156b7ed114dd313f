"""``duanju budget DRAMA [AMOUNT]``"""

from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError

from services.gateway.cli.commands.arguments import Drama
from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.directing import direct
from services.gateway.cli.dramas import known_state
from services.gateway.cli.exits import Exit, Failed
from services.gateway.cli.signals import run
from services.gateway.words import desk as say
from services.gateway.words import help as helps
from shared.artifacts.commands import SetBudget
from shared.events.request import Dollars
from shared.planning import State

Amount = Annotated[str | None, typer.Argument(help=helps.AMOUNT(), show_default=False)]
_DOLLARS: TypeAdapter[Dollars] = TypeAdapter(Dollars)


@at_the_desk
def budget(desk: Desk, drama: Drama, amount: Amount = None) -> None:
    state = run(_state(desk, drama, amount))
    found = state.budget
    amounts = {"budget": found.amount, "given": found.given, "free": found.free}
    facts = {name: f"{each:f}" for name, each in amounts.items()} | {"currency": found.currency}
    told = say.BUDGET(
        drama=drama,
        amount=f"{found.amount:.2f}",
        currency=found.currency,
        given=f"{found.given:.2f}",
        free=f"{found.free:.2f}",
    )
    desk.answer({"drama": drama, "revision": state.revision, **facts}, told)
    if amount is not None and found.amount == found.given and not desk.as_json:
        desk.answer({}, say.NOTHING_FREE(drama=drama))


async def _state(desk: Desk, drama: str, amount: str | None) -> State:
    if amount is None:
        return (await known_state(desk.store(), drama))[0]
    try:
        usd = _DOLLARS.validate_python(amount)
    except ValidationError:
        raise Failed(Exit.REFUSED, say.NO_AMOUNT(amount=amount)) from None
    return await direct(desk, drama, lambda common: SetBudget(**common, usd=usd))
