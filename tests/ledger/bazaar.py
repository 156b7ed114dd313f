"""Four models of four kinds of providers, one price: which is asked first changes from look to look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shared.ledger import Attempt, Offer, Prices, Terms
from shared.runtime import Rejected
from tests.ledger.actors import NOW, Take, offer_of
from tests.ledger.scenarios import KINDS

MODELS: dict[str, Terms] = dict(zip(("kling", "sora", "pika", "runway"), KINDS.values(), strict=True))
_PRICES = Prices.model_validate(
    {
        "currency": "USD",
        "price": [{"model": model, "unit": "second", "amount": "0.08", "since": date(2026, 1, 1)} for model in MODELS],
    }
)


@dataclass(frozen=True)
class Bazaar:
    """Asks the models in this order, none of them again that has refused what is asked; the next one at once."""

    order: tuple[str, ...]

    async def choose(self, past: Sequence[Attempt]) -> Offer[Take]:
        if not (left := self._left(past)):
            raise Rejected("nobody takes it", "the prompt")
        return self.named("studio", left[0])

    def others(self, past: Sequence[Attempt]) -> bool:
        last = past[-1]
        return last.failure is not None or (last.is_judged and bool(self._left(past)))

    def _left(self, past: Sequence[Attempt]) -> list[str]:
        refused = {attempt.first.model for attempt in past if attempt.is_judged}
        return [model for model in self.order if model not in refused]

    def named(self, provider: str, model: str, past: Sequence[Attempt] = (), reference: str = "") -> Offer[Take]:
        return offer_of(provider, _PRICES.quote(model, "second", 5, NOW.date()), MODELS[model])
