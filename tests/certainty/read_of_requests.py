"""What the service reads of a request of Usedesk: what, left out, makes another ticket of it."""

import copy
from collections.abc import Iterator
from typing import Any

import contracts
from contracts import follow
from service.core.model import Preferences
from service.web.usedesk_wire import read_ticket

_REQUEST = "#/components/schemas/UsedeskRequest"
_PARAMETERS = {
    "lang": "ru",
    "country": "US",
    "orders": "3",
    "show": "-address",
    "shops": "outlet",
    "timezone": "Europe/Moscow",
    "tracking": "https://track.example.com/{number}",
    "secret": "a-key",
    "subdomain": "company",
}
_SAID_TWICE = (
    ("client_data",),
    ("contact",),
    ("client_data", "contact"),
    ("client_data", "channel_data"),
    ("client_data", "channel_type"),
)
"""What has to be left out for others to count: a ticket's contact is on the client's card as well."""

Json = dict[str, Any]


def read() -> set[str]:
    """The paths of the properties that are read, by the contract's examples and with every parameter."""
    requests = [one | _PARAMETERS for one in _examples()]
    requests += [
        {name: one[name] for name in one if name not in lost} for one in requests for lost in _SAID_TWICE
    ]
    requests.append(requests[0] | {"secret": "", "secret_key": "another"})
    return {row for request in requests for row, changed in _without(request) if changed}


def _examples() -> list[Json]:
    block = contracts.load("block")
    content = block["paths"]["/settings/blocks/retail_crm"]["post"]["requestBody"]["content"]
    return [follow(block, one["$ref"])["value"] for one in content["application/json"]["examples"].values()]


def _without(request: Json) -> Iterator[tuple[str, bool]]:
    """Each property with whether the ticket is another without it."""
    whole = read_ticket(request, Preferences())
    for row, steps in _rows(_REQUEST, request, ()):
        yield row, read_ticket(_lacking(request, steps), Preferences()) != whole


def _rows(at: str, value: Any, steps: tuple[Any, ...]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Each property of a value: its path in the contract, and the steps that lead to it."""
    schema = follow(contracts.load("block"), at)
    if "$ref" in schema:
        yield from _rows(schema["$ref"], value, steps)
    elif isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            yield from _rows(f"{at}/items", item, (*steps, number))
    elif isinstance(value, dict):
        for name in schema.get("properties", {}).keys() & value.keys():
            yield f"{at}/properties/{name}", (*steps, name)
            yield from _rows(f"{at}/properties/{name}", value[name], (*steps, name))


def _lacking(request: Json, steps: tuple[Any, ...]) -> Json:
    lacking = copy.deepcopy(request)
    held: Any = lacking
    for step in steps[:-1]:
        held = held[step]
    del held[steps[-1]]
    return lacking
