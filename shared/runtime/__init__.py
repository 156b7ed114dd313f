"""What every service runs on: declare a ``Stage``; ``shared.runtime.service`` wires it into a process.

The service factory is not imported here: whoever only needs an error or a child process should start fast.
"""

from shared.runtime.children import Children
from shared.runtime.errors import Misconfigured, Outage, Permanent, Rejected, Throttled, Transient, WorkError
from shared.runtime.once import Once
from shared.runtime.settings import Settings, Times
from shared.runtime.stage import Stage

__all__ = [
    "Children",
    "Misconfigured",
    "Once",
    "Outage",
    "Permanent",
    "Rejected",
    "Settings",
    "Stage",
    "Throttled",
    "Times",
    "Transient",
    "WorkError",
]
