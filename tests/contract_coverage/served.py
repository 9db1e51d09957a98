"""What the programs serve, by their own tables of routes, and no contract names."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from service.bootstrap import build
from service.settings import Settings
from simulators.kit.control import Controls
from simulators.retailcrm_mock.api import filters
from simulators.retailcrm_mock.api.routes import ROUTES
from simulators.retailcrm_mock.app import create_app as create_crm
from simulators.retailcrm_mock.state import Store
from simulators.usedesk_mock.app import create_app as create_usedesk
from tests.contract_coverage.operations import Operation, Operations

NO_PART = {
    "block": {
        "GET /": "a page for whoever opens the address",
        "POST /settings/blocks/retail_crm/": "an administrator may end the address with a slash",
    },
    "control": {"GET /": "the page for people", "GET /openapi.json": "the contract itself"},
}
"""What no contract has to name, and why."""

FILTERS = {
    "/api/v5/customers": filters.CUSTOMERS,
    "/api/v5/customers-corporate": filters.COMPANIES,
    "/api/v5/customers/notes": filters.NOTES,
    "/api/v5/orders": filters.ORDERS,
}
_ASIDE = {"HEAD", "OPTIONS"}
_FILTER = re.compile(r"filter\[(\w+)\]")
_VARIABLE = re.compile(r"<[^>]+>|\{[^}]*\}")
Served = set[tuple[str, str]]


def strangers(documents: Mapping[str, Mapping[str, Any]]) -> dict[str, set[str]]:
    """For each contract what its programs serve and it does not name."""
    known = {name: Operations(document).all for name, document in documents.items()}
    served = {"block": _of_service(), "control": _of_doors(), "retailcrm": _of_crm()}
    found = {name: set(_unnamed(known[name], served[name])) for name in documents}
    found["retailcrm"].update(_unnamed_filters(known["retailcrm"]))
    return {name: told - NO_PART.get(name, {}).keys() for name, told in found.items()}


def _unnamed(known: list[Operation], served: Served) -> Iterator[str]:
    named = {(one.method, _VARIABLE.sub("{}", one.template)) for one in known}
    return (f"{method} {path}" for method, path in served - named)


def _unnamed_filters(known: list[Operation]) -> Iterator[str]:
    for operation in known:
        named = {match[1] for _, one in operation.parameters if (match := _FILTER.match(one["name"]))}
        read = FILTERS.get(operation.template, {}) if operation.method == "GET" else {}
        yield from (f"{operation.name} filter[{name}]" for name in read.keys() - named)


def _of_service() -> Served:
    rules = build(Settings.from_environ({})).url_map.iter_rules()
    return {
        (verb, _VARIABLE.sub("{}", rule.rule)) for rule in rules for verb in (rule.methods or set()) - _ASIDE
    }


def _of_crm() -> Served:
    return {(route.verb, f"/api/{route.path}") for route in ROUTES}


def _of_doors() -> Served:
    store = Store()
    served = {*_of_door(create_crm(store, Controls())), *_of_door(create_usedesk(company=None))}
    store.close()
    return served


def _of_door(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        path = _VARIABLE.sub("{}", rule.rule).removeprefix("/_sim")
        if rule.endpoint.startswith("control.") and rule.endpoint not in (
            "control.static",
            "control.unknown",
        ):
            yield from ((verb, path) for verb in _verbs(app, rule) - _ASIDE)


def _verbs(app: Flask, rule: Rule) -> set[str]:
    """The verbs of a path. Where one view takes them all, it is asked which it knows."""
    if "DELETE" not in (rule.methods or ()):
        return set(rule.methods or ())
    refused = app.test_client().options(_VARIABLE.sub("1", rule.rule))
    return set(refused.headers["Allow"].split(", "))
