"""Failures, classified once, at the adapter.

WorkError
├── Outstanding      no failure: somebody else is at work, the order is looked at again later
├── Unwanted         no failure: nobody wants the work any more, the order ends in silence
├── Transient        tried again soon, then ever later; a dead letter only after an hour of it
│   ├── Throttled    not an attempt: wait as long as the provider says
│   ├── Outage       what all work needs is away or full: tried again for as long as it takes
│   └── Unreached    the provider certainly did not take the request: nothing of it can be charged
├── Rejected         moderation refuses one input, which it names
├── Permanent        dead letter with the reason: trying again cannot help
│   ├── Unaffordable the order's cap has no room; it says how much more that would take
│   └── Forgotten    the provider does not know any more what the request names: it has to be shown again
└── Misconfigured    the service cannot work at all: fail at start, say how to mend it
"""

from decimal import Decimal


class WorkError(Exception):
    """Work that did not succeed; the message is for a person."""


class Outstanding(WorkError):
    """The order waits for a job that runs elsewhere. It takes no slot until it is due again, in ``seconds``."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class Unwanted(WorkError):
    """Nothing more is bought for the order: what it belongs to was stopped."""


class Transient(WorkError):
    """It may work next time."""


class Throttled(Transient):
    """The provider wants us to wait."""

    def __init__(self, message: str, retry_after: float) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Outage(Transient):
    """The broker is away, or a disk is full: no work's fault, so none is given up for it."""


class Unreached(Transient):
    """The provider did not take the request, for certain: no connection, or an answer that says so."""


class Rejected(WorkError):
    """The provider refuses the content; ``what`` names the input."""

    def __init__(self, message: str, what: str) -> None:
        super().__init__(message)
        self.what = what


class Permanent(WorkError):
    """It can never work as it is."""


class Unaffordable(Permanent):
    """The order's ``cap`` has no room for it; ``missing`` is how much more it would need."""

    def __init__(self, message: str, cap: Decimal, missing: Decimal) -> None:
        super().__init__(message)
        self.cap, self.missing = cap, missing


class Forgotten(Permanent):
    """The provider refuses the request, for it does not know any more what the request names."""


class Misconfigured(WorkError):
    """A setting, a file or a program is missing or wrong."""
