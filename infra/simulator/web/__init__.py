"""The simulator over HTTP."""

from infra.simulator.web.server import PortTaken, Running, simulating

__all__ = ["PortTaken", "Running", "simulating"]
