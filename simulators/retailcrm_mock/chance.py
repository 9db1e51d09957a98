"""Chance for inventing: the same seed chooses the same, and quicker than Random where a million choose."""

from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Chance:
    """Chooses by a seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed).random  # noqa: S311 - invented people guard no secret

    def choice(self, among: Sequence[T]) -> T:
        """One of them, each as likely."""
        return among[int(len(among) * self.random())]

    def weighed(self, among: "Weighed[T]") -> T:
        """One of them, by its weight."""
        sought = among.total * self.random()
        return next(one for one, reach in zip(among.things, among.reaches, strict=True) if sought < reach)

    def between(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + int((most - least + 1) * self.random())


class Weighed(Generic[T]):
    """Things and how likely each is."""

    def __init__(self, things: Sequence[T], weights: Sequence[float]) -> None:
        self.things = things
        self.reaches = list(accumulate(weights))
        self.total = self.reaches[-1]
