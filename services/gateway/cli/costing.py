"""What a drama cost: its bills by model, stage and episode, beside what was expected, allowed and made of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from services.gateway.cli.expecting import Expected
from shared.artifacts import Artifacts
from shared.artifacts.decisions import Admitted, Decision, Released
from shared.artifacts.media import read
from shared.artifacts.records import Master
from shared.ledger.costs import Bill, Bought, bills
from shared.ledger.reading import bought_for
from shared.planning import Decisions, State
from shared.planning.budget import total
from shared.providers.catalogue import Capability

BUYERS: Mapping[Capability, str] = {"chat": "script", "speech": "audio", "video": "video"}
"""The stage that buys from models of a capability, in the order of the stages."""
_COUNTS = ("calls", "successful", "failed", "refused", "retried", "uncertain", "open", "parked")
_AMOUNTS = ("quoted", "billed", "estimated", "at_risk")
_FINE, _SMALLEST = Decimal("0.0001"), Decimal("0.000001")


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

    ``currency`` is that of its ledger, "" where nothing was bought. ``models`` are by provider and name, those among
    them that are only expected; ``reasons`` tell of each that was asked why it most often was.
    """

    drama: str
    currency: str
    models: dict[tuple[str, str], Bill]
    stages: dict[str, Bill]
    episodes: tuple[EpisodeCosts, ...]
    budget: Decimal
    expected: Expected
    reasons: dict[tuple[str, str], str]

    @property
    def whole(self) -> EpisodeCosts:
        """All of it. A finished minute bears its part of what is not finished, too."""
        return EpisodeCosts(
            None,
            sum((each.bill for each in self.episodes), Bill()),
            sum((each.allowed for each in self.episodes), Decimal(0)),
            sum(each.minutes for each in self.episodes),
        )

    def expected_of_model(self, provider: str, model: str) -> Decimal | None:
        """What was expected of it; None where there is no estimate."""
        return self.expected.of(lambda item: (item.provider, item.model) == (provider, model))

    def expected_of_stage(self, stage: str) -> Decimal | None:
        """What was expected of all models that it buys from; None where there is no estimate."""
        return self.expected.of(lambda item: BUYERS[item.capability] == stage)

    def as_dict(self) -> dict[str, Any]:
        head = {"drama": self.drama, "currency": self.currency, "budget": _plain(self.budget)}
        expected = {"expected": _plain_or_none(self.expected.of()), "not_expected": self.expected.why or None}
        parts = {
            "models": [self._of_model(provider, model) for provider, model in self.models],
            "stages": [self._of_stage(stage) for stage in self.stages],
            "episodes": [{"number": each.number, **_of_episode(each)} for each in self.episodes],
        }
        return head | expected | _of_episode(self.whole) | parts

    def _of_model(self, provider: str, model: str) -> dict[str, Any]:
        found = {"provider": provider, "model": model, "reason": self.reasons.get((provider, model))}
        expected = _plain_or_none(self.expected_of_model(provider, model))
        return found | {"expected": expected} | _facts(self.models[provider, model])

    def _of_stage(self, stage: str) -> dict[str, Any]:
        expected = _plain_or_none(self.expected_of_stage(stage))
        return {"stage": stage, "expected": expected} | _facts(self.stages[stage])


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
    models = {(item.provider, item.model): Bill() for item in expected.items} | bills(bought, _model)
    by_stage = bills(bought, lambda each: each.service)
    named = dict.fromkeys([*BUYERS.values(), *by_stage])
    concerned = {BUYERS[item.capability] for item in expected.items} | set(by_stage)
    stages = {stage: by_stage.get(stage, Bill()) for stage in named if stage in concerned}
    return Costs(state.drama, currency, models, stages, tuple(found), state.budget.amount, expected, _reasons(bought))


def _model(bought: Bought) -> tuple[str, str]:
    """The provider and the model that was asked."""
    return bought.attempt.first.provider, bought.attempt.first.model


def _reasons(bought: Sequence[Bought]) -> dict[tuple[str, str], str]:
    """Why each model was asked, the most frequent reason."""
    told: dict[tuple[str, str], Counter[str]] = {}
    for each in bought:
        if each.attempt.first.reason:
            told.setdefault(_model(each), Counter())[each.attempt.first.reason] += 1
    return {model: counted.most_common(1)[0][0] for model, counted in told.items()}


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


def _plain_or_none(amount: Decimal | None) -> str | None:
    return None if amount is None else _plain(amount.quantize(_SMALLEST, ROUND_HALF_UP))


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)
