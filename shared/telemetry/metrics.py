"""Every metric of every service. Labels are bounded: events, providers, models and error classes, never ids."""

from prometheus_client import Counter, Gauge, Histogram

_SECONDS = (0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1200)

# What models do: latency and CPU time in seconds, cost in USD.
CALL_SECONDS = Histogram(
    "duanju_call_seconds", "Latency of a model's call", ["provider", "model", "operation", "outcome"], buckets=_SECONDS
)
CALL_CPU = Counter("duanju_call_cpu_seconds", "CPU time of calls", ["provider", "model", "operation"])
CALL_COST = Counter("duanju_call_cost_usd", "Cost of model calls", ["provider", "model", "operation"])

# What the job table holds and how long an order takes.
JOBS = Gauge("duanju_jobs", "Outstanding orders that this worker knows", ["order"])
JOB_WAIT_SECONDS = Histogram("duanju_job_wait_seconds", "From record to working slot", ["order"], buckets=_SECONDS)
JOB_SECONDS = Histogram("duanju_job_seconds", "An order's work in its slot", ["order", "outcome"], buckets=_SECONDS)
RETRIES = Counter("duanju_retries", "Attempts that will be repeated", ["order", "error"])
TAKEOVERS = Counter("duanju_lease_takeovers", "Leases taken over from a worker that died")
REUSED = Counter("duanju_results_reused", "Results that were found instead of being made again", ["kind"])

# What travels.
EVENTS_IN = Counter("duanju_events_in", "Events read", ["event"])
EVENTS_OUT = Counter("duanju_events_out", "Events confirmed by the broker", ["event"])
DEAD_LETTERS = Counter("duanju_dead_letters", "Records and orders given up, with their reason kept", ["event"])

# What is finished.
EPISODES = Counter("duanju_episodes_mastered", "Episodes that were mastered")
DRAMAS = Counter("duanju_dramas", "Dramas by how they ended", ["state"])
