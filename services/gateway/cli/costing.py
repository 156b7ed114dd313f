"""What a drama cost: its bills by model, stage and episode, beside what was expected, allowed and made of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from services.gateway.cli.expecting import Expected
from shared.artifacts import Artifacts
from shared.artifacts.decisions import Admitted, Caps, Decision, Granted, Need, Released
from shared.artifacts.media import read
from shared.artifacts.records import Master
from shared.ledger.costs import Bill, Bought, bills
from shared.ledger.reading import bought_for
from shared.planning import Decisions, State
from shared.planning.bill import Item
from shared.planning.budget import Budget, total, writing
from shared.providers.catalogue import Capability

BUYERS: Mapping[Capability, str] = {"chat": "script", "speech": "audio", "video": "video"}
"""The stage that buys from models of a capability, in the order of the stages."""
_COUNTS = ("calls", "successful", "failed", "refused", "retried", "uncertain", "open", "parked")
_AMOUNTS = ("quoted", "billed", "estimated", "at_risk")
_FINE, _SMALLEST = Decimal("0.0001"), Decimal("0.000001")


class Maker(NamedTuple):
    """A model, as a stage buys from it."""

    stage: str
    provider: str
    model: str


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
    """What a drama cost up to now, beside what its whole request was expected to.

    ``currency`` is that of its ledger, "" where nothing was bought. ``models`` are in the order of the stages, those
    among them that are only expected; ``reasons`` tell of each that was asked why it most often was.
    """

    drama: str
    currency: str
    models: dict[Maker, Bill]
    episodes: tuple[EpisodeCosts, ...]
    budget: Decimal
    expected: Expected
    reasons: dict[Maker, str]

    @property
    def whole(self) -> EpisodeCosts:
        """All of it. A finished minute bears its part of what is not finished, too."""
        return EpisodeCosts(
            None,
            sum((each.bill for each in self.episodes), Bill()),
            sum((each.allowed for each in self.episodes), Decimal(0)),
            sum(each.minutes for each in self.episodes),
        )

    @property
    def stages(self) -> dict[str, Bill]:
        """A bill for each stage that buys, or was expected to."""
        found: dict[str, Bill] = {}
        for maker, each in self.models.items():
            found[maker.stage] = found.get(maker.stage, Bill()) + each
        return found

    def expected_of(self, maker: Maker) -> Decimal | None:
        """What was expected of a model; None where there is no estimate."""
        return self.expected.of(lambda item: _made_by(item) == maker)

    def expected_of_stage(self, stage: str) -> Decimal | None:
        """What was expected of all models that it buys from; None where there is no estimate."""
        return self.expected.of(lambda item: BUYERS[item.capability] == stage)

    def as_dict(self) -> dict[str, Any]:
        head = {"drama": self.drama, "currency": self.currency, "budget": _plain(self.budget)}
        expected = {"expected": _plain_or_none(self.expected.of()), "not_expected": self.expected.why or None}
        parts = {
            "models": [self._of_model(maker) for maker in self.models],
            "stages": [self._of_stage(stage, each) for stage, each in self.stages.items()],
            "episodes": [{"number": each.number, **_of_episode(each)} for each in self.episodes],
        }
        return head | expected | _of_episode(self.whole) | parts

    def _of_model(self, maker: Maker) -> dict[str, Any]:
        expected = _plain_or_none(self.expected_of(maker))
        head = maker._asdict() | {"reason": self.reasons.get(maker), "expected": expected}
        return head | _facts(self.models[maker])

    def _of_stage(self, stage: str, each: Bill) -> dict[str, Any]:
        return {"stage": stage, "expected": _plain_or_none(self.expected_of_stage(stage)), **_facts(each)}


async def read_costs(store: Artifacts, state: State, expected: Expected) -> Costs:
    """What the drama cost, by the ledgers of all services. Raises Lost and StoreError."""
    bought = await bought_for(store, state.drama)
    currency = _currency(bought)
    expected = expected.beside(currency)
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
    budget, reasons = state.budget.amount, _reasons(bought)
    return Costs(state.drama, currency, _models(bought, expected), tuple(found), budget, expected, reasons)


def _models(bought: Sequence[Bought], expected: Expected) -> dict[Maker, Bill]:
    """A bill for each model, in the order of the stages."""
    found = {_made_by(item): Bill() for item in expected.items} | bills(bought, _maker)
    stages = list(dict.fromkeys([*BUYERS.values(), *(maker.stage for maker in found)]))
    return dict(sorted(found.items(), key=lambda each: stages.index(each[0].stage)))


def _maker(bought: Bought) -> Maker:
    return Maker(bought.service, bought.attempt.first.provider, bought.attempt.first.model)


def _made_by(item: Item) -> Maker:
    return Maker(BUYERS[item.capability], item.provider, item.model)


def _reasons(bought: Sequence[Bought]) -> dict[Maker, str]:
    """Why each model was asked, the most frequent reason."""
    told: dict[Maker, Counter[str]] = {}
    for each in bought:
        if each.attempt.first.reason:
            told.setdefault(_maker(each), Counter())[each.attempt.first.reason] += 1
    return {maker: counted.most_common(1)[0][0] for maker, counted in told.items()}


def _number(bought: Bought) -> int:
    """The episode's number, or 0 for what all of them share."""
    return bought.episode or 0


def _currency(bought: Sequence[Bought]) -> str:
    return bought[-1].attempt.first.quote.currency if bought else ""


def _allowed(log: Sequence[Decision]) -> dict[int, Decimal]:
    """What was allowed for the last cut of each episode, and for the writing of the last revision, by number.

    What its orders were granted on top of the estimate is part of it.
    """
    last: dict[int, tuple[str, Caps]] = {}
    for decision in log:
        match decision:
            case Released(number=number, cut=cut, caps=caps):
                last[number] = (cut, caps)
            case Admitted(revision=revision, writing=caps) if caps:
                last[0] = (writing(revision), caps)
            case Granted(needs=needs):
                last = {number: (name, _granted(name, caps, needs)) for number, (name, caps) in last.items()}
    return {number: total(caps) for number, (_, caps) in last.items()}


def _granted(allotment: str, caps: Caps, needs: Sequence[Need]) -> Caps:
    """The caps of an allotment, after what its orders asked for was granted."""
    budget = Budget().with_caps(allotment, caps).with_grant(need for need in needs if need.allotment == allotment)
    return budget.caps(allotment)


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


def _plain_or_none(amount: Decimal | None) -> str | None:
    return None if amount is None else _plain(amount.quantize(_SMALLEST, ROUND_HALF_UP))


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)
