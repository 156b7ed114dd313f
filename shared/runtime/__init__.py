"""What every service runs on: declare a ``Stage``; ``shared.runtime.service`` wires it into a process.

The service factory is not imported here: whoever only needs an error or a child process should start fast.
"""

from shared.runtime.children import Children
from shared.runtime.errors import (
    Forgotten,
    Misconfigured,
    Outage,
    Outstanding,
    Permanent,
    Rejected,
    Throttled,
    Transient,
    Unreached,
    Unwanted,
    WorkError,
)
from shared.runtime.once import Once
from shared.runtime.settings import Settings, Times
from shared.runtime.stage import Stage
from shared.runtime.together import together

__all__ = [
    "Children",
    "Forgotten",
    "Misconfigured",
    "Once",
    "Outage",
    "Outstanding",
    "Permanent",
    "Rejected",
    "Settings",
    "Stage",
    "Throttled",
    "Times",
    "Transient",
    "Unreached",
    "Unwanted",
    "WorkError",
    "together",
]
