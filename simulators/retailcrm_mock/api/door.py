"""The way in: who asks what, in the order in which RetailCRM refuses."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache

import orjson
from werkzeug.wrappers import Request

from simulators.kit.control import Controls
from simulators.kit.dialects import Dialect
from simulators.kit.faults import Answer
from simulators.kit.faults.answer import JSON
from simulators.kit.recorder import Place, Told
from simulators.retailcrm_mock.api import brackets, errors, forms, routes
from simulators.retailcrm_mock.api.errors import Refusal
from simulators.retailcrm_mock.api.operations import Call
from simulators.retailcrm_mock.quota import Quota, per_second
from simulators.retailcrm_mock.state import Account, ApiKey, Document, Store

ROOT, HTML = "/api/", "text/html"
_API = re.compile(r"/(?!_sim/)([^/]+)/api/(.*)", re.DOTALL)


class Door:
    """Answers everything under /<account>/api/ (kit.recorder.DataDoor); holds nothing but what it was given.

    An id in a path may hold slashes and line feeds, and wrong verbs are refused in RetailCRM's words, so no
    router of a web framework goes before it.
    """

    def __init__(self, store: Store, controls: Controls, quota: Quota) -> None:
        self._store = store
        self._controls = controls
        self._quota = quota

    def place(self, path: str) -> Place | None:
        """The account the path is for and its path from /api/ on; None if it is for no API."""
        found = _split(path)
        return found and Place(*found, known=self._store.account(found[0]) is not None)

    def answer(self, request: Request, place: Place) -> Told:
        """The answer to a call."""
        if not forms.fits(request):
            return Told(Answer(413, HTML, errors.html("413 Request Entity Too Large").encode()))
        known = self._store.account(place.account)
        if known is None:
            # Nobody's dialect can be chosen, so the simulator's first account speaks for it.
            first = next(iter(self._store.accounts()), "")
            return Told(_no_account(request, self._controls.dialect(first)))
        return self._told(request, known, place.path.removeprefix(ROOT))

    def key_id(self, request: Request, account: str) -> int | None:
        """The id of the key that the request shows, if it is one of the account's."""
        value, known = _shown_key(request), self._store.account(account)
        key = known.key_by_value(value) if known and value else None
        return key.id if key else None

    def _told(self, request: Request, account: Account, path: str) -> Told:
        dialect = self._controls.dialect(account.name)
        why: list[str] = []
        key = None
        try:
            key = _key(request, account, dialect)
            self._pace(request, account, key, dialect, path)
            status, body = _operate(request, account, key, dialect, path, why)
            answer = _json(status, {"success": True, **body})
        except Refusal as refusal:
            answer = _refused(refusal, dialect)
        return Told(answer, f"key #{key.id}" if key else None, next(iter(why), None))

    def _pace(self, request: Request, account: Account, key: ApiKey, dialect: Dialect, path: str) -> None:
        caller = key.id if dialect["rate-count"] == "key" else request.remote_addr
        now = self._controls.clock(account.name).now()
        if not self._quota.admits(account.name, caller, now, dialect["rate-window"], per_second(path)):
            status, _, later = dialect["rate-answer"].partition("-")
            raise Refusal(int(status), errors.TOO_OFTEN, headers={"Retry-After": "1"} if later else {})


@lru_cache
def _split(path: str) -> tuple[str, str] | None:
    """The account and the path from /api/ on."""
    matched = _API.fullmatch(path)
    return (matched[1], ROOT + matched[2]) if matched else None


def _operate(
    request: Request, account: Account, key: ApiKey, dialect: Dialect, path: str, why: list[str]
) -> tuple[int, Document]:
    """The status and the body of the answer; what nothing was found for is noted in `why`."""
    found, verb = routes.at(path), _verb(request)
    if not found:
        raise Refusal(404, errors.NO_METHOD)
    route, arguments = next((one for one in found if one[0].verb == verb), found[0])
    if route.verb != verb:
        raise Refusal(405, errors.WRONG_VERB, headers={"Allow": ", ".join(one.verb for one, _ in found)})
    if route.scope is not None and route.scope not in key.scopes:
        raise Refusal(403, errors.DENIED)
    sent = brackets.read(forms.pairs(request))
    url = f"{request.scheme}://{request.host}/{account.name}"
    return route.status, route.operation(Call(account, key, dialect, sent, url, why), *arguments)


def _shown_key(request: Request) -> str | None:
    """The key the request shows, in one of the three places for it."""
    return request.headers.get("X-API-KEY") or request.args.get("apiKey") or forms.sent(request).get("apiKey")


def _key(request: Request, account: Account, dialect: Dialect) -> ApiKey:
    value = _shown_key(request)
    if not value:
        raise Refusal(int(dialect["missing-key"]), errors.MISSING_KEY)
    key = account.key_by_value(value)
    if key is None:
        raise Refusal(403, errors.WRONG_KEY)
    return key


def _verb(request: Request) -> str:
    return "GET" if request.method == "HEAD" else request.method


def _no_account(request: Request, dialect: Dialect) -> Answer:
    # RetailCRM php client, AccountNotFoundHandler: anything but a GET gets no further than nginx.
    if _verb(request) != "GET":
        return Answer(405, HTML, errors.html("405 Not Allowed").encode())
    if dialect["unknown-account"] == "404-html":
        return Answer(404, HTML, errors.html("404 Not Found").encode())
    return _json(404, {"success": False, "errorMsg": errors.NO_ACCOUNT})


def _refused(refusal: Refusal, dialect: Dialect) -> Answer:
    body: Document = {"success": False, "errorMsg": refusal.text}
    texts = errors.TEXTS[dialect["error-language"]]
    told = {name: texts.get(wrong, wrong) for name, wrong in refusal.wrong.items()}
    if told:
        body["errors"] = list(told.values()) if dialect["error-shape"] == "list" else told
    return _json(refusal.status, body | dict(refusal.more), refusal.headers)


def _json(status: int, body: Document, headers: Mapping[str, str] | None = None) -> Answer:
    try:
        text = orjson.dumps(body)
    except orjson.JSONEncodeError:  # the number of a page may be longer than 64 bits
        text = json.dumps(body, separators=(",", ":")).encode()
    return Answer(status, JSON, text, tuple((headers or {}).items()))
