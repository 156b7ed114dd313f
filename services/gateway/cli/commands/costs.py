"""``duanju costs DRAMA``"""

from services.gateway.cli import costing
from services.gateway.cli.commands.arguments import Drama
from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.dramas import known_state
from services.gateway.cli.signals import run


@at_the_desk
def costs(desk: Desk, drama: Drama) -> None:
    found = run(_read(desk, drama))
    desk.answer(found.as_dict(), *costing.head(found))
    if not desk.as_json and found.whole.bill.calls:
        desk.console().print(costing.by_model(found))
        desk.console().print(costing.by_episode(found))


async def _read(desk: Desk, drama: str) -> costing.Costs:
    store = desk.store()
    state, _ = await known_state(store, drama)
    return await costing.read_costs(store, state)
