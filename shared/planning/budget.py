"""A drama's budget: what was given of it, and what may still be. Pure; amounts in the deployment's currency.

Every cap given counts in full until its work is *settled*; then what was spent counts. A share is kept back for orders
that turn out dearer than estimated (contingency), and what is not released yet has its share reserved, so that the sum
of all caps never exceeds the budget, whatever runs at once.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_DOWN, ROUND_UP, Decimal
from typing import Self

from shared.artifacts.decisions import Caps, Need

CONTINGENCY = Decimal("0.15")
"""The part of a budget that no estimate gets."""
_SMALLEST = Decimal("0.000001")


def total(caps: Caps) -> Decimal:
    """The sum of all caps."""
    return sum((cap for stages in caps.values() for cap in stages.values()), Decimal(0))


@dataclass(frozen=True)
class Allotment:
    """What one cut may spend, or the writing of one revision."""

    caps: Caps
    is_settled: bool = False

    def cap(self, about: str, stage: str) -> Decimal:
        """What the stage may spend on that part; nothing if none was given."""
        return self.caps.get(about, {}).get(stage, Decimal(0))


@dataclass(frozen=True)
class Budget:
    """What may be spent on a drama, and who was given what of it.

    ``named`` is the budget that a person named; ``granted`` is what came on top of estimates.
    """

    named: Decimal = Decimal(0)
    allotments: Mapping[str, Allotment] = field(default_factory=dict)
    granted: Decimal = Decimal(0)
    currency: str = ""

    @property
    def amount(self) -> Decimal:
        """The budget that was named, or what is given already: then what comes back of that is not given again."""
        return max(self.named, self.given)

    @property
    def given(self) -> Decimal:
        """All caps that were given; of settled work what it cost."""
        return self._given_to(self.allotments)

    @property
    def free(self) -> Decimal:
        """What nobody was given yet; negative once more was spent than there is."""
        return self.amount - self.given

    def caps(self, allotment: str) -> Caps:
        """The caps of an allotment, none if there is none."""
        return self.allotments[allotment].caps if allotment in self.allotments else {}

    def lacks(self, need: Need) -> Decimal:
        """How much more the need's part of its allotment has to be; nothing if it was given meanwhile."""
        has = self.caps(need.allotment).get(need.about, {}).get(need.stage, Decimal(0))
        return max(Decimal(0), need.cap - has)

    def share(self, current: Collection[str], waiting: int, parts: int) -> Decimal:
        """What the next of ``waiting`` episodes may be given, of ``parts`` in all.

        ``current`` are the allotments of this revision: what earlier ones cost is gone, the rest is for all its parts.
        """
        kept_back = max(Decimal(0), self.amount * CONTINGENCY - self.granted)
        return max(Decimal(0), self.free - kept_back - (waiting - 1) * self._part(current, parts))

    def spare(self, current: Collection[str], waiting: int, parts: int) -> Decimal:
        """What may be granted on top of estimates: the contingency, and what settled work gave back."""
        return max(Decimal(0), self.free - waiting * self._part(current, parts))

    def enough(self, lacks: Decimal, current: Collection[str], waiting: int, parts: int) -> Decimal:
        """The budget under which so much would be spare: of what is added, waiting episodes reserve their part."""
        short = lacks - (self.free - waiting * self._part(current, parts))
        return self.amount + max(Decimal(0), short) / (1 - (1 - CONTINGENCY) * waiting / max(1, parts))

    def whole(self, estimates: Collection[Decimal], current: Collection[str], parts: int) -> Decimal:
        """The budget that has room for all ``parts``, contingency included, by the ``estimates`` of some of them."""
        each = sum(estimates, Decimal(0)) / max(1, len(estimates))
        return (self._fixed(current) + each * parts) / (1 - CONTINGENCY)

    def _part(self, current: Collection[str], parts: int) -> Decimal:
        """What is reserved for each episode that has no caps yet."""
        return max(Decimal(0), self.amount * (1 - CONTINGENCY) - self._fixed(current)) / max(1, parts)

    def _fixed(self, current: Collection[str]) -> Decimal:
        """What no episode of this revision can have: what earlier ones cost, and the writing."""
        earlier = self._given_to(self.allotments.keys() - set(current))
        return earlier + self._given_to(name for name in current if name.startswith(WRITING))

    def with_amount(self, amount: Decimal, currency: str) -> Self:
        """Another budget; what was given cannot be taken back."""
        return replace(self, named=amount, currency=currency)

    def with_caps(self, allotment: str, caps: Caps, is_settled: bool = False) -> Self:
        """These caps are the allotment's from now on; of settled work they are what it cost."""
        if not caps and allotment not in self.allotments:
            return self
        return replace(self, allotments={**self.allotments, allotment: Allotment(caps, is_settled)})

    def with_grant(self, needs: Iterable[Need]) -> Self:
        """Every need is met; one that was met before changes nothing."""
        budget = self
        for need in needs:
            if more := budget.lacks(need):
                caps = {about: dict(stages) for about, stages in budget.caps(need.allotment).items()}
                caps.setdefault(need.about, {})[need.stage] = need.cap
                budget = replace(budget.with_caps(need.allotment, caps), granted=budget.granted + more)
        return budget

    def _given_to(self, names: Iterable[str]) -> Decimal:
        return sum((total(self.caps(name)) for name in names), Decimal(0))


WRITING = "writing-"


def writing(revision: int) -> str:
    """The name of the allotment of a revision's story, cast and scripts; that of a cut is the cut's own."""
    return f"{WRITING}{revision:04}"


def fitted(estimate: Caps, before: Caps, share: Decimal) -> Caps:
    """Caps by estimate, that add at most ``share`` to those given before; in proportion where that is too little."""
    more = {
        (about, stage): max(Decimal(0), _whole(amount) - before.get(about, {}).get(stage, Decimal(0)))
        for about, stages in estimate.items()
        for stage, amount in stages.items()
    }
    wanted = sum(more.values(), Decimal(0))
    factor = min(Decimal(1), share / wanted) if wanted else Decimal(1)
    caps = {about: dict(stages) for about, stages in before.items()}
    for (about, stage), amount in more.items():
        if added := (amount * factor).quantize(_SMALLEST, ROUND_DOWN):
            stages = caps.setdefault(about, {})
            stages[stage] = stages.get(stage, Decimal(0)) + added
    return caps


def _whole(amount: Decimal) -> Decimal:
    return amount.quantize(_SMALLEST, ROUND_UP)
