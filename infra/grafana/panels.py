"""The vocabulary of the dashboards. Pure: what a panel shows is data, how Grafana draws it is said in ``render.py``."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["stat", "lines", "table"]


@dataclass(frozen=True)
class Query:
    """One PromQL expression; ``name`` is its legend or its column, ``unit`` replaces the panel's in a table."""

    expr: str
    name: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Panel:
    """One panel. ``width`` is of 24.

    It turns orange from ``warn`` on and red from ``bad`` on, or is red below ``good``; without them it judges nothing.

    ``empty`` says why it may be empty although all is well; a panel without it always has data.
    """

    kind: Kind
    title: str
    says: str
    queries: tuple[Query, ...]
    unit: str = "short"
    width: int = 12
    height: int = 8
    empty: str = ""
    warn: float | None = None
    bad: float | None = None
    good: float | None = None


@dataclass(frozen=True)
class Row:
    title: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True)
class Board:
    """A dashboard; ``uid`` is its name in links and files."""

    uid: str
    title: str
    says: str
    rows: tuple[Row, ...]

    @property
    def panels(self) -> tuple[Panel, ...]:
        return tuple(panel for row in self.rows for panel in row.panels)


def once(metric: str, *labels: str) -> str:
    """What the gateways tell of the whole studio, taken once however many of them tell it."""
    return f"max by ({', '.join(labels)}) ({metric})" if labels else f"max({metric})"


MODEL = ("provider", "model", "operation")
"""What tells one kind of call from another."""


def book(what: str, how: str) -> str:
    """What the books say of each model's calls: ``what`` is cost_usd, call_seconds or calls, ``how`` made or found."""
    return once(f'duanju_books_{what}{{how="{how}"}}', *MODEL)


def quantile(share: float, histogram: str, *labels: str, window: str = "$__rate_interval") -> str:
    """A quantile of a histogram, over all workers that export it."""
    name, _, selector = histogram.partition("{")
    buckets = f"{name}_bucket{{{selector}" if selector else f"{name}_bucket"
    return f"histogram_quantile({share}, sum by ({', '.join(('le', *labels))}) (rate({buckets}[{window}])))"


def per_second(counter: str, *labels: str) -> str:
    """How fast a counter grows, over all workers that export it."""
    return f"sum by ({', '.join(labels)}) (rate({counter}[$__rate_interval]))"
