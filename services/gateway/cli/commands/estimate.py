"""``duanju estimate FILE``"""

from services.gateway.cli.commands.arguments import File, Named
from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.signals import run
from services.gateway.requests import read_commission
from services.gateway.words import estimate as say


@at_the_desk
def estimate(desk: Desk, file: File, drama: Named = None) -> None:
    commission = read_commission(file, drama)
    from services.gateway.cli import estimating, quotation  # noqa: PLC0415 (brings every service's code: slow)

    found = run(estimating.estimate_in(commission, desk.studio.store_if_any(), estimating.tariff_of_today()))
    desk.answer(found.as_dict(), *quotation.head(found))
    if desk.as_json:
        return
    if found.items:
        desk.console().print(quotation.table(found.items, found.currency))
        desk.answer({}, *quotation.foot(found), "", say.OTHERS())
        desk.console().print(quotation.table(found.others, found.currency))
    desk.answer({}, say.TRADITIONAL(total=quotation.money(found.traditional, found.currency)))
