"""The form of a shop: what people type, checked, and the shop it makes."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass

from simulators.retailcrm_mock import books
from simulators.retailcrm_mock.pages import fields
from simulators.retailcrm_mock.pages.reading import text
from simulators.retailcrm_mock.state import Document

FIELDS = ("name", "code", "url", "currency")
_CODE = re.compile(r"[A-Za-z0-9_-]+")
_CURRENCY = re.compile(r"[A-Z]{3}")
_URL = re.compile(r"https?://[^\s/]+(/\S*)?")


@dataclass(frozen=True, slots=True)
class ShopForm:
    """A shop as it stands in the form, field by field."""

    said: Mapping[str, str]

    @classmethod
    def of(cls, shop: Document) -> "ShopForm":
        """The form of a shop there is."""
        return cls({name: text(shop, name) for name in FIELDS})

    @classmethod
    def read(cls, sent: Mapping[str, str]) -> "ShopForm":
        """What was sent; absent fields are empty."""
        return cls({name: sent.get(name, "").strip() for name in FIELDS})

    def problems(self, taken: Container[str]) -> dict[str, str]:
        """What must be mended before the shop can be saved, by field; `taken` are codes of other shops."""
        said = self.said
        name = fields.short(said["name"]) if said["name"] else "Give the shop a name."
        found = {"name": name, "code": _code_problem(said["code"], taken), "url": fields.short(said["url"])}
        if said["url"] and not _URL.fullmatch(said["url"]):
            found["url"] = "The address of a site looks like https://shop.example.com."
        if not _CURRENCY.fullmatch(said["currency"]):
            found["currency"] = "A currency has three capital letters, such as RUB."
        return {field: problem for field, problem in found.items() if problem}

    def new(self, number: int, country: str) -> Document:
        """A new shop, with all that the API tells of one."""
        said = self.said
        made = books.shop(number, said["code"], said["name"], country, said["currency"])
        return made | ({"url": said["url"]} if said["url"] else {})

    def changed(self, shop: Document) -> Document:
        """The shop with what was typed; its code stays."""
        return shop | {name: self.said[name] for name in ("name", "url", "currency")}


def _code_problem(said: str, taken: Container[str]) -> str | None:
    if said in taken:
        return f"There is a shop {said} already; choose another code."
    if not _CODE.fullmatch(said):
        return "A code has letters A to Z, digits, hyphens and underscores, such as main-shop."
    return fields.short(said)
