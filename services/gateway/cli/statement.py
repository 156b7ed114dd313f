"""What a drama cost, as a person reads it. Pure but for the tables."""

from decimal import ROUND_HALF_UP, Decimal

from rich.table import Table

from services.gateway.cli.costing import BUYERS, Costs, EpisodeCosts, Maker
from services.gateway.words import Phrase
from services.gateway.words import costs as say
from services.gateway.words.estimate import CAPABILITIES
from shared.ledger.costs import Bill

_CENT, _FINE = Decimal("0.01"), Decimal("0.0001")


def head(found: Costs) -> list[str]:
    """What it came to."""
    whole = found.whole
    if not whole.bill.calls:
        return [say.NOTHING(drama=found.drama), _expected(found)]
    facts = {"billed": money(whole.bill.billed), "quoted": money(whole.bill.quoted), "currency": found.currency}
    lines = [say.HEAD(drama=found.drama, **facts), _expected(found)]
    if whole.per_minute is not None:
        minute = {"minutes": f"{whole.minutes:.2f}", "per_minute": money(whole.per_minute), "currency": found.currency}
        lines.append(say.PER_MINUTE(**minute))
    if whole.bill.estimated:
        lines.append(say.ESTIMATED(amount=money(whole.bill.estimated), currency=found.currency))
    if whole.bill.at_risk:
        lines.append(say.AT_RISK(amount=money(whole.bill.at_risk), currency=found.currency))
    if whole.bill.parked:
        lines.append(say.PARKED(count=whole.bill.parked, drama=found.drama))
    return lines


def _expected(found: Costs) -> str:
    """What an estimate of the whole request says, or why there is none."""
    amount = found.expected.of()
    if amount is None:
        return say.NOT_EXPECTED(why=found.expected.why)
    return say.EXPECTED(amount=money(amount), currency=found.expected.currency)


def calls(found: Costs) -> Table:
    """One line a model that was asked; what nowhere happened has no column."""
    happened = {name: each for name, each in say.COUNTS.items() if getattr(found.whole.bill, name)}
    table = _table(say.MODEL, *happened.values(), say.MEAN, say.P95)
    for maker, each in found.models.items():
        if each.calls:
            counts = [str(getattr(each, name)) for name in happened]
            table.add_row(_name(maker), *counts, _seconds(each.mean), _seconds(each.p95))
    return table


def amounts(found: Costs) -> Table:
    """One line a stage, one below it for each of its models, and one for all."""
    table = _table(say.STAGE, say.EXPECTS, say.QUOTED, say.BILLED)
    for stage, of_stage in found.stages.items():
        table.add_row(_stage(stage), *_sums(found.expected_of_stage(stage), of_stage))
        for maker, each in found.models.items():
            if maker.stage == stage:
                table.add_row(f"  {_name(maker)}", *_sums(found.expected_of(maker), each))
    table.add_row(say.TOGETHER(), *_sums(found.expected.of(), found.whole.bill))
    return table


def _name(maker: Maker) -> str:
    return f"{maker.model} ({maker.provider})"


def _stage(stage: str) -> str:
    return next((CAPABILITIES[each]() for each, service in BUYERS.items() if service == stage), stage)


def _sums(expected: Decimal | None, bill: Bill) -> tuple[str, ...]:
    return ("" if expected is None else money(expected), money(bill.quoted), money(bill.billed))


def by_episode(found: Costs) -> Table:
    """One line an episode, and one for all."""
    table = _table(say.EPISODE, say.COUNTS["calls"], say.ALLOWED, say.BILLED, say.MINUTES, say.MINUTE)
    for each in found.episodes:
        table.add_row(say.ALL() if each.number is None else str(each.number), *_row(each))
    table.add_row(say.TOGETHER(), *_row(found.whole))
    return table


def _row(each: EpisodeCosts) -> tuple[str, ...]:
    minute = "" if each.per_minute is None else money(each.per_minute)
    minutes = f"{each.minutes:.2f}" if each.minutes else ""
    return (str(each.bill.calls), money(each.allowed), money(each.bill.billed), minutes, minute)


def _table(first: Phrase, *others: Phrase) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(first(), no_wrap=True)
    for column in others:
        table.add_column(column(), justify="right")
    return table


def money(amount: Decimal) -> str:
    """Cents, or ten-thousandths where cents would hide it."""
    whole, fine = (amount.quantize(unit, ROUND_HALF_UP) for unit in (_CENT, _FINE))
    return f"{whole if abs(amount) >= 1 or whole == fine else fine.normalize():f}"


def _seconds(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds:.1f}"
