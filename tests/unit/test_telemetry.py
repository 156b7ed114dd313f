"""Metrics: declared once, each set by some code, and none used that is not declared."""

import re
from pathlib import Path

import pytest
from prometheus_client import Counter, Gauge, Histogram
from prometheus_client.metrics import MetricWrapperBase

from infra.grafana.boards import BOARDS
from infra.prometheus.embedded import RULES
from shared.telemetry import metrics
from shared.telemetry.metrics import show

ROOT = Path(__file__).parents[2]
DECLARED: dict[str, MetricWrapperBase] = {
    name: value for name, value in vars(metrics).items() if isinstance(value, MetricWrapperBase)
}
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in ("services", "shared")
    for path in (ROOT / folder).rglob("*.py")
    if path.name != "metrics.py"
)


def exported() -> set[str]:
    """The names under which the declared metrics can be asked for."""
    names = set()
    for metric in DECLARED.values():
        [family] = metric.describe()
        suffixes = {Counter: ("_total",), Gauge: ("",), Histogram: ("_bucket", "_sum", "_count")}[type(metric)]
        names |= {f"{family.name}{suffix}" for suffix in suffixes}
    return names


@pytest.mark.parametrize("name", DECLARED)
def test_a_declared_metric_is_set_by_some_code(name: str) -> None:
    assert re.search(rf"\bmetrics\.{name}\b", CODE)


@pytest.mark.parametrize("name", DECLARED)
def test_labels_are_no_ids(name: str) -> None:
    bounded = {
        "provider", "model", "operation", "outcome", "how", "order", "event", "error", "kind", "part", "state",
        "service", "group", "topic", "by",
    }  # fmt: skip
    labels = set(DECLARED[name]._labelnames)
    assert labels <= bounded | ({"drama"} if name.startswith("DRAMA_") else set())


def test_boards_and_alerts_ask_only_for_metrics_that_exist() -> None:
    asked = [query.expr for board in BOARDS for panel in board.panels for query in panel.queries]
    asked += [path.read_text() for path in RULES.glob("*.yml")]
    used = {name for text in asked for name in re.findall(r"\bduanju_\w+", text)}
    assert used <= exported()
    assert len(used) > 30


def test_a_gauge_forgets_what_is_no_longer_there() -> None:
    gauge = Gauge("test_shown", "", ["drama"], registry=None)
    show(gauge, {("red",): 1.0, ("blue",): 2.0})
    show(gauge, {("blue",): 3.0})
    [family] = gauge.collect()
    assert [(sample.labels, sample.value) for sample in family.samples] == [({"drama": "blue"}, 3.0)]
