"""The form of an API key: what people choose, checked."""

import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from simulators.retailcrm_mock.state import ApiKey
from simulators.retailcrm_mock.state.keys import ACCESSES, READING, SCOPES

LONGEST = 255
_VALUE = re.compile(r"[0-9A-Za-z]{32}")


@dataclass(frozen=True, slots=True)
class KeyForm:
    """A key as it stands in the form."""

    value: str
    comment: str = ""
    access: str = "access_full"
    sites: tuple[str, ...] = ()
    scopes: tuple[str, ...] = READING

    @classmethod
    def fresh(cls) -> "KeyForm":
        """A new key, for all shops, that may read what a block needs."""
        return cls(secrets.token_hex(16))

    @classmethod
    def of(cls, key: ApiKey) -> "KeyForm":
        """The form of a key there is."""
        return cls(key.value, key.comment, key.access, key.sites, key.scopes)

    @classmethod
    def read(cls, sent: MultiDict[str, str]) -> "KeyForm":
        """What was sent. Shops count only where they are to be selected."""
        access = sent.get("access", "")
        sites = tuple(dict.fromkeys(sent.getlist("sites"))) if access == "access_selective" else ()
        scopes = tuple(dict.fromkeys(sent.getlist("scopes")))
        return cls(sent.get("value", "").strip(), sent.get("comment", "").strip(), access, sites, scopes)

    def problems(self, shops: Collection[str]) -> dict[str, str]:
        """What must be mended before the key can be saved, by field; `shops` are the account's."""
        checks = {
            "value": None
            if _VALUE.fullmatch(self.value)
            else "A key is 32 letters and digits; press Add again.",
            "comment": None if len(self.comment) <= LONGEST else f"A comment has up to {LONGEST} signs.",
            "sites": self._sites_problem(shops),
            "scopes": self._scopes_problem(),
        }
        return {field: problem for field, problem in checks.items() if problem}

    def _sites_problem(self, shops: Collection[str]) -> str | None:
        if self.access not in ACCESSES:
            return "Choose all shops or selected shops."
        if self.access == "access_selective" and not self.sites:
            return "Tick at least one shop, or choose all shops."
        unknown = [site for site in self.sites if site not in shops]
        return f"There is no shop {', '.join(unknown)} in this account." if unknown else None

    def _scopes_problem(self) -> str | None:
        if not self.scopes:
            return "Allow at least one method."
        unknown = [scope for scope in self.scopes if scope not in SCOPES]
        return f"There is no right {', '.join(unknown)}." if unknown else None
