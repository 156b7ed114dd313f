"""An estimate as a person reads it. Pure but for the tables."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

from rich.table import Table

from services.gateway.cli.estimating import Estimate
from services.gateway.words import estimate as say
from shared.planning.bill import Item
from shared.planning.estimate import TAKES


def head(found: Estimate) -> list[str]:
    """What the request costs as it is, and what the table below prices."""
    lines = [say.COSTS(drama=found.drama, quality=found.requested, total=money(found.total, found.currency))]
    if not found.items:
        return [*lines, say.NOTHING_TO_BUY()]
    if not found.is_in_use:
        lines.append(say.NOTHING_IN_USE(providers=", ".join(found.providers), quality=found.quality))
    elif found.requested != found.quality:
        lines.append(say.AS_STANDARD(quality=found.quality, total=money(found.priced, found.currency)))
    return lines


def table(items: Sequence[Item], currency: str) -> Table:
    """One line a model."""
    shown = Table(box=None, pad_edge=False)
    shown.add_column(say.FOR())
    shown.add_column(say.MODEL())
    for column in (say.CALLS, say.QUANTITY, say.AMOUNT):
        shown.add_column(column(), justify="right")
    for item in items:
        calls = item.calls.to_integral_value(ROUND_CEILING)
        quantity = f"{_rounded(item.quantity)} {say.UNITS[item.unit]()}"
        model = f"{item.provider}/{item.model}"
        shown.add_row(say.CAPABILITIES[item.capability](), model, f"{calls}", quantity, money(item.amount, currency))
    return shown


def foot(found: Estimate) -> list[str]:
    """The sum, what it comes to, and whether the drama may spend so much."""
    minutes = Decimal(str(found.seconds or 1)) / 60
    facts = {"drama": found.drama, "enough": found.enough_usd}
    short = [say.SHORT(budget=money(found.budget, found.currency), **facts)] if found.is_short else []
    return [
        say.EACH(
            total=money(found.priced, found.currency),
            episode=money(found.priced / max(1, found.episodes), found.currency),
            minute=money(found.priced / minutes, found.currency),
            percent=f"{(TAKES - 1) * 100:.0f}",
        ),
        *short,
    ]


def money(amount: Decimal, currency: str) -> str:
    """Cents; smaller sums to their second digit that counts."""
    return f"{_rounded(amount)} {currency}"


def _rounded(amount: Decimal) -> str:
    digits = 2 if not amount or amount >= Decimal("0.1") else 1 - amount.adjusted()
    return f"{amount:.{digits}f}"
