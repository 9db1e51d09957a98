"""The general mocks: how each is started on loopback with our contract, and what it cannot do with it."""

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import contracts
from tests.bench.server import Place, Prepare, Server, free_port, started

LIST = "/api/v5/customers"
WORK = Path("reports/bench/work")
AT_WORK = Place(WORK)
Json = dict[str, Any]
Starter = Callable[[Path], contextlib.AbstractContextManager[Server]]


def contract(*, simpler: bool = False) -> Path:
    """Our contract as one JSON file whose only server is this machine, under /company.

    A `simpler` one has no parameters that are maps, and says of every list that its items are anything.
    """
    told = {**contracts.load("retailcrm"), "servers": [{"url": "http://127.0.0.1/company"}]}
    path = WORK / f"contract{'-simpler' if simpler else ''}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(simplified(told) if simpler else told, ensure_ascii=False), encoding="utf-8")
    return path.resolve()


def simplified(told: Json) -> Json:
    """The contract without deepObject parameters, and with items for every array."""
    held = told.get("components", {}).get("parameters", {})
    deep = {f"#/components/parameters/{name}" for name, one in held.items() if _is_deep(one)}

    def kept(node: Any) -> Any:
        if isinstance(node, dict):
            items: Json = {"items": {}} if node.get("type") == "array" else {}
            return items | {name: kept(one) for name, one in node.items() if not _is_deep(one)}
        if isinstance(node, list):
            return [kept(one) for one in node if not (_is_deep(one) or _refers(one, deep))]
        return node

    simpler: Json = kept(told)
    return simpler


def _is_deep(node: Any) -> bool:
    return isinstance(node, dict) and "in" in node and node.get("style") == "deepObject"


def _refers(node: Any, pointers: set[str]) -> bool:
    return isinstance(node, dict) and node.get("$ref") in pointers


@contextlib.contextmanager
def wiremock(modules: Path, answer: bytes) -> Iterator[Server]:
    """WireMock with a stub of an answer of ours; its request journal is on, as it comes."""
    root = WORK / "wiremock"
    (root / "mappings").mkdir(parents=True, exist_ok=True)
    stub = {
        "request": {"method": "GET", "urlPath": f"/company{LIST}"},
        "response": {
            "status": 200,
            "headers": {"Content-Type": "application/json"},
            "body": answer.decode(),
        },
    }
    (root / "mappings" / "list.json").write_text(json.dumps(stub), encoding="utf-8")
    jar = next((modules / "wiremock" / "build").glob("*.jar"))
    port = free_port()
    where = ["--port", str(port), "--bind-address", "127.0.0.1", "--root-dir", str(root.resolve())]
    base = f"http://127.0.0.1:{port}/company"
    with started("WireMock", ["java", "-jar", str(jar), *where], base, base + LIST, place=AT_WORK) as server:
        server.notes.append("a stub of the very answer; its journal is on")
        yield server


@contextlib.contextmanager
def prism(modules: Path) -> Iterator[Server]:
    """Prism, which serves at the root."""
    port = free_port()
    program = [str(modules / ".bin" / "prism"), "mock", "-h", "127.0.0.1", "-p", str(port)]
    base = f"http://127.0.0.1:{port}"
    with started("Prism", [*program, str(contract())], base, base + LIST, place=AT_WORK) as server:
        yield server


@contextlib.contextmanager
def mockoon(modules: Path) -> Iterator[Server]:
    """Mockoon from the OpenAPI document."""
    port = free_port()
    program = [str(modules / ".bin" / "mockoon-cli"), "start", "-d", str(contract()), "-p", str(port)]
    flags = ["-l", "127.0.0.1", "-X", "--disable-external-refs", "--disable-admin-api"]
    base = f"http://127.0.0.1:{port}/company"
    with started("Mockoon", [*program, *flags], base, base + LIST, place=AT_WORK) as server:
        yield server


@contextlib.contextmanager
def specmatic(modules: Path) -> Iterator[Server]:
    """Specmatic, which serves at the root and refuses a contract like ours unless it is made simpler."""
    port = free_port()
    program = ["java", "-jar", str(modules / "specmatic" / "specmatic.jar"), "mock", "--noConsoleLog"]
    where = ["--host", "127.0.0.1", "--port", str(port), str(contract(simpler=True))]
    base = f"http://127.0.0.1:{port}"
    with started("Specmatic", [*program, *where], base, base + LIST, place=AT_WORK) as server:
        server.notes.append("refuses deepObject parameters and arrays without items: its contract has none")
        yield server


@contextlib.contextmanager
def mockserver(modules: Path) -> Iterator[Server]:
    """MockServer in OpenAPI mode."""
    port = free_port()
    jar = next((modules / "mockserver-node").glob("mockserver-netty-*.jar"))
    program = ["java", "-Dmockserver.localBoundIP=127.0.0.1", "-jar", str(jar)]
    told = json.dumps({"specUrlOrPayload": json.loads(contract().read_text(encoding="utf-8"))})
    base = f"http://127.0.0.1:{port}/company"
    teach = Prepare(f"http://127.0.0.1:{port}/mockserver/openapi", told.encode())
    command = [*program, "-serverPort", str(port), "-logLevel", "WARN"]
    with started("MockServer", command, base, base + LIST, teach, AT_WORK) as server:
        server.notes.append("answers 404 to filter[ids][] (bench: asked for the list without filters)")
        yield server


# By the npm package that each comes in. WireMock knows no contract: it stands apart.
OF_CONTRACT: dict[str, Starter] = {
    "@stoplight/prism-cli": prism,
    "@mockoon/cli": mockoon,
    "specmatic": specmatic,
    "mockserver-node": mockserver,
}
