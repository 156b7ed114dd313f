"""What an estimate takes: every episode of a season is planned for it. Of a season twice as large it takes twice that.

Figures are CPU time of this process, start-up apart: the seconds of the smaller season, and how many times those the
others take. Each round has another seed, so that nothing of an earlier one is remembered.
"""

import asyncio
import time
from statistics import median

from services.gateway.cli.estimating import estimate_in, tariff_of_today
from services.gateway.requests import Commission
from shared.events import Request

_ROUNDS = 5
_EPISODES, _SECONDS = 12, 120
_SEASONS = {
    "twice the episodes": (2 * _EPISODES, _SECONDS),
    "twice the length": (_EPISODES, 2 * _SECONDS),
}


def measure() -> dict[str, dict[str, float]]:
    """Seconds of one season, and the others relative to it, each measured right after it in every round."""
    _estimate(0, 1, _SECONDS)  # what is loaded once is loaded now
    seconds: list[float] = []
    times: dict[str, list[float]] = {name: [] for name in _SEASONS}
    for seed, name in enumerate([*_SEASONS] * _ROUNDS, 1):
        seconds.append(_estimate(seed, _EPISODES, _SECONDS))
        times[name].append(_estimate(seed, *_SEASONS[name]) / seconds[-1])
    season = f"estimate, {_EPISODES} x {_SECONDS} s"
    return {season: {"s": median(seconds)}} | {f"  {name}": {"times": median(each)} for name, each in times.items()}


def _estimate(seed: int, episodes: int, seconds: int) -> float:
    request = Request(
        premise="A delivery rider finds the red envelope that her grandmother hid for thirty years.",
        language="en-US",
        episodes=episodes,
        episode_seconds=seconds,
        quality="standard",
        seed=seed,
    )
    began = time.process_time()
    asyncio.run(estimate_in(Commission("bench", request), None, tariff_of_today()))
    return time.process_time() - began
