"""Money: what finished dramas cost, by model, for a minute of film, and what reuse saved. All of it from the books."""

from infra.grafana.panels import MODEL, Board, Panel, Query, Row, book, once

_MINUTES = f"({once('duanju_books_film_seconds')} > 0) / 60"
_NO_FILM = "no film is finished yet"
_NO_DRAMA = "no drama is under way"
_NO_CALLS = "no drama is finished yet"


def _per_minute(what: str, *labels: str) -> str:
    total = f"sum by ({', '.join(labels)}) ({book(what, 'made')})" if labels else f"sum({book(what, 'made')})"
    return f"{total} / on () group_left () ({_MINUTES})"


_SUMS = Row(
    "Finished dramas",
    (
        Panel(
            "stat",
            "Cost",
            "What the results cost that finished dramas are made of, each counted once, for the revision that first "
            "needed it. Rejected takes and unfinished dramas are not in it.",
            (Query(f"sum({book('cost_usd', 'made')})"),),
            unit="currencyUSD",
            width=6,
            height=4,
            empty=_NO_CALLS,
        ),
        Panel(
            "stat",
            "Cost of a minute of film",
            "That, for each minute of the film there is now.",
            (Query(_per_minute("cost_usd")),),
            unit="currencyUSD",
            width=6,
            height=4,
            empty=_NO_FILM,
        ),
        Panel(
            "stat",
            "Saved by reuse",
            "What results would have cost that were found: of an earlier revision, of another drama, of another place.",
            (Query(f"sum({book('cost_usd', 'found')})"),),
            unit="currencyUSD",
            width=6,
            height=4,
            empty=_NO_CALLS,
        ),
        Panel(
            "stat",
            "Found instead of made",
            "Share of all results.",
            (Query(f"sum({book('calls', 'found')}) / (sum({once('duanju_books_calls', *MODEL, 'how')}) > 0)"),),
            unit="percentunit",
            width=6,
            height=4,
            empty=_NO_CALLS,
        ),
    ),
)

_MODELS = Row(
    "By model",
    (
        Panel(
            "table",
            "Models",
            "Cost and latency of what was made, and what was saved because it was found.",
            (
                Query(book("cost_usd", "made"), "cost", "currencyUSD"),
                Query(book("calls", "made"), "made", "short"),
                Query(book("call_seconds", "made"), "seconds", "s"),
                Query(book("cost_usd", "found"), "saved", "currencyUSD"),
                Query(book("calls", "found"), "found", "short"),
                Query(book("call_seconds", "found"), "seconds saved", "s"),
            ),
            width=24,
            height=10,
            empty=_NO_CALLS,
        ),
        Panel(
            "lines",
            "Cost by model",
            "It grows when a drama is finished.",
            (Query(f"sum by (provider, model) ({book('cost_usd', 'made')})", "{{provider}} {{model}}"),),
            unit="currencyUSD",
            empty=_NO_CALLS,
        ),
        Panel(
            "lines",
            "Cost of a minute of film by model",
            "Falls when results are reused, rises when shots are taken again.",
            (Query(_per_minute("cost_usd", "provider", "model"), "{{provider}} {{model}}"),),
            unit="currencyUSD",
            empty=_NO_FILM,
        ),
    ),
)

_BUDGETS = Row(
    "Budgets of dramas under way",
    (
        Panel(
            "table",
            "Budgets",
            "What may be spent on each drama, what of it is charged, and what is given to orders and not spent. In the "
            "deployment's currency.",
            (
                Query(once("duanju_drama_budget", "drama"), "budget"),
                Query(once("duanju_drama_spent", "drama"), "spent"),
                Query(once("duanju_drama_reserved", "drama"), "reserved"),
            ),
            empty=_NO_DRAMA,
        ),
        Panel(
            "lines",
            "Spent of the budget",
            "From 80% on it alerts; at 100% nothing more is bought, and a person is asked.",
            (
                Query(
                    f"{once('duanju_drama_spent', 'drama')} / ({once('duanju_drama_budget', 'drama')} > 0)",
                    "{{drama}}",
                ),
            ),
            unit="percentunit",
            warn=0.8,
            bad=1,
            empty=_NO_DRAMA,
        ),
    ),
)

_TIME = Row(
    "Time is money",
    (
        Panel(
            "lines",
            "Model seconds for a minute of film",
            "The price of an offline model is its time.",
            (Query(_per_minute("call_seconds", *MODEL), "{{model}} {{operation}}"),),
            unit="s",
            empty=_NO_FILM,
        ),
        Panel(
            "stat",
            "Making a minute of film",
            "From request to completion, for each minute of film.",
            (Query(f"{once('duanju_books_making_seconds')} / ({_MINUTES})"),),
            unit="s",
            empty=_NO_FILM,
        ),
    ),
)

MONEY = Board(
    "duanju-money",
    "Money",
    "Read from the manifests of finished dramas and from the ledger, so no worker's end changes it.",
    (_BUDGETS, _SUMS, _MODELS, _TIME),
)
