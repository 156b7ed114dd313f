"""Four models of four kinds of providers, one price: which is asked first changes from look to look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shared.ledger import Accepted, Attempt, Failed, Offer, Prices, Receipt, Running, Terms, Ticket
from shared.runtime import Rejected
from tests.ledger.actors import NOW, Do, Take
from tests.ledger.scenarios import KINDS
from tests.ledger.world import Op

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
        async def submit(ticket: Ticket) -> Accepted:
            found: Accepted = await Do(Op("submit", ticket.key, model.encode()))
            return found

        async def find(key: str) -> Accepted | None:
            found: Accepted | None = await Do(Op("find", key))
            return found

        async def collect(receipt: Receipt) -> Take | Running | Failed:
            found: bytes | Running | Failed = await Do(Op("collect", receipt.job))
            return Take(film=found.decode()) if isinstance(found, bytes) else found

        quote = _PRICES.quote(model, "second", 5, NOW.date())
        terms = MODELS[model]
        return Offer(provider, model, quote, terms, submit, collect, find if terms.acceptance == "lookup" else None)
