"""What the gateway lets Prometheus see of the whole studio: the floor, the books, the consumers' lag."""

from services.gateway.gauges.lag import Lag
from services.gateway.gauges.watch import Watch

__all__ = ["Lag", "Watch"]
