"""How Grafana draws what the boards declare: the dashboards' JSON."""

import itertools
import json

from grafana_foundation_sdk.builders.common import GraphThresholdsStyleConfig, ReduceDataOptions
from grafana_foundation_sdk.builders.dashboard import Dashboard, ThresholdsConfig
from grafana_foundation_sdk.builders.dashboard import Row as DashboardRow
from grafana_foundation_sdk.builders.prometheus import Dataquery
from grafana_foundation_sdk.builders.stat import Panel as Stat
from grafana_foundation_sdk.builders.table import Panel as Table
from grafana_foundation_sdk.builders.timeseries import Panel as Lines
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.common import DataSourceRef, GraphThresholdsStyleMode
from grafana_foundation_sdk.models.dashboard import DataTransformerConfig, DynamicConfigValue, Threshold, ThresholdsMode
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

from infra.grafana.panels import Board, Panel, Query

DATASOURCE = "prometheus"
"""The uid that ``provisioning/datasources`` gives to Prometheus."""

Drawn = Stat | Lines | Table
_SOURCE = DataSourceRef(type_val="prometheus", uid=DATASOURCE)


def render(board: Board) -> str:
    """The dashboard as JSON, in a stable order."""
    dashboard = Dashboard(board.title).uid(board.uid).description(board.says).tags(["duanju"])
    dashboard = dashboard.time("now-3h", "now").refresh("15s").timezone("browser")
    ids = itertools.count(1)
    for row in board.rows:
        dashboard = dashboard.with_row(DashboardRow(row.title).id(next(ids)))
        for panel in row.panels:
            dashboard = dashboard.with_panel(draw(panel).id(next(ids)))
    return json.dumps(dashboard.build(), cls=JSONEncoder, indent=2, ensure_ascii=False) + "\n"


def draw(panel: Panel) -> Drawn:
    """The panel with its queries; why it may be empty stands where its data would be."""
    drawn = _kind(panel).title(panel.title).description(panel.says).datasource(_SOURCE)
    drawn = drawn.span(panel.width).height(panel.height).unit(panel.unit)
    if panel.empty:
        drawn = drawn.no_value(panel.empty)
    drawn = drawn.thresholds(ThresholdsConfig().mode(ThresholdsMode.ABSOLUTE).steps(_steps(panel)))
    for number, query in enumerate(panel.queries):
        drawn = drawn.with_target(_target(panel, query, chr(ord("A") + number)))
    return drawn


def _kind(panel: Panel) -> Drawn:
    match panel.kind:
        case "stat":
            return Stat().reduce_options(ReduceDataOptions().calcs(["lastNotNull"]))
        case "table":
            return _columns(Table(), panel)
        case "lines":
            dashed = GraphThresholdsStyleConfig().mode(GraphThresholdsStyleMode.DASHED)
            return Lines().thresholds_style(dashed) if panel.bad is not None else Lines()


def _columns(table: Table, panel: Panel) -> Table:
    """One line for each set of labels, one column for each query."""
    names = {f"Value #{chr(ord('A') + number)}": query.name for number, query in enumerate(panel.queries)}
    table = table.with_transformation(DataTransformerConfig(id_val="merge", options={}))
    table = table.with_transformation(
        DataTransformerConfig(id_val="organize", options={"excludeByName": {"Time": True}, "renameByName": names})
    )
    for query in panel.queries:
        if query.unit:
            table = table.override_by_name(query.name, [DynamicConfigValue(id_val="unit", value=query.unit)])
    return table


def _target(panel: Panel, query: Query, letter: str) -> Dataquery:
    target = Dataquery().ref_id(letter).expr(query.expr).datasource(_SOURCE)
    if panel.kind == "table":
        return target.instant().format(PromQueryFormat.TABLE)
    return target.range().legend_format(query.name)


def _steps(panel: Panel) -> list[Threshold]:
    """Colours by value, always said: Grafana's own default turns red at 80."""
    if panel.good is not None:
        return [Threshold(None, "red"), Threshold(panel.good, "green")]
    judged = [(panel.warn, "orange"), (panel.bad, "red")]
    steps = [Threshold(value, colour) for value, colour in judged if value is not None]
    return [Threshold(None, "green" if steps else "text"), *steps]
