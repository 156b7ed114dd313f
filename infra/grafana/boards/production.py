"""Production: what is being made, what is stuck, what is late."""

from infra.grafana.panels import Board, Panel, Query, Row, once, quantile

_NOTHING_OPEN = "no drama is under way"
_PARTS = once("duanju_drama_parts", "drama", "part", "state")
_PARTS_DONE = once('duanju_drama_parts{state="done"}', "drama", "part")
_SHOTS = once('duanju_drama_parts{part="shots"}', "drama", "state")
_SHOTS_DONE = once('duanju_drama_parts{part="shots",state="done"}', "drama")
_USUAL = f"({once('duanju_books_making_seconds')} / ({once('duanju_books_film_seconds')} > 0))"
_LATE = (
    f"{once('duanju_drama_age_seconds', 'drama')} / {once('duanju_drama_planned_seconds', 'drama')}"
    f" / on () group_left () {_USUAL}"
)

_NOW = Row(
    "Now",
    (
        Panel(
            "stat",
            "Dramas",
            "Every drama of this store by its state. A blocked one waits for a person; its records tell for what.",
            (Query(once("duanju_dramas", "state"), "{{state}}"),),
            height=4,
        ),
        Panel(
            "stat",
            "Episodes finished",
            "Of every drama its newest finished revision.",
            (Query(once("duanju_books_episodes")),),
            width=4,
            height=4,
        ),
        Panel(
            "stat",
            "Film finished",
            "Length of those episodes.",
            (Query(once("duanju_books_film_seconds")),),
            unit="s",
            width=4,
            height=4,
        ),
        Panel(
            "stat",
            "Alerts",
            "Alerts that fire now; each has a page in docs/runbooks.",
            (Query('count(ALERTS{alertstate="firing"}) or vector(0)'),),
            width=4,
            height=4,
            bad=1,
        ),
    ),
)

_UNDER_WAY = Row(
    "Under way",
    (
        Panel(
            "table",
            "Dramas under way",
            "At most a hundred, those that stand still longest.",
            (
                Query(once("duanju_drama_age_seconds", "drama"), "since the request", "s"),
                Query(once("duanju_drama_still_seconds", "drama"), "stands still for", "s"),
                Query(_SHOTS_DONE, "shots done"),
                Query(f"sum by (drama) ({_SHOTS})", "shots known"),
                Query(once("duanju_drama_blocked", "drama"), "blocked"),
            ),
            width=24,
            empty=_NOTHING_OPEN,
        ),
        Panel(
            "lines",
            "Done",
            "Share of the known parts (story, cast, scripts, shots, masters) that are done.",
            (Query(f"sum by (drama) ({_PARTS_DONE}) / sum by (drama) ({_PARTS})", "{{drama}}"),),
            unit="percentunit",
            width=8,
            empty=_NOTHING_OPEN,
        ),
        Panel(
            "lines",
            "Stuck",
            "Since anything of the drama was finished: a decision, a shot, a score.",
            (Query(once("duanju_drama_still_seconds", "drama"), "{{drama}}"),),
            unit="s",
            width=8,
            empty=_NOTHING_OPEN,
            warn=600,
            bad=1800,
        ),
        Panel(
            "lines",
            "Late",
            "Time since the request per minute of film ordered, as a multiple of what finished dramas took in the end.",
            (Query(_LATE, "{{drama}}"),),
            unit="none",
            width=8,
            empty=f"{_NOTHING_OPEN}, or none is finished yet to compare with",
            warn=1,
            bad=2,
        ),
    ),
)

_ORDERS = Row(
    "Orders",
    (
        Panel(
            "lines",
            "Outstanding orders",
            "What lies in the services' job tables: waiting, being worked on, or due again later.",
            (Query(once("duanju_jobs", "service", "order"), "{{service}} {{order}}"),),
            empty="nothing has been ordered since the gateway started",
        ),
        Panel(
            "lines",
            "Oldest outstanding order",
            "A season's last shots wait long, and that is well as long as others are finished meanwhile.",
            (Query(once("duanju_job_oldest_seconds", "service", "order"), "{{service}} {{order}}"),),
            unit="s",
            empty="nothing has been ordered since the gateway started",
        ),
        Panel(
            "lines",
            "Duration of a stage",
            "What an order takes in its slot: 95 of 100 are faster.",
            (
                Query(
                    quantile(0.95, 'duanju_job_seconds{outcome="ok"}', "service", "order", window="30m"),
                    "{{service}} {{order}}",
                ),
            ),
            unit="s",
            empty="no order was finished within half an hour",
        ),
        Panel(
            "lines",
            "From release to join",
            "How long after its cut was released a shot, or the score, had joined it: the median, and 95 of 100.",
            (
                Query(quantile(0.5, "duanju_join_seconds", "part", window="30m"), "{{part}} median"),
                Query(quantile(0.95, "duanju_join_seconds", "part", window="30m"), "{{part}} 95 %"),
            ),
            unit="s",
            empty="nothing joined a cut within half an hour",
        ),
    ),
)

PRODUCTION = Board(
    "duanju-production",
    "Production",
    "What is being made, what is stuck, what is late. Read from the store, so it holds whatever was restarted.",
    (_NOW, _UNDER_WAY, _ORDERS),
)
