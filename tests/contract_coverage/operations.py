"""The operations of a contract, and which of them a call is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from contracts import follow
from tests.contract_coverage.schemas import Json

METHODS = ("get", "put", "post", "delete", "patch")


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation.

    Attributes:
        at: the path to it in the contract.
        statuses: those it may answer.
        parameters: each with its row.
        contents: of the request's body, by media type: the row and what the contract says.
        answers: by status and media type: the row and the schema.
    """

    name: str
    method: str
    template: str
    path: re.Pattern[str] = field(repr=False)
    statuses: tuple[str, ...]
    parameters: tuple[tuple[str, Json], ...] = field(repr=False)
    contents: Mapping[str, tuple[str, Json]] = field(repr=False)
    answers: Mapping[str, Mapping[str, tuple[str, Json]]] = field(repr=False)


class Operations:
    """All operations of a contract."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.all = list(_operations(document))
        self._words = {step for one in self.all for step in one.template.split("/") if "{" not in step}

    def of(self, method: str, path: str) -> Operation | None:
        """The operation a call is."""
        return next((one for one in self.at(path) if one.method == method), None)

    def at(self, path: str) -> list[Operation]:
        """The operations of a path; what is a path of its own is nobody's id."""
        fitting = [one for one in self.all if one.path.fullmatch(path)]
        fewest = min((one.template.count("{") for one in fitting), default=0)
        return [one for one in fitting if one.template.count("{") == fewest]

    def refusing(self, path: str, kind: str) -> list[Operation]:
        """The operations of a path that refuse another verb with an answer of this media type."""
        return [one for one in self.at(path) if kind in one.answers.get("405", ())]

    def told(self, method: str, path: str) -> str:
        """A call that is no operation, in words of the contract: a path may hold people's data."""
        return f"{method} {'/'.join(step if step in self._words else '…' for step in path.split('/'))}"


def media_type(text: str) -> str:
    """A media type without its parameters."""
    return text.partition(";")[0].strip().lower()


def _operations(document: Mapping[str, Any]) -> Iterator[Operation]:
    for path, item in document["paths"].items():
        shared = list(_parameters(document, item, f"#/paths/{path}"))
        for method in METHODS:
            if method in item:
                yield _operation(document, path, method, item[method], shared)


def _operation(
    document: Mapping[str, Any], path: str, method: str, told: Json, shared: list[tuple[str, Json]]
) -> Operation:
    at = f"#/paths/{path}/{method}"
    answers = {
        status: _named(document, answer, f"{at}/responses/{status}")
        for status, answer in told["responses"].items()
    }
    return Operation(
        name=told["operationId"],
        method=method.upper(),
        template=path,
        path=re.compile(re.sub(r"\\\{[^/]+?\\\}", "[^/]+", re.escape(path)), re.DOTALL),
        statuses=tuple(answers),
        parameters=(*shared, *_parameters(document, told, at)),
        contents=_contents(*_named(document, told.get("requestBody", {}), f"{at}/requestBody")),
        answers={
            status: {
                kind: (row, one["schema"])
                for kind, (row, one) in _contents(*answer).items()
                if "schema" in one
            }
            for status, answer in answers.items()
        },
    )


def _parameters(document: Mapping[str, Any], holder: Json, at: str) -> Iterator[tuple[str, Json]]:
    for number, told in enumerate(holder.get("parameters", ())):
        yield _named(document, told, f"{at}/parameters/{number}")


def _contents(at: str, holder: Json) -> dict[str, tuple[str, Json]]:
    return {
        media_type(kind): (f"{at}/content/{kind}/schema", content)
        for kind, content in holder.get("content", {}).items()
    }


def _named(document: Mapping[str, Any], node: Json, at: str) -> tuple[str, Json]:
    """What a node says and where that stands: there or, by a reference, elsewhere."""
    return (node["$ref"], follow(document, node["$ref"])) if "$ref" in node else (at, node)
