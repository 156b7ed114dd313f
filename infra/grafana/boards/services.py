"""Services: who is alive, how far behind, how fast, how often it fails, how full."""

from infra.grafana.panels import Board, Panel, Query, Row, once, per_second, quantile

_ALIVE = Row(
    "Alive",
    (
        Panel(
            "stat",
            "Workers",
            "Workers with a young heartbeat in the store.",
            (Query(once("duanju_workers", "service"), "{{service}}"),),
            height=5,
            good=1,
        ),
        Panel(
            "stat",
            "Store",
            "Whether the store took the last heartbeat of every worker: 1, or 0.",
            (Query("min(duanju_store_reachable)"),),
            width=4,
            height=5,
            good=1,
        ),
        Panel(
            "stat",
            "Broker",
            "Whether the broker told a gateway the consumers' lag: 1, or 0.",
            (Query(once("duanju_broker_reachable")),),
            width=4,
            height=5,
            good=1,
        ),
        Panel(
            "stat",
            "Records read",
            "Since a gateway last read the store; what is told of dramas, orders and money is as old as that.",
            (Query("time() - max(duanju_books_read_timestamp_seconds)"),),
            unit="s",
            width=4,
            height=5,
            warn=60,
            bad=120,
        ),
    ),
)

_FLOW = Row(
    "Lag and flow",
    (
        Panel(
            "lines",
            "Consumer lag",
            "Records that a service has not taken in yet. Orders that it took in wait elsewhere: see Production.",
            (Query("max by (group) (sum by (group, instance) (duanju_consumer_lag))", "{{group}}"),),
            warn=50,
            bad=200,
        ),
        Panel(
            "lines",
            "Events",
            "Events read and published a second.",
            (
                Query(per_second("duanju_events_in_total", "service"), "{{service}} in"),
                Query(per_second("duanju_events_out_total", "service"), "{{service}} out"),
            ),
            empty="no event has travelled since the workers started",
        ),
    ),
)

_LATENCY = Row(
    "Latency",
    (
        Panel(
            "lines",
            "From record to slot",
            "How long an order waits for a free slot: 95 of 100 wait less. It grows when workers are too few.",
            (Query(quantile(0.95, "duanju_job_wait_seconds", "service", window="30m"), "{{service}}"),),
            unit="s",
            empty="no order was begun within half an hour",
        ),
        Panel(
            "lines",
            "In the slot",
            "How long the work takes: 95 of 100 orders are faster.",
            (Query(quantile(0.95, 'duanju_job_seconds{outcome="ok"}', "service", window="30m"), "{{service}}"),),
            unit="s",
            empty="no order was finished within half an hour",
        ),
    ),
)

_ERRORS = Row(
    "Errors, and what was not done twice",
    (
        Panel(
            "lines",
            "Failed attempts",
            "A second, by order and error class.",
            (Query(per_second("duanju_retries_total", "service", "order", "error"), "{{order}}: {{error}}"),),
            unit="reqps",
            width=8,
            empty="no attempt has failed",
        ),
        Panel(
            "lines",
            "Dead letters kept",
            "Records and orders that were given up and that nobody has sorted out yet.",
            (Query(once("duanju_dead_letters_kept", "service", "event"), "{{service}} {{event}}"),),
            width=8,
            empty="nothing has been given up",
            bad=1,
        ),
        Panel(
            "lines",
            "Duplicates prevented",
            "A second: orders that came again and were not recorded twice, results that were found and not made again, "
            "and leases taken over from workers that died.",
            (
                Query(per_second("duanju_orders_repeated_total", "service"), "{{service}} orders"),
                Query(per_second("duanju_results_reused_total", "service"), "{{service}} results"),
                Query(per_second("duanju_lease_takeovers_total", "service"), "{{service}} take-overs"),
            ),
            unit="reqps",
            width=8,
        ),
    ),
)

_SATURATION = Row(
    "Saturation",
    (
        Panel(
            "lines",
            "Busy slots",
            "Share of the slots that have an order in hand. Always full, with a growing wait: add workers.",
            (Query("sum by (service) (duanju_slots_busy) / sum by (service) (duanju_slots)", "{{service}}"),),
            unit="percentunit",
            width=6,
        ),
        Panel(
            "lines",
            "Busy children",
            "Share of the child processes that work. Always full: this machine has no more to give.",
            (Query("sum by (service) (duanju_children_busy) / sum by (service) (duanju_children)", "{{service}}"),),
            unit="percentunit",
            width=6,
        ),
        Panel(
            "lines",
            "Memory",
            "Of the workers, without their children.",
            (Query('max by (service) (process_resident_memory_bytes{job="duanju"})', "{{service}}"),),
            unit="bytes",
            width=6,
        ),
        Panel(
            "lines",
            "CPU",
            "Cores that the workers use, without their children.",
            (Query(per_second('process_cpu_seconds_total{job="duanju"}', "service"), "{{service}}"),),
            width=6,
        ),
    ),
)

SERVICES = Board(
    "duanju-services",
    "Services",
    "Lag, latency, errors and saturation of every service.",
    (_ALIVE, _FLOW, _LATENCY, _ERRORS, _SATURATION),
)
