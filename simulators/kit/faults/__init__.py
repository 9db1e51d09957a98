"""Faults: failures injected on purpose. One file holds one kind; each heals by count or by time."""

from simulators.kit.faults.answer import Answer
from simulators.kit.faults.kinds import KINDS
from simulators.kit.faults.rule import Call
from simulators.kit.faults.standing import Faults

__all__ = ["KINDS", "Answer", "Call", "Faults"]
