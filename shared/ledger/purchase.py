"""One purchase, from whatever the records say to the result: the steps of ``shared.ledger.steps``, done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from shared.artifacts import Artifacts, keys
from shared.artifacts.records import Record
from shared.ledger.accounts import Accounts, Purse
from shared.ledger.attempts import Attempt
from shared.ledger.callbacks import Callbacks
from shared.ledger.journal import Journal
from shared.ledger.offers import Accepted, Failed, Market, Offer, Running, Ticket
from shared.ledger.records import Failure, Intent, Parked, Receipt, Refusal, RefusalKind, Ruling
from shared.ledger.steps import Adopt, Begin, Collect, LookUp, Park, Resubmit, Step, Wait, backoff, next_step
from shared.runtime.errors import (
    Forgotten,
    Misconfigured,
    Outstanding,
    Permanent,
    Rejected,
    Throttled,
    Transient,
    Unreached,
    Unwanted,
    WorkError,
)
from shared.telemetry import metrics

R = TypeVar("R", bound=Record)

REFUSALS: dict[type[WorkError], RefusalKind] = {
    Rejected: "rejected",
    Forgotten: "forgotten",  # before what it is a kind of
    Permanent: "permanent",
    Misconfigured: "misconfigured",
    Throttled: "throttled",
    Unreached: "unreached",
}
"""The errors of a submission that say for certain that nothing was accepted."""
_MOST = 2000
"""Characters of a reason that are kept."""


class NeedsRuling(Permanent):
    """Nobody can find out whether it was charged, or fetch what was paid: a person must rule."""


@dataclass(frozen=True)
class Office:
    """What the purchases of one worker have in common. ``is_fit``: whether others still see this worker alive."""

    service: str
    store: Artifacts
    journal: Journal
    accounts: Accounts
    callbacks: Callbacks
    repeat_below: Decimal
    is_fit: Callable[[], bool]
    now: Callable[[], datetime]
    nonce: Callable[[], str]


class Purchase(Generic[R]):
    """Buys one fingerprint's result. It remembers nothing that is not in the records."""

    def __init__(self, office: Office, fingerprint: str, market: Market[R], purse: Purse) -> None:
        self._office, self._journal = office, office.journal
        self._fingerprint, self._market, self._purse = fingerprint, market, purse

    async def result(self) -> R:
        """The result. Raises Outstanding while others are at work, NeedsRuling when only a person can tell.

        An attempt that ended without a result is told to the caller, unless the market has something else to try.
        """
        unknown = ""
        ended: WorkError | None = None
        while True:
            attempts = await self._journal.attempts(self._fingerprint)
            step = next_step(attempts, self._office.repeat_below, unknown)
            if ended and not self._goes_on(step, attempts):
                raise ended
            match step:
                case Collect(paid):
                    found, ended = await self._collect(paid)
                    if found is not None:
                        return found
                case Begin(despite):
                    ended = await self._begin(attempts, despite)
                case Resubmit(attempt):
                    ended = await self._resubmit(attempts, attempt)
                case LookUp(attempt):
                    if not await self._look_up(attempt):
                        unknown = attempt.first.key
                case Adopt(attempt, ruling):
                    await self._adopt(attempt, ruling)
                case Wait(seconds):
                    raise Outstanding("an answer to a submission may still come", seconds)
                case Park(attempt, reason):
                    raise await self._park(attempt, reason)

    def _goes_on(self, step: Step, attempts: Sequence[Attempt]) -> bool:
        """Whether there is more to do now that an attempt ended: another paid one, or another offer."""
        return isinstance(step, Collect) or (isinstance(step, Begin) and self._market.others(attempts))

    # --- submitting: what follows returns the error of a submission that was certainly not accepted

    async def _begin(self, attempts: Sequence[Attempt], despite: tuple[int, ...]) -> WorkError | None:
        """A new attempt, if the cap has room for it."""
        await self._check_wanted()
        offer = await self._market.choose(attempts)
        number, writer, purse = _following(attempts), self._office.nonce(), self._purse
        await self._office.accounts.reserve(purse, self._fingerprint, number, offer.quote, writer)
        intent = Intent(
            number=number,
            attempt=number,
            key=f"{self._office.service}.{self._fingerprint}.{number}.{writer}",
            writer=writer,
            provider=offer.provider,
            model=offer.model,
            quote=offer.quote,
            terms=offer.terms,
            drama=purse.drama,
            order=purse.order,
            account=purse.account,
            despite=despite,
            reason=offer.reason[:_MOST],
            reference=offer.reference,
            at=self._office.now(),
        )
        return await self._submit(offer, intent)

    async def _resubmit(self, attempts: Sequence[Attempt], attempt: Attempt) -> WorkError | None:
        """The same key again, by another intent: it takes no more room under the cap."""
        await self._check_wanted()
        again = {
            "number": _following(attempts),
            "writer": self._office.nonce(),
            "despite": (),
            "at": self._office.now(),
        }
        before = [each for each in attempts if each.number < attempt.number]
        return await self._submit(self._offer(attempt, before), attempt.first.model_copy(update=again))

    async def _submit(self, offer: Offer[R], intent: Intent) -> WorkError | None:
        """Announce, then submit. What is announced by another is not ours to do."""
        if not await self._journal.announce(self._fingerprint, intent):
            return None
        if intent.despite:
            metrics.REPEATS_UNCERTAIN.labels(intent.provider, intent.model).inc()
        if not self._office.is_fit():  # the last look before money is spent; nothing may be awaited in between
            await self._refuse(intent, "withdrawn", "the worker missed its heartbeats")
            raise Transient("this worker missed its heartbeats and submits nothing until it is seen alive again")
        try:
            accepted = await offer.submit(Ticket(intent.key, self._office.callbacks.url(intent.provider, intent.key)))
        except tuple(REFUSALS) as error:
            kind = next(REFUSALS[kind] for kind in REFUSALS if isinstance(error, kind))
            await self._refuse(intent, kind, str(error), error.what if isinstance(error, Rejected) else "")
            return error
        except Exception:
            metrics.SUBMISSIONS.labels(intent.provider, intent.model, "unknown").inc()
            raise
        await self._receive(intent, accepted, "answer")
        return None

    async def _check_wanted(self) -> None:
        cut = self._purse.cut
        if cut and await self._office.store.age(keys.stopped(cut)) is not None:
            raise Unwanted(f"nothing more is bought for {self._purse.order}: its cut was stopped")

    async def _refuse(self, intent: Intent, kind: RefusalKind, reason: str, what: str = "") -> None:
        refusal = Refusal(kind=kind, reason=reason[:_MOST], what=what[:_MOST], at=self._office.now())
        await self._journal.refuse(self._fingerprint, intent.number, refusal)
        metrics.SUBMISSIONS.labels(intent.provider, intent.model, kind).inc()

    # --- learning that it was accepted

    async def _look_up(self, attempt: Attempt) -> bool:
        """Whether the provider knows a job of the attempt's key."""
        offer = self._offer(attempt)
        found = await offer.find(attempt.first.key) if offer.find else None
        if found:
            await self._receive(attempt.first, found, "lookup")
        return found is not None

    async def _adopt(self, attempt: Attempt, ruling: Ruling) -> None:
        await self._receive(attempt.first, Accepted(ruling.job, ruling.billed), "ruling")

    async def _receive(self, intent: Intent, found: Accepted, known_by: Literal["answer", "lookup", "ruling"]) -> None:
        billed = intent.quote.amount if found.billed is None else found.billed
        receipt = Receipt(
            key=intent.key,
            job=found.job,
            billed=billed,
            is_estimate=found.billed is None,
            known_by=known_by,
            answer=found.answer,
            asked_at=intent.at,
            at=self._office.now(),
        )
        await self._journal.receive(self._fingerprint, intent.attempt, receipt)
        if known_by == "answer":
            metrics.SUBMISSIONS.labels(intent.provider, intent.model, "accepted").inc()

    # --- fetching what was paid

    async def _collect(self, paid: Sequence[Attempt]) -> tuple[R | None, WorkError | None]:
        """The result of one of the paid attempts, or why there is none; neither if the records say more by now."""
        waits: list[Outstanding] = []
        stuck: list[tuple[Attempt, str]] = []
        for attempt in paid:
            receipt = attempt.receipt
            if receipt is None:  # a ruling that came since: adopted at the next look
                return None, None
            try:
                found = await self._offer(attempt).collect(receipt)
            except Outstanding as put_off:  # nobody said how the job stands: no reason to give it up
                waits.append(put_off)
                continue
            except Permanent as error:
                stuck.append((attempt, f"job {receipt.job} is paid, but its result cannot be fetched: {error}"))
                continue
            if isinstance(found, Failed):
                await self._fail(attempt, found)
                return None, found.error
            if not isinstance(found, Running):
                return found, None
            if attempt.accepted > attempt.first.terms.done_within:
                stuck.append((attempt, f"job {receipt.job} is paid, and still runs long after it should be done"))
            else:
                seconds = found.seconds if found.seconds is not None else backoff(attempt.accepted)
                waits.append(Outstanding(f"{attempt.first.model} is at work", seconds))
        if waits:
            raise min(waits, key=lambda each: each.seconds)
        raise await self._park(*stuck[-1])

    async def _fail(self, attempt: Attempt, failed: Failed) -> None:
        """The job has no result."""
        error = failed.error
        failure = Failure(
            reason=str(error)[:_MOST],
            kind="rejected"
            if isinstance(error, Rejected)
            else "transient"
            if isinstance(error, Transient)
            else "permanent",
            what=error.what[:_MOST] if isinstance(error, Rejected) else "",
            billed=failed.billed,
            at=self._office.now(),
        )
        await self._journal.fail(self._fingerprint, attempt.number, failure)
        metrics.FAILED_JOBS.labels(attempt.first.provider, attempt.first.model).inc()

    async def _park(self, attempt: Attempt, reason: str) -> NeedsRuling:
        if not attempt.parked:
            parked = Parked(
                reason=reason,
                intent=attempt.first,
                submissions=len(attempt.numbers),
                job=attempt.receipt.job if attempt.receipt else "",
                at=self._office.now(),
            )
            await self._journal.park(self._fingerprint, attempt.number, parked)
            metrics.PARKED.labels(attempt.first.provider, attempt.first.model).inc()
        return NeedsRuling(f"{reason}; say what happened with 'duanju rule {attempt.first.drama}'")

    def _offer(self, attempt: Attempt, before: Sequence[Attempt] = ()) -> Offer[R]:
        first = attempt.first
        return self._market.named(first.provider, first.model, before, first.reference)


def _following(attempts: Sequence[Attempt]) -> int:
    """The number of the next intent: who creates it decided on all that came before."""
    return 1 + sum(len(attempt.numbers) for attempt in attempts)
