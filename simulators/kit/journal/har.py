"""Exports calls as HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), for any tool that reads it.

Fields of our own begin with an underscore, as the format asks for. Sizes that nobody counted are -1.
"""

from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

from simulators.kit.journal import redact
from simulators.kit.journal.entry import Entry, Exchange

Json = dict[str, Any]
VERSION = "1.2"


def export(entries: list[Entry], base: str, creator: str, version: str) -> Json:
    """The log of the calls; `base` is the address accounts live under, without a slash at its end."""
    return {
        "log": {
            "version": VERSION,
            "creator": {"name": creator, "version": version},
            "pages": [],
            "entries": [_entry(one, base) for one in entries],
        }
    }


def _entry(entry: Entry, base: str) -> Json:
    return {
        "startedDateTime": entry.at.isoformat(timespec="milliseconds"),
        "time": entry.milliseconds,
        "request": _request(entry, base),
        "response": _response(entry),
        "cache": {},
        "timings": {"send": 0, "wait": entry.milliseconds, "receive": 0},
        "_number": entry.number,
        "_account": entry.scope,
        "_operation": entry.operation,
        "_key": entry.key,
        "_faults": list(entry.faults),
        "_explain": entry.explain,
        "_violations": list(entry.violations),
    }


def _request(entry: Entry, base: str) -> Json:
    exchange = entry.exchange
    query = [] if exchange is None else exchange.told_query()
    sent = {"X-Request-Id": entry.request_id} if entry.request_id else {}
    if exchange is not None and exchange.sent:
        sent["Content-Type"] = exchange.sent_type
    request = {
        "method": entry.method,
        "url": _url(entry, base, query),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _named(list(sent.items())),
        "queryString": _named(query),
        "headersSize": -1,
        "bodySize": 0 if exchange is None else len(exchange.sent),
    }
    return request | ({"postData": _post(exchange)} if exchange is not None and exchange.sent else {})


def _url(entry: Entry, base: str, query: redact.Pairs) -> str:
    path = "" if entry.exchange is None else quote(entry.exchange.told_path(), safe="/{}<>")
    asked = f"?{urlencode(query)}" if query else ""
    return f"{base}/{entry.scope or ''}{path}{asked}"


def _post(exchange: Exchange) -> Json:
    """The body: HAR wants a form's fields one by one, and then no text."""
    if exchange.sent_type != redact.FORM:
        return {"mimeType": exchange.sent_type, "params": [], "text": exchange.told_sent()}
    return {"mimeType": exchange.sent_type, "params": _named(exchange.told_fields()), "text": ""}


def _response(entry: Entry) -> Json:
    exchange = entry.exchange
    media_type = exchange.answer_type if exchange is not None else ""
    content: Json = {"size": entry.size, "mimeType": media_type}
    if exchange is not None:
        content["text"] = exchange.told_answer()
    return {
        "status": entry.status,
        "statusText": _phrase(entry.status),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _named([("Content-Type", media_type)] if media_type else []),
        "content": content,
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": entry.size,
    }


def _named(pairs: redact.Pairs) -> list[Json]:
    return [{"name": name, "value": value} for name, value in pairs]


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
