"""The pages people use: a back office under `/<account>/`, without signing in."""

from simulators.retailcrm_mock.pages.blueprint import blueprint

__all__ = ["blueprint"]
