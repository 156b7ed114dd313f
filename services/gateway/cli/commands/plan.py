"""``duanju plan FILE``"""

from services.gateway.cli.commands.arguments import File, Named
from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.signals import run
from services.gateway.requests import read_commission


@at_the_desk
def plan(desk: Desk, file: File, drama: Named = None) -> None:
    commission = read_commission(file, drama)
    from services.gateway.cli import forecast, planning  # noqa: PLC0415 (brings every service's code: slow)

    found = run(planning.plan_in(commission, desk.studio.store_if_any()))
    desk.answer(found.as_dict(), forecast.head(found))
    if not desk.as_json:
        desk.console().print(forecast.table(found))
        desk.answer({}, *forecast.details(found))
