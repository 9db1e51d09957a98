"""The doors by which people and programs reach the three: RetailCRM's API and pages, Usedesk's settings."""

import json
import re
from typing import Any

from simulators.kit.client import ControlClient
from simulators.retailcrm_mock import books
from simulators.retailcrm_mock.references import GROUPS
from tests.stack import ACCOUNT, Stack

Json = dict[str, Any]
START = "2026-11-20T09:00:00+00:00"
_SHOP = "key-of-the-shop"
_WRITES = ["customer_read", "order_read", "customer_write", "order_write"]


class Doors:
    """The three, put to the beginning of a script: an empty CRM, no ticket, and one block that works.

    Attributes:
        retailcrm: the control door of one.
        usedesk: the control door of the other.
    """

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self.retailcrm: ControlClient = stack.crm_control()
        self.usedesk: ControlClient = stack.usedesk_control()
        self._keys = 0
        for side in (self.retailcrm, self.usedesk):
            side.reset()
        self.retailcrm.lift_quota(lifted=True)
        self.retailcrm.set_clock({"now": START, "frozen": True})
        self.retailcrm.seed({"load": {"keys": [{"value": _SHOP, "scopes": _WRITES}]}})
        self._key = 0
        self._block = stack.add_block(self._new_key(()), orders="5")

    def close(self) -> None:
        """Let go of the connections."""
        self.retailcrm.close()
        self.usedesk.close()

    def write(self, path: str, site: str | None = None, **fields: Json | list[Json] | str) -> Json:
        """What RetailCRM answers to a shop's program that writes."""
        told = {"site": site} if site else {}
        form = told | {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()
        }
        url, headers = f"{self._stack.crm}/{ACCOUNT}/api/v5/{path}", {"X-API-KEY": _SHOP}
        answer = self._stack.session.post(url, headers=headers, data=form, timeout=30)
        assert answer.ok, (path, answer.text)
        made: Json = answer.json()
        return made

    def load(self, customer: Json) -> int:
        """Put a card into RetailCRM as it is; answers its id."""
        made = self.retailcrm.seed({"load": {"customers": [customer]}})[ACCOUNT]
        number: int = made["customers"][-1]
        return number

    def rename_status(self, code: str, name: str) -> None:
        """Call a status otherwise: an administrator's page that the simulator does not have."""
        group = next(group for group, (_open, codes) in GROUPS.items() if code in codes)
        item = {"code": code, "name": name, "group": group, "ordering": 10, "active": True}
        self.retailcrm.seed({"load": {"statuses": [item]}})

    def name_shop(self, code: str, name: str) -> None:
        """Open a shop, or call it otherwise: a page that the simulator does not have either."""
        self.retailcrm.seed({"load": {"sites": books.shops({code: name})}})

    def delete(self, kind: str, number: int) -> None:
        """Delete a customer, company or order on its page."""
        self._send(f"{self._stack.crm}/{ACCOUNT}/{kind}/{number}/delete", {})

    def revoke_key(self) -> None:
        """Delete the block's key."""
        self.delete("admin/api-keys", self._key)

    def renew_key(self, shops: tuple[str, ...]) -> None:
        """Make a key that sees these shops, or all, and enter it in the block."""
        key = self._new_key(shops)
        card = {"name": "RetailCRM", "title": "RetailCRM", "url": self._stack.block_url, "secret_key": key}
        parameters = {"key-0": "subdomain", "value-0": ACCOUNT, "key-1": "orders", "value-1": "5"}
        self.set(f"blocks/{self._block}", card | parameters | {"enabled": "1"})

    def limit_key(self, shops: tuple[str, ...]) -> None:
        """Let the block's key see these shops, or all."""
        self._admin(f"{self._key}/edit", _access(shops))

    def enable_block(self, *, on: bool) -> None:
        """Turn the block on or off."""
        self.set(f"blocks/{self._block}/enabled", {"enabled": str(int(on))})

    def set(self, page: str, form: Json) -> None:
        """Send a form of Usedesk's settings."""
        self._send(f"{self._stack.usedesk}/settings/{page}", form)

    def _new_key(self, shops: tuple[str, ...]) -> str:
        self._keys += 1
        value = f"{self._keys:032}"
        self._admin("add", {"value": value, **_access(shops)})
        listed = self._stack.session.get(f"{self._stack.crm}/{ACCOUNT}/admin/api-keys", timeout=30).text
        self._key = max(map(int, re.findall(r"/api-keys/(\d+)/edit", listed)))
        return value

    def _admin(self, page: str, form: Json) -> None:
        self._send(f"{self._stack.crm}/{ACCOUNT}/admin/api-keys/{page}", form)

    def _send(self, url: str, form: Json) -> None:
        answer = self._stack.session.post(url, data=form, timeout=30, allow_redirects=False)
        assert answer.is_redirect, (url, answer.status_code, answer.text)


def _access(shops: tuple[str, ...]) -> Json:
    scopes = ["customer_read", "order_read", "reference_read"]
    access = "access_selective" if shops else "access_full"
    return {"access": access, "sites": list(shops), "scopes": scopes, "comment": "Usedesk"}
