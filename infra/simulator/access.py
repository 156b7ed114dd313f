"""API keys: which are good, and how they end in the middle."""

from dataclasses import dataclass

from infra.simulator.luck import Luck
from infra.simulator.replies import Reply, refusal
from infra.simulator.scenario import Keys

_SHORTEST = 32


@dataclass
class _Issued:
    at: float
    calls: int = 0
    ended: bool = False


class Access:
    """The keys that were issued, the first at second 0. An expired key stays expired."""

    def __init__(self, keys: Keys, seed: int) -> None:
        self._keys, self._seed = keys, seed
        self._issued: dict[str, _Issued] = {}
        self._refreshes = 0
        self.key = self._mint()
        """The newest key that works."""
        self._issued[self.key] = _Issued(0)

    def check(self, authorization: str, now: float, ends: bool = False) -> Reply | None:
        """Why the call is not let in, if it is not. ``ends`` expires its key at this moment."""
        scheme, _, key = authorization.partition(" ")
        if scheme.lower() != "bearer" or not self._is_known(key, now):
            return refusal(401, "invalid_api_key", "Incorrect API key provided. Send 'Authorization: Bearer hs_…'.")
        issued = self._issued[key]
        issued.ended = issued.ended or ends or self._is_over(issued, now)
        if issued.ended:
            return refusal(401, "expired_api_key", "This API key has expired. Refresh it and try again.")
        issued.calls += 1
        return None

    def refresh(self, now: float) -> str:
        """A fresh key; the first ``bad_refreshes`` of them do not work."""
        self._refreshes += 1
        key = self._mint()
        if self._refreshes > self._keys.bad_refreshes:
            self.key = key
            self._issued[key] = _Issued(now)
        return key

    def expire(self) -> None:
        """End every key that was issued until now."""
        for issued in self._issued.values():
            issued.ended = True

    def _is_known(self, key: str, now: float) -> bool:
        if self._keys.form == "any" and len(key) >= _SHORTEST and " " not in key:
            self._issued.setdefault(key, _Issued(now))
        return key in self._issued

    def _is_over(self, issued: _Issued, now: float) -> bool:
        calls, seconds = self._keys.expire_after_calls, self._keys.expire_after_seconds
        return (calls is not None and issued.calls >= calls) or (seconds is not None and now - issued.at >= seconds)

    def _mint(self) -> str:
        return f"hs_simulator_{Luck(self._seed, 'key').name(str(self._refreshes), 32)}"
