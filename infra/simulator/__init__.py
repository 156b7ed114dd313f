"""A provider to rehearse with: its whole API over HTTP, its faults, its prices, and its own books."""

from infra.simulator.books import Charge
from infra.simulator.scenario import Scenario
from infra.simulator.web import EVERYWHERE, PortTaken, Running, simulating

__all__ = ["EVERYWHERE", "Charge", "PortTaken", "Running", "Scenario", "simulating"]
