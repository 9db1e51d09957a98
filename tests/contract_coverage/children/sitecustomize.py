"""Python reads this at the start of every program that the tests start: they record as well (`tap`).

Nothing of ours is read before the program takes up Flask, and nothing at all in one that never does.
"""

import importlib.abc
import importlib.util
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

_TAP = "tests.contract_coverage.tap"


class _Flask(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports Flask as ever, and then opens the tap."""

    def find_spec(
        self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != "flask":
            return None
        sys.meta_path.remove(self)
        found = importlib.util.find_spec(name)
        if found is None or found.loader is None:
            return None
        self._loader, found.loader = found.loader, self
        return found

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        if _TAP in sys.modules:
            return  # the tap itself took up Flask, and whoever wanted the tap will open it
        if importlib.util.find_spec("tests") and importlib.util.find_spec("contracts"):
            from tests.contract_coverage import tap  # noqa: PLC0415 - only now is there something to hear

            tap.begin()


sys.meta_path.insert(0, _Flask())
