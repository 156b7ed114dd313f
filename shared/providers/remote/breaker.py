"""A circuit breaker: whoever fails again and again is left alone for a while, then tried by one call. Pure."""

from collections import deque
from collections.abc import Callable
from typing import Literal, get_args

from shared.runtime.errors import Misconfigured, Outage, Permanent, Rejected, Throttled, Transient

State = Literal["closed", "half-open", "open"]
STATES: tuple[State, ...] = get_args(State)
"""From good to bad."""

OUTAGES, WITHIN = 5, 60.0
"""So many outages within so many seconds, and no success between them, open it."""
REST, LONGEST_REST = 15.0, 300.0
"""Seconds until the first probe; each one that fails doubles them."""


class Breaker:
    """The breaker of one model. ``clock`` is monotonic, in seconds.

    closed, until there were ``outages`` within ``within`` seconds; then open; after ``rest`` seconds half-open: one
    call may try, and decides. It never counts what is no outage: words that were refused, a limit, a wrong request.
    """

    def __init__(
        self, clock: Callable[[], float], outages: int = OUTAGES, within: float = WITHIN, rest: float = REST
    ) -> None:
        self._clock, self._outages, self._within, self._rest = clock, outages, within, rest
        self._failed: deque[float] = deque(maxlen=outages)
        self._opened: float | None = None
        self._probing: float | None = None
        self._pause = rest

    @property
    def state(self) -> State:
        """closed: calls pass; open: none does; half-open: one may try."""
        if self._opened is None:
            return "closed"
        return "open" if self._clock() < self._opened + self._pause else "half-open"

    @property
    def until(self) -> float:
        """Seconds until a call may try; 0 if one may now."""
        if self._opened is None:
            return 0.0
        if self.state == "open":
            return self._opened + self._pause - self._clock()
        probed = float("-inf") if self._probing is None else self._probing
        return max(0.0, probed + self._rest - self._clock())

    @property
    def is_open(self) -> bool:
        """Whether no call may try now."""
        return self.until > 0

    def admit(self) -> bool:
        """Whether this call may go out; of those that ask a half-open breaker only one at a time.

        A probe that never tells its end blocks the next one for as long as a rest.
        """
        if self.is_open:
            return False
        if self.state == "half-open":
            self._probing = self._clock()
        return True

    def record(self, error: Exception | None) -> None:
        """How a call ended; None is an answer."""
        if error is not None and is_outage(error):
            self._fail()
        elif error is None or (self._opened is not None and _is_answer(error)):
            self._close()
        else:
            self._probing = None

    def _close(self) -> None:
        self._failed.clear()
        self._opened = self._probing = None
        self._pause = self._rest

    def _fail(self) -> None:
        now = self._clock()
        if self._opened is not None:
            if self.state == "half-open":
                self._opened, self._probing = now, None
                self._pause = min(LONGEST_REST, 2 * self._pause)
            return
        self._failed.append(now)
        if len(self._failed) == self._outages and now - self._failed[0] <= self._within:
            self._opened = now


def is_outage(error: Exception) -> bool:
    """Whether the provider did not do its part: no connection, no answer, none that can be read."""
    return isinstance(error, Transient) and not isinstance(error, Throttled | Outage)


def _is_answer(error: Exception) -> bool:
    """Whether the provider is there to refuse: enough for a probe, but no reason to forget outages."""
    return isinstance(error, Throttled | Rejected | Permanent | Misconfigured)
