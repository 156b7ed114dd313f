"""``duanju cancel DRAMA``"""

from services.gateway.cli.commands.arguments import Drama
from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.directing import direct
from services.gateway.cli.dramas import known_state
from services.gateway.cli.exits import Exit, Failed
from services.gateway.cli.signals import run
from services.gateway.words import desk as say
from shared.artifacts.commands import Cancel
from shared.planning import State


@at_the_desk
def cancel(desk: Desk, drama: Drama) -> None:
    state = run(_cancel(desk, drama))
    desk.answer({"drama": drama, "revision": state.revision, "state": "cancelled"}, say.CANCELLED(drama=drama))


async def _cancel(desk: Desk, drama: str) -> State:
    state, _ = await known_state(desk.store(), drama)
    if not state.is_open:
        raise Failed(Exit.REFUSED, say.NOT_OPEN(drama=drama))
    return await direct(desk, drama, lambda common: Cancel(**common))
