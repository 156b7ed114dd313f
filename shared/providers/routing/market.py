"""The market of a stage: the ledger buys from it, and it goes on to the next model when one cannot."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, Generic, TypeVar

from shared.ledger.attempts import Attempt
from shared.ledger.offers import Failed, Offer, Running, Submit
from shared.ledger.prices import Quote
from shared.ledger.records import Receipt
from shared.providers.catalogue.spec import ModelSpec
from shared.providers.remote.refusals import Drifted
from shared.providers.remote.work import Work
from shared.providers.routing.failover import PATIENCE, alike, forgiven, goes_on, pick, story
from shared.providers.routing.gate import Gate
from shared.providers.routing.ranking import Ranked, rank
from shared.providers.routing.rules import Rule
from shared.runtime.errors import Misconfigured, Permanent, Throttled

log = logging.getLogger(__name__)

T = TypeVar("T")
R = TypeVar("R")

Keep = Callable[[Work[T], Receipt], Awaitable[R | Running | Failed]]
"""Fetches what was paid, keeps it in the store, and gives its record: ``Work.fetch`` with a file of the stage's own."""


async def _nothing() -> str:
    return ""


async def nobody(_past: Sequence[Attempt]) -> str:
    """Refers to nobody."""
    return ""


@dataclass(frozen=True)
class Candidate(Generic[T]):
    """A model and what it would cost. ``work`` puts the brief into its hands, knowing how earlier attempts ended.

    After the same attempts and with the same reference it must be the same work. ``refer`` finds that reference: what
    the provider calls whom the work is about, "" for nobody. It may show them to it first, which must cost nothing.
    With a reason in ``unfit`` it is never chosen, nor while a person has something ``to_mend``, such as a key that
    ended ("" if not). What it holds already is still fetched.
    """

    spec: ModelSpec
    quote: Quote
    work: Callable[[Sequence[Attempt], str], Work[T]]
    unfit: str = ""
    to_mend: Callable[[], Awaitable[str]] = _nothing
    tokens: int = 0
    refer: Callable[[Sequence[Attempt]], Awaitable[str]] = nobody


class Routed(Generic[T, R]):
    """A ``shared.ledger.Market`` of several models.

    ``room`` tells what is left of the cap now; ``providers`` are those in use, in their order. Which model was chosen,
    and why, is in the intent. It is made for one look at an order.
    """

    def __init__(
        self,
        candidates: Sequence[Candidate[T]],
        rule: Rule,
        keep: Keep[T, R],
        gate: Gate[Any],
        room: Callable[[], Awaitable[Decimal]],
        preferences: Sequence[str] = (),
        providers: Sequence[str] = (),
    ) -> None:
        self._all, self._rule, self._keep, self._gate = tuple(candidates), rule, keep, gate
        self._room, self._preferences, self._providers = room, tuple(preferences), tuple(providers)
        self._before: int | None = None

    async def choose(self, past: Sequence[Attempt]) -> Offer[R]:
        """The best model that the cap affords, that has room and did not fail before.

        Raises Throttled while all have to be waited for. When nobody is left: Rejected, which names the input, if
        moderation refused it, else Misconfigured or Permanent, with what each of them said.
        """
        fit, to_mend = await self._fit()
        ranked = rank(fit, self._rule, self._preferences, await self._room(), self._providers)
        if not ranked:
            raise self._nobody(to_mend)
        counts = self._counting(past, len(past))
        chosen, permit, reference = await self._let_in(ranked, counts)
        before = "; ".join([*to_mend, *filter(None, [story(ranked, counts)])])
        if before:
            log.warning("%s is asked instead. %s", chosen.candidate.spec.name, before)
        reason = f"{chosen.reason}. Instead of {before}" if before else chosen.reason
        return self._offer(chosen.candidate, past, reference, lambda submit: self._gate.guard(submit, permit), reason)

    def others(self, past: Sequence[Attempt]) -> bool:
        return goes_on(self._counting(past, len(past) - 1), self._gate.is_closed)

    def named(self, provider: str, model: str, past: Sequence[Attempt] = (), reference: str = "") -> Offer[R]:
        for each in self._all:
            if (each.spec.provider, each.spec.name) == (provider, model):
                return self._offer(each, past, reference, partial(self._again, each))
        raise Misconfigured(
            f"{model} of {provider} holds paid work: put it into the catalogue again until that is done"
        )

    def _counting(self, past: Sequence[Attempt], before: int) -> list[Attempt]:
        """The attempts as they count now; ``before`` were there when the look began, if this is its first question."""
        if self._before is None:
            self._before = before
        return forgiven(past, self._before)

    async def _let_in(
        self, ranked: Sequence[Ranked[Candidate[T]]], past: Sequence[Attempt]
    ) -> tuple[Ranked[Candidate[T]], Any, str]:
        """The first that the gate lets in, with its permit and reference; who is worth waiting for is waited for."""
        full: dict[tuple[str, str], float] = {}

        def closed(provider: str, model: str) -> float | None:
            return full.get((provider, model), self._gate.is_closed(provider, model))

        while True:
            chosen = pick(ranked, past, closed)
            spec = chosen.candidate.spec
            try:
                reference = await chosen.candidate.refer(past)  # before the permit, which does not keep
                return chosen, await self._gate.enter(spec.provider, spec.name, chosen.candidate.tokens), reference
            except Throttled as error:
                if error.retry_after <= PATIENCE:
                    raise
                full[spec.provider, spec.name] = error.retry_after

    def _again(self, candidate: Candidate[T], submit: Submit) -> Submit:
        return self._gate.again(submit, candidate.spec.provider, candidate.spec.name, candidate.tokens)

    def _offer(
        self,
        candidate: Candidate[T],
        past: Sequence[Attempt],
        reference: str,
        guarded: Callable[[Submit], Submit],
        reason: str = "",
    ) -> Offer[R]:
        work = candidate.work(past, reference)
        return Offer(
            provider=work.provider,
            model=work.model,
            quote=work.quote,
            terms=work.terms,
            submit=guarded(work.submit),
            collect=partial(self._collect, work),
            find=work.find,
            reason=reason,
            reference=reference,
        )

    async def _collect(self, work: Work[T], receipt: Receipt) -> R | Running | Failed:
        """What was paid. An answer in a form that nobody knows is none of chance: the model is not asked again."""
        found = await self._keep(work, receipt)
        if isinstance(found, Failed) and isinstance(found.error, Drifted):
            return Failed(Permanent(str(found.error)), found.billed)
        return found

    async def _fit(self) -> tuple[list[Candidate[T]], list[str]]:
        """Who could do it, and what has to be mended before others could, each told once."""
        fit: list[Candidate[T]] = []
        to_mend: dict[str, None] = {}
        for each in self._all:
            if each.unfit:
                continue
            if why := await each.to_mend():
                to_mend[why] = None
            else:
                fit.append(each)
        return fit, list(to_mend)

    def _nobody(self, to_mend: Sequence[str]) -> Misconfigured | Permanent:
        """What has to be mended; else why each of them cannot do it: who could is not wanted by the request."""
        if to_mend:
            return Misconfigured(f"no model can be asked. {'; '.join(to_mend)}")
        same = alike((each.spec.name, each.unfit or "is not wanted") for each in self._all)
        told = [f"{_each_of(names)} {reason}" for reason, names in same.items()]
        return Permanent(f"no model that is in use can do it. {'; '.join(told) or 'The catalogue has none'}")


def _each_of(names: Sequence[str]) -> str:
    return f"each of {', '.join(names)}" if len(names) > 1 else names[0]
