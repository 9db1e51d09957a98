"""Invents phones, spelled as people of the country spell them."""

from collections import deque
from collections.abc import Sequence

from simulators.retailcrm_mock.chance import Chance
from simulators.retailcrm_mock.locales.model import Numbering
from simulators.retailcrm_mock.state import Document

REMEMBERED = 1000  # phones that others may share


class Phones:
    """Makes phones by the chance it is given; the first numbering is the likeliest."""

    def __init__(self, chance: Chance, numberings: Sequence[Numbering]) -> None:
        self._chance = chance
        self._numberings = numberings
        self._known: deque[tuple[str, Numbering]] = deque(maxlen=REMEMBERED)

    def some(self, *, shared: bool = False) -> list[Document]:
        """One phone or two; if shared, the first is somebody else's."""
        some = [self._number() for _ in range(2 if self._chance.random() < 0.15 else 1)]  # noqa: PLR2004
        if shared and self._known:
            some[0] = self._chance.choice(self._known)
        self._known.extend(some)
        return [{"number": self._spelled(*one)} for one in some]

    def respelled(self, phone: Document) -> Document:
        """The same phone as another hand writes it."""
        digits = "".join(filter(str.isdigit, phone["number"]))
        for numbering in self._numberings:
            start = digits.find(numbering.head)
            core = digits[start : start + numbering.length]
            if start >= 0 and len(core) == numbering.length:
                return {"number": self._spelled(core, numbering)}
        return phone

    def _number(self) -> tuple[str, Numbering]:
        others = self._numberings[1:]
        rare = others and self._chance.random() < 0.2  # noqa: PLR2004 - one in five lives elsewhere
        numbering = self._chance.choice(others) if rare else self._numberings[0]
        left = numbering.length - len(numbering.head)
        return f"{numbering.head}{int(10**left * self._chance.random()):0{left}}", numbering

    def _spelled(self, core: str, numbering: Numbering) -> str:
        return self._chance.choice(numbering.spellings).replace("#", "%s") % tuple(core)
