"""The gate: the TCP side of a simulator, in front of its WSGI program, able to fail as only a network can."""

from simulators.kit.gate.delivery import DELIVERY, Delivery
from simulators.kit.gate.server import THREADS, Gate

__all__ = ["DELIVERY", "THREADS", "Delivery", "Gate"]
