"""The way in: who asks what, in the order in which RetailCRM refuses."""

import json
from collections.abc import Mapping

from flask import Response, g, request

from simulators.kit.control import Controls
from simulators.kit.dialects import Dialect
from simulators.retailcrm_mock.api import brackets, errors, forms, routes
from simulators.retailcrm_mock.api.errors import Refusal
from simulators.retailcrm_mock.api.operations import Call
from simulators.retailcrm_mock.quota import Quota, per_second
from simulators.retailcrm_mock.state import Account, ApiKey, Document, Store


class Door:
    """Answers everything under /<account>/api/; holds nothing but what it was given."""

    def __init__(self, store: Store, controls: Controls, quota: Quota) -> None:
        self._store = store
        self._controls = controls
        self._quota = quota

    def answer(self, account: str, path: str) -> Response:
        """The answer to the current request."""
        if not forms.fits(request):
            return Response(errors.html("413 Request Entity Too Large"), 413, content_type="text/html")
        known = self._store.account(account)
        if known is None:
            # Nobody's dialect can be chosen, so the simulator's first account speaks for it.
            return _no_account(self._controls.dialect(next(iter(self._store.accounts()), "")))
        dialect = self._controls.dialect(account)
        try:
            status, answer = self._operate(known, path, dialect)
            return _json(status, {"success": True, **answer})
        except Refusal as refusal:
            return _refused(refusal, dialect)

    def _operate(self, account: Account, path: str, dialect: Dialect) -> tuple[int, Document]:
        key = _key(account, dialect)
        g.key = f"key #{key.id}"
        self._pace(account, key, dialect, path)
        found = routes.at(path)
        if not found:
            raise Refusal(404, errors.NO_METHOD)
        route, arguments = next((one for one in found if one[0].verb == _verb()), found[0])
        if route.verb != _verb():
            raise Refusal(405, errors.WRONG_VERB, headers={"Allow": ", ".join(one.verb for one, _ in found)})
        if route.scope is not None and route.scope not in key.scopes:
            raise Refusal(403, errors.DENIED)
        sent = brackets.read(forms.pairs(request))
        url = f"{request.root_url}{account.name}"
        call = Call(account, key, dialect, sent, url)
        g.told = call.told
        return route.status, route.operation(call, *arguments)

    def _pace(self, account: Account, key: ApiKey, dialect: Dialect, path: str) -> None:
        caller = key.id if dialect["rate-count"] == "key" else request.remote_addr
        now = self._controls.clock(account.name).now()
        if not self._quota.admits(account.name, caller, now, dialect["rate-window"], per_second(path)):
            status, _, later = dialect["rate-answer"].partition("-")
            raise Refusal(int(status), errors.TOO_OFTEN, headers={"Retry-After": "1"} if later else {})


def shown_key() -> str | None:
    """The key the current request shows, in one of the three places for it."""
    return request.headers.get("X-API-KEY") or request.args.get("apiKey") or request.form.get("apiKey")


def _key(account: Account, dialect: Dialect) -> ApiKey:
    value = shown_key()
    if not value:
        raise Refusal(int(dialect["missing-key"]), errors.MISSING_KEY)
    key = account.key_by_value(value)
    if key is None:
        raise Refusal(403, errors.WRONG_KEY)
    return key


def _verb() -> str:
    return "GET" if request.method == "HEAD" else request.method


def _no_account(dialect: Dialect) -> Response:
    # RetailCRM php client, AccountNotFoundHandler: anything but a GET gets no further than nginx.
    if _verb() != "GET":
        return Response(errors.html("405 Not Allowed"), 405, content_type="text/html")
    if dialect["unknown-account"] == "404-html":
        return Response(errors.html("404 Not Found"), 404, content_type="text/html")
    return _json(404, {"success": False, "errorMsg": errors.NO_ACCOUNT})


def _refused(refusal: Refusal, dialect: Dialect) -> Response:
    body: Document = {"success": False, "errorMsg": refusal.text}
    texts = errors.TEXTS[dialect["error-language"]]
    told = {name: texts.get(wrong, wrong) for name, wrong in refusal.wrong.items()}
    if told:
        body["errors"] = list(told.values()) if dialect["error-shape"] == "list" else told
    return _json(refusal.status, body | dict(refusal.more), refusal.headers)


def _json(status: int, body: Document, headers: Mapping[str, str] | None = None) -> Response:
    text = json.dumps(body, separators=(",", ":"))
    return Response(text, status, headers, content_type="application/json")
