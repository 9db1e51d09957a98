"""Two contracts, operation by operation."""

from collections.abc import Iterator, Mapping
from typing import Any

from contracts import follow
from contracts.breaking.finding import Finding
from contracts.breaking.narrowing import Comparison, Narrowing
from contracts.breaking.schemas import Node, Schema

VERBS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_STYLES = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}


def findings(old: Node, new: Node) -> list[Finding]:
    """Tell what breaks those who rely on the old contract, sorted by place.

    Raises:
        ValueError: a schema joins what can't be joined.
    """
    after = dict(_operations(new))
    found: set[Finding] = set()
    for where, operation in _operations(old):
        if where not in after:
            found.add(Finding(where, "operation.removed"))
            continue
        pair = (Part(old, operation), Part(new, after[where]))
        for compare in (_security, _parameters, _body, _responses):
            found.update(compare(where, *pair))
    return sorted(found)


class Part:
    """A piece of a contract, with the contract in which its references point."""

    def __init__(self, document: Node, node: Node) -> None:
        self.document = document
        self.node = follow(document, node["$ref"]) if "$ref" in node else node

    def __getitem__(self, key: str) -> Any:
        return self.node.get(key)

    def parts(self, key: str) -> dict[str, "Part"]:
        """What stands below, by its name."""
        return {str(name): Part(self.document, sub) for name, sub in (self.node.get(key) or {}).items()}

    @property
    def schema(self) -> Schema:
        """The schema that stands in it; one that takes everything, if none does."""
        return Schema(self.document, self.node.get("schema") or {})


def _operations(document: Node) -> Iterator[tuple[str, Node]]:
    for path, item in document["paths"].items():
        for verb in VERBS:
            if verb in item:
                above = item.get("parameters", [])
                own = item[verb]
                yield f"{verb.upper()} {path}", {**own, "parameters": [*above, *own.get("parameters", [])]}


def _security(where: str, old: Part, new: Part) -> Iterator[Finding]:
    accepted = [_meant(new.document, one) for one in _ways(new)]
    for way in _ways(old):
        if _meant(old.document, way) not in accepted and {} not in accepted:
            yield Finding(where, "security", ", ".join(way) or "none")


def _ways(operation: Part) -> list[Mapping[str, Any]]:
    ways = operation.node.get("security", operation.document.get("security"))
    return list(ways) if ways else [{}]


def _meant(document: Node, way: Mapping[str, Any]) -> dict[str, Any]:
    """What a requirement asks for, whatever its scheme is called."""
    schemes = document.get("components", {}).get("securitySchemes", {})
    told = ("type", "in", "name", "scheme")
    return {name: [sorted(scopes), *(schemes[name].get(key) for key in told)] for name, scopes in way.items()}


def _parameters(where: str, old: Part, new: Part) -> Iterator[Finding]:
    before, after = _by_name(old), _by_name(new)
    for name, parameter in after.items():
        if name not in before and parameter["required"]:
            yield Finding(f"{where} {name}", "parameter.added")
    for name, parameter in before.items():
        if name in after:
            yield from _parameter(f"{where} {name}", parameter, after[name])
        else:
            yield Finding(f"{where} {name}", "parameter.removed")


def _by_name(operation: Part) -> dict[str, Part]:
    found = (Part(operation.document, node) for node in operation["parameters"])
    return {f"{one['in']} {one['name']}": one for one in found}


def _parameter(where: str, old: Part, new: Part) -> Iterator[Finding]:
    if new["required"] and not old["required"]:
        yield Finding(where, "parameter.required")
    if _style(old) != _style(new):
        yield Finding(where, "parameter.style", f"was {_style(old)}, is now {_style(new)}")
    yield from _requests(where, old.schema, new.schema)
    for media, content in old.parts("content").items():
        if media in new.parts("content"):
            yield from _requests(where, content.schema, new.parts("content")[media].schema)
        else:
            yield Finding(where, "parameter.style", f"{media} is no longer taken")


def _style(parameter: Part) -> str:
    style = parameter["style"] or _STYLES[parameter["in"]]
    exploded = parameter.node.get("explode", style == "form")
    return f"{style}, {'exploded' if exploded else 'in one'}"


def _body(where: str, old: Part, new: Part) -> Iterator[Finding]:
    before, after = (Part(one.document, one["requestBody"] or {}) for one in (old, new))
    if not before.node:
        if after["required"]:
            yield Finding(where, "body.added")
        return
    if not after.node:
        yield Finding(where, "body.removed")
        return
    if after["required"] and not before["required"]:
        yield Finding(where, "body.required")
    for media, content in before.parts("content").items():
        if media in after.parts("content"):
            yield from _requests(f"{where} {media}", content.schema, after.parts("content")[media].schema)
        else:
            yield Finding(where, "request.mediaType", media)


def _responses(where: str, old: Part, new: Part) -> Iterator[Finding]:
    before, after = old.parts("responses"), new.parts("responses")
    for status in before.keys() - after.keys():
        yield Finding(f"{where} {status}", "response.status.removed")
    for status in after.keys() - before.keys():
        if "default" not in before:
            yield Finding(f"{where} {status}", "response.status.added")
    for status in before.keys() & after.keys():
        yield from _response(f"{where} {status}", before[status], after[status])


def _response(where: str, old: Part, new: Part) -> Iterator[Finding]:
    for name in old.parts("headers").keys() - new.parts("headers").keys():
        yield Finding(where, "response.header.removed", name)
    before, after = old.parts("content"), new.parts("content")
    for media in before.keys() - after.keys():
        yield Finding(where, "response.mediaType.removed", media)
    for media in after.keys() - before.keys():
        yield Finding(where, "response.mediaType.added", media)
    for media in before.keys() & after.keys():
        yield from _answers(f"{where} {media}", before[media].schema, after[media].schema)
    for name in old.parts("headers").keys() & new.parts("headers").keys():
        pair = old.parts("headers")[name].schema, new.parts("headers")[name].schema
        yield from _answers(f"{where} {name}", *pair)


def _requests(where: str, old: Schema, new: Schema) -> Iterator[Finding]:
    for one in Comparison().narrowings(old, new):
        yield _found("request", where, one, one.wide, one.narrow)


def _answers(where: str, old: Schema, new: Schema) -> Iterator[Finding]:
    for one in Comparison(backwards=True).narrowings(new, old):
        yield _found("response", where, one, one.narrow, one.wide)


def _found(side: str, where: str, one: Narrowing, was: Any, now: Any) -> Finding:
    return Finding(f"{where} {one.where}".rstrip(), f"{side}.{one.keyword}", f"was {was}, is now {now}")
