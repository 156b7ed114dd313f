"""``duanju costs DRAMA``"""

from services.gateway.cli import costing, expecting, statement
from services.gateway.cli.commands.arguments import Drama
from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.dramas import known_state
from services.gateway.cli.signals import run
from services.gateway.requests import Commission


@at_the_desk
def costs(desk: Desk, drama: Drama) -> None:
    found = run(_read(desk, drama))
    desk.answer(found.as_dict(), *statement.head(found))
    if not desk.as_json and found.whole.bill.calls:
        for table in (statement.calls(found), statement.amounts(found), statement.by_episode(found)):
            desk.console().print("", table)


async def _read(desk: Desk, drama: str) -> costing.Costs:
    store = desk.store()
    state, request = await known_state(store, drama)
    return await costing.read_costs(store, state, await expecting.expected(Commission(drama, request), store))
