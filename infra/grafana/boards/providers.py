"""Providers: how fast their models are, how often they fail and how, what a call costs."""

from infra.grafana.panels import MODEL, Board, Panel, Query, Row, book, per_second, quantile

_LEGEND = "{{provider}} {{model}} {{operation}}"
_NAME = "{{provider}} {{model}}"
_MADE = book("calls", "made")
_QUIET = "no model was called within half an hour"

_NOW = Row(
    "Calls",
    (
        Panel(
            "lines",
            "Calls",
            "A second.",
            (Query(per_second("duanju_call_seconds_count", *MODEL), _LEGEND),),
            unit="reqps",
            empty="no model has been called since the workers started",
        ),
        Panel(
            "lines",
            "Failures by error class",
            "A second. Transient ones are tried again, the others end as dead letters.",
            (
                Query(
                    per_second('duanju_call_seconds_count{outcome!="ok"}', "provider", "model", "outcome"),
                    "{{provider}} {{model}}: {{outcome}}",
                ),
            ),
            unit="reqps",
            empty="no call has failed",
        ),
        Panel(
            "lines",
            "Latency, median",
            "The model's own: time that a call waited on our side does not count.",
            (Query(quantile(0.5, 'duanju_call_seconds{outcome="ok"}', *MODEL, window="30m"), _LEGEND),),
            unit="s",
            empty=_QUIET,
        ),
        Panel(
            "lines",
            "Latency, 95 of 100",
            "95 of 100 calls are faster.",
            (Query(quantile(0.95, 'duanju_call_seconds{outcome="ok"}', *MODEL, window="30m"), _LEGEND),),
            unit="s",
            empty=_QUIET,
        ),
        Panel(
            "lines",
            "Webhooks",
            "A second. Told: signed right; hinted: only a reason to look; unknown, refused, limited: not believed.",
            (Query(per_second("duanju_webhooks_total", "provider", "outcome"), "{{provider}}: {{outcome}}"),),
            unit="reqps",
            empty="no provider has called back",
        ),
    ),
)

_GATE = Row(
    "At the gate",
    (
        Panel(
            "lines",
            "Circuit breaker",
            "0 closed, 1 half-open: one call may try, 2 open: the model is left alone. The best of all workers.",
            (Query("min by (provider, model) (duanju_breaker)", _NAME),),
            width=8,
            empty="no model that runs elsewhere has been asked since the workers started",
        ),
        Panel(
            "lines",
            "Told to come back later",
            "A second: by the provider (429), or by our own gate, which keeps its limits and its breaker.",
            (Query(per_second("duanju_throttled_total", "provider", "model", "by"), f"{_NAME}: {{{{by}}}}"),),
            unit="reqps",
            width=8,
            empty="nobody had to",
        ),
        Panel(
            "lines",
            "Wait for a turn, 95 of 100",
            "In a slot, under the limits that all workers keep together; who would wait longer is put off.",
            (Query(quantile(0.95, "duanju_gate_wait_seconds", "provider", "model", window="30m"), _NAME),),
            unit="s",
            width=8,
            empty="no model that runs elsewhere was asked within half an hour",
        ),
    ),
)

_COST = Row(
    "What a call takes",
    (
        Panel(
            "lines",
            "CPU of a call",
            "Processor time of ours that a call takes: nothing for a remote model.",
            (
                Query(
                    f"sum by ({', '.join(MODEL)}) (rate(duanju_call_cpu_seconds_total[30m]))"
                    f" / sum by ({', '.join(MODEL)}) (rate(duanju_call_seconds_count[30m]) > 0)",
                    _LEGEND,
                ),
            ),
            unit="s",
            empty=_QUIET,
        ),
        Panel(
            "lines",
            "Spent by running workers",
            "USD a second, at once and by this worker's own count; what counts in the end is on the board Money.",
            (Query(per_second("duanju_call_cost_usd_total", *MODEL), _LEGEND),),
            unit="currencyUSD",
            empty="no model has been called since the workers started",
        ),
        Panel(
            "table",
            "In finished dramas",
            "Mean latency and mean cost of what was made, from the books.",
            (
                Query(_MADE, "calls"),
                Query(f"{book('call_seconds', 'made')} / ({_MADE} > 0)", "latency", "s"),
                Query(f"{book('cost_usd', 'made')} / ({_MADE} > 0)", "cost", "currencyUSD"),
            ),
            width=24,
            height=10,
            empty="no drama is finished yet",
        ),
    ),
)

PROVIDERS = Board(
    "duanju-providers",
    "Providers",
    "Latency, failures and cost of every model that is called.",
    (_NOW, _GATE, _COST),
)
