"""What a whole drama will cost, model by model, before anything of it is made. Pure.

Nobody knows how many takes will be rejected or how long a voice will really speak: it is an estimate by the planned
lengths, and by the rules and prices that choose on the day.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from shared.artifacts.records import Plan, Shot
from shared.ledger.prices import Quote, Unit
from shared.planning.estimate import TAKES, Preferences, Tariff
from shared.providers.catalogue import Capability, ModelSpec
from shared.providers.routing.ranking import Bid, Ranked
from shared.providers.routing.rules import Quality

TRADITIONAL_USD = Decimal(800)
"""What an episode of a traditional shoot costs, as productions report: for comparison only."""

BOUGHT: tuple[Capability, ...] = ("chat", "speech", "video")
"""What may be bought for a drama, in the order of the stages."""


@dataclass(frozen=True)
class Item:
    """All calls of one model: ``calls`` and ``quantity`` (in ``unit``) are what is to be expected, no whole numbers."""

    capability: Capability
    provider: str
    model: str
    calls: Decimal
    quantity: Decimal
    unit: Unit
    amount: Decimal


@dataclass(frozen=True)
class Wish:
    """What a drama is made of, and how. ``voices`` are the speakers' voices; those of a provider are bought."""

    plans: tuple[Plan, ...]
    voices: Mapping[str, str]
    quality: Quality
    preferences: Preferences
    takes: Decimal = TAKES


def bill(wish: Wish, tariff: Tariff) -> tuple[Item, ...]:
    """What each model will do and cost, in the order of the stages, the dearest first."""
    items: dict[tuple[str, ...], Item] = {}
    for found in _calls(wish, tariff):
        key = (found.capability, found.provider, found.model)
        items[key] = _sum(items[key], found) if key in items else found
    return tuple(sorted(items.values(), key=lambda item: (BOUGHT.index(item.capability), -item.amount, item.model)))


def others(wish: Wish, tariff: Tariff) -> tuple[Item, ...]:
    """For each model of the tariff's catalogue: what it would cost if it did all that it can do of its capability."""
    alone = replace(wish, preferences={})
    found: list[Item] = []
    for spec in tariff.catalogue.model:
        if spec.capability in BOUGHT:
            found += bill(alone, replace(tariff, catalogue=tariff.catalogue.only(spec)))
    return tuple(sorted(found, key=lambda item: (BOUGHT.index(item.capability), item.amount, item.model)))


def total(items: Iterable[Item]) -> Decimal:
    """The sum of all items, in the tariff's currency."""
    return sum((item.amount for item in items), Decimal(0))


def _calls(wish: Wish, tariff: Tariff) -> Iterator[Item]:
    names = wish.preferences
    for plan in wish.plans:
        for scene in scenes(plan):
            if words := tariff.words(scene, wish.quality, names.get("chat", ())):
                yield _item("chat", words)
        for shot in plan.shots:
            for line in shot.lines:
                voice = wish.voices.get(line.speaker, "")
                if speech := tariff.speech(line.text, voice, wish.quality, names.get("speech", ())):
                    yield _item("speech", speech)
            if film := tariff.film(shot, shot.seconds, wish.quality, names.get("video", ())):
                yield _item("video", film, wish.takes)


def scenes(plan: Plan) -> list[list[Shot]]:
    """The shots with words, by what follows each other in one place and at one time."""
    spoken = [shot for shot in plan.shots if shot.lines]
    return [list(shots) for _, shots in groupby(spoken, key=lambda shot: (shot.place, shot.time))]


def _item(capability: Capability, found: Ranked[Bid], times: Decimal = Decimal(1)) -> Item:
    spec: ModelSpec = found.candidate.spec
    quote: Quote = found.candidate.quote
    return Item(capability, spec.provider, spec.name, times, quote.quantity * times, quote.unit, quote.amount * times)


def _sum(one: Item, other: Item) -> Item:
    return replace(
        one,
        calls=one.calls + other.calls,
        quantity=one.quantity + other.quantity,
        amount=one.amount + other.amount,
    )
