"""A provider to rehearse with: its whole API over HTTP, its faults, its prices, and its own books."""

from infra.simulator.books import Charge
from infra.simulator.scenario import Scenario
from infra.simulator.web import PortTaken, Running, simulating

__all__ = ["Charge", "PortTaken", "Running", "Scenario", "simulating"]
