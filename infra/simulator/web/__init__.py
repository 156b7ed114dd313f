"""The simulator over HTTP."""

from infra.simulator.web.server import EVERYWHERE, PortTaken, Running, simulating

__all__ = ["EVERYWHERE", "PortTaken", "Running", "simulating"]
