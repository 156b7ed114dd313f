"""What a drama cost: its bills by model and by episode, beside what it was allowed and the film that came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from rich.table import Table

from services.gateway.words import Phrase
from services.gateway.words import costs as say
from shared.artifacts import Artifacts
from shared.artifacts.decisions import Admitted, Decision, Released
from shared.artifacts.media import read
from shared.artifacts.records import Master
from shared.ledger.costs import Bill, Bought, bills
from shared.ledger.reading import bought_for
from shared.planning import Decisions, State
from shared.planning.budget import total

_COUNTS = ("calls", "successful", "failed", "refused", "retried", "uncertain", "open", "parked")
_AMOUNTS = ("quoted", "billed", "estimated", "at_risk")
_CENT, _FINE = Decimal("0.01"), Decimal("0.0001")


@dataclass(frozen=True)
class EpisodeCosts:
    """One episode, or what all of them share (``number`` is None).

    ``allowed`` is what its last cut may cost, or the writing of the drama; ``minutes`` are of finished film.
    """

    number: int | None
    bill: Bill
    allowed: Decimal
    minutes: float

    @property
    def per_minute(self) -> Decimal | None:
        """What a finished minute cost."""
        return self.bill.billed / Decimal(str(self.minutes)) if self.minutes else None


@dataclass(frozen=True)
class Costs:
    """What a drama cost up to now. ``currency`` is that of its ledger, "" where nothing was bought."""

    drama: str
    currency: str
    models: dict[tuple[str, str], Bill]
    episodes: tuple[EpisodeCosts, ...]
    budget: Decimal

    @property
    def whole(self) -> EpisodeCosts:
        """All of it. A finished minute bears its part of what is not finished, too."""
        return EpisodeCosts(
            None,
            sum((each.bill for each in self.episodes), Bill()),
            sum((each.allowed for each in self.episodes), Decimal(0)),
            sum(each.minutes for each in self.episodes),
        )

    def as_dict(self) -> dict[str, Any]:
        models = [{"provider": who, "model": model, **_facts(each)} for (who, model), each in self.models.items()]
        episodes = [{"number": each.number, **_of_episode(each)} for each in self.episodes]
        head = {"drama": self.drama, "currency": self.currency, "budget": _plain(self.budget)}
        return head | _of_episode(self.whole) | {"models": models, "episodes": episodes}


async def read_costs(store: Artifacts, state: State) -> Costs:
    """What the drama cost, by the ledgers of all services. Raises Lost and StoreError."""
    bought = await bought_for(store, state.drama)
    by_number = bills(bought, _number)
    allowed = _allowed(await Decisions(store).log(state.drama))
    found = [
        EpisodeCosts(
            number or None,
            by_number.get(number, Bill()),
            allowed.get(number, Decimal(0)),
            await _minutes(store, state, number),
        )
        for number in sorted({*state.episodes, *allowed, *by_number})
    ]
    models = bills(bought, lambda each: (each.attempt.first.provider, each.attempt.first.model))
    return Costs(state.drama, _currency(bought), models, tuple(found), state.budget.amount)


def _number(bought: Bought) -> int:
    """The episode's number, or 0 for what all of them share."""
    return bought.episode or 0


def _currency(bought: Sequence[Bought]) -> str:
    return bought[-1].attempt.first.quote.currency if bought else ""


def _allowed(log: Sequence[Decision]) -> dict[int, Decimal]:
    """What was allowed for the last cut of each episode, and for the writing of the last revision, by number."""
    allowed = {}
    for decision in log:
        match decision:
            case Released(number=number, caps=caps):
                allowed[number] = total(caps)
            case Admitted(writing=caps) if caps:
                allowed[0] = total(caps)
    return allowed


async def _minutes(store: Artifacts, state: State, number: int) -> float:
    episode = state.episodes.get(number)
    if episode is None or episode.master is None:
        return 0.0
    return (await read(store, episode.master, Master)).seconds / 60


# --- for a script


def _of_episode(each: EpisodeCosts) -> dict[str, Any]:
    per_minute = None if each.per_minute is None else _plain(each.per_minute.quantize(_FINE, ROUND_HALF_UP))
    facts = {"allowed": _plain(each.allowed), "minutes": round(each.minutes, 3), "per_minute": per_minute}
    return _facts(each.bill) | facts


def _facts(each: Bill) -> dict[str, Any]:
    counts = {name: getattr(each, name) for name in _COUNTS}
    amounts = {name: _plain(getattr(each, name)) for name in _AMOUNTS}
    return counts | amounts | {"seconds_mean": _rounded(each.mean), "seconds_p95": _rounded(each.p95)}


def _plain(amount: Decimal) -> str:
    """An amount as a script reads it: exact, and never in exponents."""
    return format(amount.normalize() + 0, "f")


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)


# --- for a person


def head(found: Costs) -> list[str]:
    """What it came to."""
    whole = found.whole
    if not whole.bill.calls:
        return [say.NOTHING(drama=found.drama)]
    facts = {"billed": money(whole.bill.billed), "quoted": money(whole.bill.quoted), "currency": found.currency}
    lines = [say.HEAD(drama=found.drama, **facts)]
    if whole.per_minute is not None:
        minute = {"minutes": f"{whole.minutes:.1f}", "per_minute": money(whole.per_minute), "currency": found.currency}
        lines.append(say.PER_MINUTE(**minute))
    if whole.bill.estimated:
        lines.append(say.ESTIMATED(amount=money(whole.bill.estimated), currency=found.currency))
    if whole.bill.at_risk:
        lines.append(say.AT_RISK(amount=money(whole.bill.at_risk), currency=found.currency))
    if whole.bill.parked:
        lines.append(say.PARKED(count=whole.bill.parked, drama=found.drama))
    return lines


def by_model(found: Costs) -> Table:
    """One line a model; what nowhere happened has no column."""
    happened = {name: each for name, each in say.COUNTS.items() if getattr(found.whole.bill, name)}
    table = _table(say.MODEL, *happened.values(), say.QUOTED, say.BILLED, say.MEAN, say.P95)
    for (provider, model), each in found.models.items():
        counts = [str(getattr(each, name)) for name in happened]
        times = (_seconds(each.mean), _seconds(each.p95))
        table.add_row(f"{model} ({provider})", *counts, money(each.quoted), money(each.billed), *times)
    return table


def by_episode(found: Costs) -> Table:
    """One line an episode, and one for all."""
    table = _table(say.EPISODE, say.COUNTS["calls"], say.ALLOWED, say.BILLED, say.MINUTES, say.MINUTE)
    for each in found.episodes:
        table.add_row(say.ALL() if each.number is None else str(each.number), *_row(each))
    table.add_row(say.TOGETHER(), *_row(found.whole))
    return table


def _row(each: EpisodeCosts) -> tuple[str, ...]:
    minute = "" if each.per_minute is None else money(each.per_minute)
    minutes = f"{each.minutes:.1f}" if each.minutes else ""
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
