"""RetailCRM's addresses, of customers and deliveries. Source: CustomerAddress in the php client."""

from service.adapters.retailcrm_wire.values import as_map, text, texts

_PLACE = ("index", "region", "city")
_STREET = ("street", "building", "house", "flat")


def address(value: object) -> str:
    """Read an address as one line; its own text lacks index, region and city, unless somebody typed them."""
    fields = as_map(value)
    line = text(fields.get("text")) or ", ".join(texts(map(fields.get, _STREET)))
    place = (part for part in texts(map(fields.get, _PLACE)) if part.casefold() not in line.casefold())
    return ", ".join(texts(dict.fromkeys((*place, line))))
