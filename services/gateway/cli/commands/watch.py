"""``duanju watch DRAMA``"""

from services.gateway.cli.commands.arguments import Drama
from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.dramas import known_state
from services.gateway.cli.signals import run
from services.gateway.cli.watching import show_until_done


@at_the_desk
def watch(desk: Desk, drama: Drama) -> None:
    run(known_state(desk.store(), drama))
    show_until_done(desk, drama)
