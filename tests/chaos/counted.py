"""A service that says when a model's call has ended well, one JSON object a line, which outlives the process.

python -m tests.chaos.counted <service>
"""

import json
import runpy
import sys
import time
from typing import Any

from shared.telemetry import metrics


class _SaidCalls:
    """Stands in for the histogram of calls."""

    def __init__(self, operation: str = "", outcome: str = "") -> None:
        self._operation, self._outcome = operation, outcome

    def labels(self, provider: str, model: str, operation: str, outcome: str) -> "_SaidCalls":
        return _SaidCalls(operation, outcome)

    def observe(self, _seconds: float) -> None:
        if self._outcome == "ok":
            print(json.dumps({"operation": self._operation, "ended": time.time()}), flush=True)


def main() -> None:
    module: Any = metrics
    module.CALL_SECONDS = _SaidCalls()
    runpy.run_module(f"services.{sys.argv[1]}.main", run_name="__main__")


if __name__ == "__main__":
    main()
