"""Every metric of every service, declared once.

Labels are bounded: services, orders, events, providers, models and error classes; never ids, but for the dramas under
way, of which at most ``MOST_DRAMAS`` are shown. Histograms and counters tell of the worker that exports them and die
with it; what must outlive a worker is read from the store by the gateway (the last three groups).
"""

from collections.abc import Mapping
from typing import TypeVar

from prometheus_client import Counter, Gauge, Histogram

Labels = TypeVar("Labels", bound=tuple[str, ...])

MOST_DRAMAS = 100
"""How many dramas under way are shown by name; those that stand still longest come first."""

_SECONDS = (0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1200)
_TURNS = (0.01, 0.1, 0.5, 1, 2, 5, 10)
_WAITS = (1, 5, 10, 30, 60, 120, 300, 600, 1200, 3600, 4 * 3600, 24 * 3600)

# What models do: latency and CPU time in seconds, cost in USD.
CALL_SECONDS = Histogram(
    "duanju_call_seconds", "Latency of a model's call", ["provider", "model", "operation", "outcome"], buckets=_SECONDS
)
CALL_CPU = Counter("duanju_call_cpu_seconds", "CPU time of calls", ["provider", "model", "operation"])
CALL_COST = Counter("duanju_call_cost_usd", "Cost of model calls", ["provider", "model", "operation"])

# What is bought. A submission is accepted, refused for a reason, or of unknown fate (an answer was lost).
SUBMISSIONS = Counter("duanju_submissions", "Submissions to providers", ["provider", "model", "outcome"])
REPEATS_UNCERTAIN = Counter(
    "duanju_repeats_uncertain",
    "Calls made again though the first may be charged",
    ["provider", "model"],
)
PARKED = Counter("duanju_calls_parked", "Calls that only a person can rule about", ["provider", "model"])
FAILED_JOBS = Counter("duanju_jobs_failed", "Accepted jobs that ended without a result", ["provider", "model"])

# The gate before remote models. The breaker is 0 closed, 1 half-open, 2 open; "by" is our own gate or the provider.
GATE_WAIT_SECONDS = Histogram(
    "duanju_gate_wait_seconds", "A call's wait for its turn under the limits", ["provider", "model"], buckets=_TURNS
)
THROTTLED = Counter("duanju_throttled", "Calls that were told to come back later", ["provider", "model", "by"])
BREAKER = Gauge("duanju_breaker", "State of a model's circuit breaker in this worker", ["provider", "model"])

# How long an order takes, and how full the worker is.
JOB_WAIT_SECONDS = Histogram("duanju_job_wait_seconds", "From record to working slot", ["order"], buckets=_SECONDS)
JOB_SECONDS = Histogram("duanju_job_seconds", "An order's work in its slot", ["order", "outcome"], buckets=_SECONDS)
JOIN_SECONDS = Histogram(
    "duanju_join_seconds", "From a cut's release until the shot or the score joined it", ["part"], buckets=_WAITS
)
SLOTS = Gauge("duanju_slots", "Slots of this worker", ["order"])
SLOTS_BUSY = Gauge("duanju_slots_busy", "Slots that have an order in hand", ["order"])
CHILDREN = Gauge("duanju_children", "Child processes that this worker may have for CPU-bound work")
CHILDREN_BUSY = Gauge("duanju_children_busy", "Child processes that work now")
OUTSTANDING = Gauge("duanju_orders_outstanding", "Orders that wait, without a slot, for work elsewhere", ["order"])
STORE_REACHABLE = Gauge("duanju_store_reachable", "1 when the store took this worker's last heartbeat, 0 when not")

# What goes wrong, and what was not done twice.
RETRIES = Counter("duanju_retries", "Attempts that will be repeated", ["order", "error"])
TAKEOVERS = Counter("duanju_lease_takeovers", "Leases taken over from a worker that died")
REPEATED = Counter("duanju_orders_repeated", "Orders that came again and were not recorded twice", ["order"])
REUSED = Counter("duanju_results_reused", "Results that were found instead of being made again", ["kind"])

# What travels. The lag is the gateway's to tell, of every consumer group.
EVENTS_IN = Counter("duanju_events_in", "Events read", ["event"])
EVENTS_OUT = Counter("duanju_events_out", "Events confirmed by the broker", ["event"])
WEBHOOKS = Counter("duanju_webhooks", "Webhooks of providers, by what became of them", ["provider", "outcome"])
DEAD_LETTERS = Counter("duanju_dead_letters", "Records and orders given up, with their reason kept", ["event"])
LAG = Gauge("duanju_consumer_lag", "Records that a consumer group has not committed yet", ["group", "topic"])
BROKER_REACHABLE = Gauge("duanju_broker_reachable", "1 when the broker told the last lag, 0 when not")

# The floor, read from the store: what is being made, what waits, who works.
DRAMAS = Gauge("duanju_dramas", "Dramas: working, blocked, done or unreadable", ["state"])
DRAMA_PARTS = Gauge("duanju_drama_parts", "Known parts of a drama: done or missing", ["drama", "part", "state"])
DRAMA_AGE = Gauge("duanju_drama_age_seconds", "Since the drama under way was requested", ["drama"])
DRAMA_STILL = Gauge("duanju_drama_still_seconds", "Since anything of the drama under way was finished", ["drama"])
DRAMA_PLANNED = Gauge("duanju_drama_planned_seconds", "Length of film that was ordered", ["drama"])
DRAMA_BLOCKED = Gauge("duanju_drama_blocked", "1 while the drama waits for a person", ["drama"])
DRAMA_BUDGET = Gauge("duanju_drama_budget", "What may be spent on the drama, in the deployment's currency", ["drama"])
DRAMA_SPENT = Gauge("duanju_drama_spent", "What of it is charged", ["drama"])
DRAMA_RESERVED = Gauge("duanju_drama_reserved", "What of it is given to orders and not spent", ["drama"])
JOBS = Gauge("duanju_jobs", "Outstanding orders", ["service", "order"])
JOB_OLDEST = Gauge("duanju_job_oldest_seconds", "Age of the oldest outstanding order", ["service", "order"])
WORKERS = Gauge("duanju_workers", "Workers with a young heartbeat", ["service"])
LETTERS_KEPT = Gauge("duanju_dead_letters_kept", "Dead letters that nobody has redriven yet", ["service", "event"])
READ_AT = Gauge("duanju_books_read_timestamp_seconds", "When the store was read last, in Unix time")

# The books, read from the manifests of finished dramas: USD and seconds of calls that were made for a drama, or found.
BOOK_COST = Gauge("duanju_books_cost_usd", "Cost of calls", ["provider", "model", "operation", "how"])
BOOK_SECONDS = Gauge("duanju_books_call_seconds", "Latency of calls, summed", ["provider", "model", "operation", "how"])
BOOK_CALLS = Gauge("duanju_books_calls", "Results that dramas are made of", ["provider", "model", "operation", "how"])
FILM_SECONDS = Gauge("duanju_books_film_seconds", "Finished film: of every drama its newest finished revision")
MAKING_SECONDS = Gauge("duanju_books_making_seconds", "From request to completion of the same revisions, summed")
EPISODES = Gauge("duanju_books_episodes", "Episodes of the same revisions")


def show(gauge: Gauge, values: Mapping[Labels, float]) -> None:
    """Let the gauge tell these values, by its labels, and nothing else any more."""
    gauge.clear()
    for labels, value in values.items():
        gauge.labels(*labels).set(value)
