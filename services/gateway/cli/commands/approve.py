"""``duanju approve DRAMA``"""

from services.gateway.cli.commands.arguments import Drama
from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.directing import direct
from services.gateway.cli.dramas import known_state
from services.gateway.cli.exits import Exit, Failed
from services.gateway.cli.signals import run
from services.gateway.words import desk as say
from shared.artifacts.commands import Approve
from shared.planning import State


@at_the_desk
def approve(desk: Desk, drama: Drama) -> None:
    state = run(_approve(desk, drama))
    desk.answer({"drama": drama, "revision": state.revision, "state": "working"}, say.APPROVED(drama=drama))


async def _approve(desk: Desk, drama: str) -> State:
    state, _ = await known_state(desk.store(), drama)
    if (gated := state.gated) is None:
        raise Failed(Exit.REFUSED, say.NOT_GATED(drama=drama))
    return await direct(desk, drama, lambda common: Approve(**common, gate=gated.gate))
