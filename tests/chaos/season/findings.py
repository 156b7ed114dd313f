"""What came of a season: what is said about it, and what is wrong."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from shared.artifacts.decisions import Decision
from shared.artifacts.manifest import Manifest
from shared.ledger.records import Intent
from tests.chaos.season.seller import Charge

_CENT = Decimal("0.01")
_WEBHOOKS = re.compile(r'^duanju_webhooks_total\{outcome="(\w+)",provider="[\w-]*"\} (\S+)', re.MULTILINE)


@dataclass(frozen=True)
class Findings:
    """Everything that the studio, the seller and a producer's commands tell afterwards.

    ``first`` was dropped at ``dropped``; workers may ask it for so long as they remember.
    """

    seconds: float
    manifest: Manifest
    charges: Sequence[Charge]
    costs: dict[str, Any]
    submissions: Sequence[Intent]
    dropped: datetime
    remembered: float
    decisions: Sequence[Decision]
    orders_blocked: int
    stats: dict[str, Any]
    metrics: str
    exported: Sequence[Path]

    @property
    def makers(self) -> Counter[str]:
        """Shots by who filmed them."""
        shots = (shot for episode in self.manifest.episodes for shot in episode.shots)
        return Counter(f"{shot.made.provider}/{shot.made.model}" for shot in shots)

    @property
    def books(self) -> dict[str, Decimal]:
        """What was charged, by model."""
        found: dict[str, Decimal] = {}
        for charge in self.charges:
            found[charge.model] = found.get(charge.model, Decimal(0)) + charge.price
        return found

    @property
    def charged(self) -> Decimal:
        return sum(self.books.values(), Decimal(0))

    @property
    def spent_by_model(self) -> dict[str, Decimal]:
        """What ``duanju costs`` says was spent; a model has one provider here."""
        found: dict[str, Decimal] = {}
        for each in self.costs["models"]:
            if billed := Decimal(each["billed"]):
                found[each["model"]] = found.get(each["model"], Decimal(0)) + billed
        return found

    @property
    def spent(self) -> Decimal:
        return Decimal(self.costs["billed"])

    @property
    def most_per_key(self) -> int:
        """The most charges that any key has; a charge without a key counts as one too many."""
        keys = Counter(charge.key for charge in self.charges)
        return max((count + (key is None) for key, count in keys.items()), default=0)

    def late(self, seconds: float) -> tuple[int, int]:
        """Submissions to the dropped provider so long after: new ones, and repeats under a key that it had before."""
        known = self.dropped + timedelta(seconds=seconds)
        found = [each for each in self.submissions if each.provider == "first" and each.at > known]
        return sum(each.begins for each in found), sum(not each.begins for each in found)

    @property
    def refused_keys(self) -> int:
        """Calls that came with a key that had ended."""
        return sum(outcomes.get("401", 0) for outcomes in self.stats["calls"].values())

    @property
    def lost(self) -> int:
        """Films of whose end nobody was told."""
        sent: dict[str, int] = self.stats["webhooks"]
        films = sum(charge.operation == "video/generate" for charge in self.charges)
        return films - sum(sent.get(kind, 0) for kind in ("true", "late", "unsigned"))

    def lines(self) -> list[str]:
        """What is said about it."""
        (soon, _), (new, again) = self.late(0), self.late(self.remembered)
        costs, stats = self.costs, self.stats
        news = [each.kind for each in self.decisions if each.kind in ("blocked", "granted")]
        return [
            f"shots                    {self.makers.total()}: {_told(self.makers)}",
            f"charges by the books     {len(self.charges)}: {_told(Counter(each.model for each in self.charges))}",
            f"charges per key, at most {self.most_per_key}",
            f"spent by duanju costs    {self.spent} {costs['currency']}",
            f"charged by the books     {self.charged}: {_told(self.books)}",
            f"difference               {(self.spent - self.charged).quantize(_CENT)}",
            f"of the budget of {costs['budget']:7} {costs['allowed']} allowed, {costs['expected']} expected",
            f"calls by duanju costs    {_told({name: costs[name] for name in _COUNTS})}",
            f"order.blocked            {self.orders_blocked}; decided: {', '.join(news) or 'nothing'}",
            f"to 'first' once dropped  {soon - new} new in {self.remembered:g} s, then {new} new, {again} repeats",
            f"parked                   {costs['parked']}",
            f"answers of the seller    {_told(self._answers())}; {stats['replayed']} replayed",
            f"calls with an ended key  {self.refused_keys}",
            f"webhooks sent            {_told(stats['webhooks'])}; lost {self.lost}",
            f"webhooks taken           {_told(self._webhooks())}",
            f"exported                 {', '.join(path.name for path in self.exported)}",
            f"wall time                {self.seconds:.0f} s",
        ]

    def wrong(self, shots: int) -> list[str]:
        """What must not be."""
        checks = {
            f"there are {self.makers.total()} shots, not {shots}": self.makers.total() != shots,
            "the studio filmed what should be bought": any(name.startswith("studio/") for name in self.makers),
            "a key was charged more than once": self.most_per_key != 1,
            "costs and books differ": self.spent.quantize(_CENT) != self.charged.quantize(_CENT),
            "costs and books differ by model": _cents(self.spent_by_model) != _cents(self.books),
            "a dropped provider was asked again": self.late(self.remembered)[0] > 0,
            "nothing was bought after the switch": not any(each.at > self.dropped for each in self.submissions),
            "work is parked": self.costs["parked"] > 0,
            "something is still open": self.costs["open"] > 0,
            "no key ended": self.refused_keys == 0,
            "no webhook was lost": self.lost <= 0,
            "a film is missing": not self.exported or not all(path.is_file() for path in self.exported),
        }
        return [what for what, is_so in checks.items() if is_so]

    def _answers(self) -> Counter[str]:
        """Answers to what is paid or polled, by status."""
        found: Counter[str] = Counter()
        for call, outcomes in self.stats["calls"].items():
            found.update(outcomes if call != "media" else {})
        return found

    def _webhooks(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for outcome, count in _WEBHOOKS.findall(self.metrics):
            found[outcome] += round(float(count))
        return found


_COUNTS = ("calls", "successful", "failed", "refused", "retried", "uncertain", "open")


def _cents(amounts: Mapping[str, Decimal]) -> dict[str, Decimal]:
    return {name: amount.quantize(_CENT) for name, amount in amounts.items()}


def _told(counts: Mapping[str, int] | Mapping[str, Decimal]) -> str:
    """The largest first."""
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items(), key=lambda each: -each[1]))
