"""What a stage that buys does about a webhook: it looks at the order that waits for it at once.

A stage declares ``stage.hears(JobCalledBack)(hear)``; its ``main`` wires ``{Hearing: Hearing(ledger, worker.table)}``.
"""

from dataclasses import dataclass
from typing import Protocol

from shared.events import JobCalledBack
from shared.ledger.ledger import Ledger


class Sleepers(Protocol):
    """The orders of this worker that are not due yet: its job table."""

    async def wake(self, drama: str, order: str) -> None: ...


@dataclass(frozen=True)
class Hearing:
    """A stage's own submissions, and the orders that wait for them."""

    ledger: Ledger
    orders: Sleepers


async def hear(news: JobCalledBack, hearing: Hearing) -> None:
    """Wake the order that made the submission; what another stage submitted is that one's to hear.

    A repeat wakes it once more, which costs a look. Whichever worker hears it wakes its own view of the order: the poll
    of any other is no earlier than it was due.
    """
    if waiting := await hearing.ledger.called_back(news.submission, news.job):
        await hearing.orders.wake(waiting.drama, waiting.order)
