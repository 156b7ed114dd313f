"""``duanju demo FILE FOLDER``"""

from rich.console import Console

from services.gateway.cli import display
from services.gateway.cli.commands.arguments import File, Named, Target
from services.gateway.cli.commands.export import answer_films
from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.screen import screen_for
from services.gateway.cli.signals import run
from services.gateway.cli.studios import Embedded
from services.gateway.requests import read_commission


@at_the_desk
def demo(desk: Desk, file: File, folder: Target, drama: Named = None) -> None:
    commission = read_commission(file, drama)
    from services.gateway.cli.planning import plan_in  # noqa: PLC0415 (brings every service's code: slow)
    from services.gateway.cli.studio import run_demo, run_order  # noqa: PLC0415

    run(plan_in(commission, desk.studio.store_if_any()))  # what would block the drama is told before anything starts
    screen = screen_for(Console(), desk.as_json)
    if isinstance(desk.studio, Embedded):
        work = run_demo(desk.state, commission, folder, screen)
    else:
        work = run_order(desk.studio, commission, folder, screen)
    manifest, files = run(work)
    answer_films(desk, manifest, files)
    if not desk.as_json:
        desk.console().print(display.calls(manifest))
