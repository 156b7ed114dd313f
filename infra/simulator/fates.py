"""What happens to a call: what a rule of the scenario says, else what the seed draws."""

from collections import Counter
from dataclasses import dataclass, field

from infra.simulator.luck import Luck
from infra.simulator.scenario import Fault, FaultKind, Faults, Rule, Scenario


@dataclass(frozen=True)
class Fate:
    """The fate of one call. A call that a rule names meets the rule's fault and no other."""

    luck: Luck
    ruled: Fault | None = None

    def strikes(self, kind: FaultKind, share: float = 0) -> bool:
        """Whether the call meets a fault that strikes this share of all."""
        if self.ruled:
            return self.ruled.fault == kind
        return self.luck.happens(kind, share)

    def ending(self, faults: Faults) -> Fault | None:
        """The fault that takes the call's answer away, if one does."""
        if self.ruled:
            return self.ruled if self.ruled.fault in ("throttle", "error", "hang", "drop") else None
        drawn = self.luck.draw("ending")
        for kind, charged, share in faults.endings():
            if drawn < share:
                return _fault(kind, charged, self.luck, faults)
            drawn -= share
        return None


def _fault(kind: FaultKind, charged: bool, luck: Luck, faults: Faults) -> Fault:
    match kind:
        case "throttle":
            return Fault(fault=kind, seconds=luck.around("throttle", faults.throttle_seconds, 0.3))
        case "error":
            return Fault(fault=kind, charged=charged, status=luck.pick("status", (500, 502, 503, 504)))
    return Fault(fault=kind, charged=charged)


@dataclass
class Fates:
    """The fate of every call, in its order of calls with the same key: other calls in between change nothing.

    Rules count calls of all keys, as they come.
    """

    scenario: Scenario
    _turns: Counter[tuple[str, str]] = field(default_factory=Counter)
    _matched: Counter[int] = field(default_factory=Counter)

    def of(self, call: str, key: str, model: str = "", text: str = "") -> Fate:
        """The fate of the next call to ``call`` with this key; ``text`` is its body."""
        self._turns[call, key] += 1
        return Fate(Luck(self.scenario.seed, call, key, self._turns[call, key]), self._ruled(call, model, text))

    def _ruled(self, call: str, model: str, text: str) -> Fault | None:
        found = None
        for number, rule in enumerate(self.scenario.rules):
            if not _is_about(rule, call, model, text):
                continue
            self._matched[number] += 1
            if _is_turn(rule, self._matched[number]):
                found = found or rule.then
        return found


def _is_about(rule: Rule, call: str, model: str, text: str) -> bool:
    return rule.call == call and rule.model in (None, model) and (rule.contains is None or rule.contains in text)


def _is_turn(rule: Rule, turn: int) -> bool:
    if rule.nth:
        return turn == rule.nth
    return turn % rule.every == 0 if rule.every else True
