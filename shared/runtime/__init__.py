"""What every service runs on: declare a ``Stage``, wire it with ``serve``."""

from shared.runtime.children import Children
from shared.runtime.errors import Misconfigured, Permanent, Rejected, Throttled, Transient, WorkError
from shared.runtime.once import Once
from shared.runtime.service import Wiring, Worker, serve
from shared.runtime.settings import Settings, Times
from shared.runtime.stage import Stage

__all__ = [
    "Children",
    "Misconfigured",
    "Once",
    "Permanent",
    "Rejected",
    "Settings",
    "Stage",
    "Throttled",
    "Times",
    "Transient",
    "Wiring",
    "WorkError",
    "Worker",
    "serve",
]
