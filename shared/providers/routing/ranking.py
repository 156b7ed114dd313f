"""In which order models are asked, and why. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, Protocol, TypeVar

from shared.ledger.prices import Quote
from shared.providers.catalogue.spec import ModelSpec
from shared.providers.routing.rules import Rule


class Priced(Protocol):
    """A model with its price for the work."""

    @property
    def spec(self) -> ModelSpec: ...

    @property
    def quote(self) -> Quote: ...


@dataclass(frozen=True)
class Bid:
    """A model that could do the work, and what it would cost."""

    spec: ModelSpec
    quote: Quote


C = TypeVar("C", bound=Priced)

STUDIO = "studio"
"""Among a request's preferences: the offline studio. Nothing is bought of whom it does not prefer to that."""


@dataclass(frozen=True)
class Ranked(Generic[C]):
    """A candidate at its place; ``reason`` is for people, and ``is_affordable`` whether the room is enough for it."""

    candidate: C
    reason: str
    is_affordable: bool = field(default=True)


def rank(
    candidates: Sequence[C],
    rule: Rule,
    preferences: Sequence[str] = (),
    room: Decimal | None = None,
    providers: Sequence[str] = (),
) -> list[Ranked[C]]:
    """The candidates, the one to ask first in front.

    What the request prefers (models or providers, in its order) comes first, then the ``providers`` in the order in
    which they are in use, then what the rule names, then who has more of the wanted strengths, the earlier ones first;
    then rank, price and name decide. What ``room`` cannot pay comes last, the cheapest of it first, so that the money
    that is missing is as little as can be. Who is not wanted is left out, so that there may be nobody.
    """
    wanted = [each for each in candidates if is_wanted(each.spec, preferences)]
    ordered = sorted(wanted, key=lambda each: _order(each, rule, preferences, providers))
    paid = [each for each in ordered if room is None or each.quote.amount <= room]
    dear = sorted((each for each in ordered if each not in paid), key=lambda each: each.quote.amount)
    short = (
        f" ({room:f} left is too little for {_names(ordered, paid)})" if paid and _is_passed_over(ordered, paid) else ""
    )
    found = [Ranked(each, _reason(each, rule, preferences) + (short if each is paid[0] else "")) for each in paid]
    return found + [Ranked(each, "the cheapest there is", is_affordable=False) for each in dear]


def is_wanted(spec: ModelSpec, preferences: Sequence[str]) -> bool:
    """Whether the request lets the model be bought: it does not where it prefers the studio."""
    if STUDIO not in preferences:
        return True
    return not {spec.name, spec.provider}.isdisjoint(preferences[: preferences.index(STUDIO)])


def _order(each: Priced, rule: Rule, preferences: Sequence[str], providers: Sequence[str]) -> tuple[object, ...]:
    spec = each.spec
    wish = next((at for at, name in enumerate(preferences) if name in {spec.name, spec.provider}), len(preferences))
    house = providers.index(spec.provider) if spec.provider in providers else len(providers)
    named = rule.models.index(spec.name) if spec.name in rule.models else len(rule.models)
    lacks = tuple(strength not in spec.strengths for strength in rule.strengths)
    return (wish, house, named, lacks, spec.rank, each.quote.amount, spec.provider, spec.name)


def _reason(each: Priced, rule: Rule, preferences: Sequence[str]) -> str:
    if {each.spec.name, each.spec.provider} & set(preferences):
        return "the request prefers it"
    if each.spec.name in rule.models or set(rule.strengths) & set(each.spec.strengths):
        return rule.because
    return f"rank {each.spec.rank}"


def _is_passed_over(ordered: Sequence[Priced], paid: Sequence[Priced]) -> bool:
    """Whether something that is wanted more than the first that can be paid, cannot."""
    return ordered[0] is not paid[0]


def _names(ordered: Sequence[Priced], paid: Sequence[Priced]) -> str:
    """Who is wanted more than the first that can be paid."""
    return ", ".join(each.spec.name for each in ordered[: ordered.index(paid[0])])
