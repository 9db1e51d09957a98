import contextlib
import json
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
import requests

from simulators.retailcrm_mock.state import Store


def _started(*options: str, stderr: int | None = None) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "simulators.retailcrm_mock", "--port", "0", *options]
    return subprocess.Popen(  # noqa: S603 - ourselves
        command,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        preexec_fn=_hear_interrupts,  # noqa: PLW1509 - it takes no lock that a thread could hold
    )


def _hear_interrupts() -> None:
    """A shell lets programs in its background ignore Ctrl-C, and the tests with them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _address(program: "subprocess.Popen[str]") -> str:
    """Where the program listens, once it says so; what it tells before, its dialect, is passed over."""
    assert program.stdout is not None
    ready = next(line for line in program.stdout if line.startswith("listening on "))
    return ready.removeprefix("listening on ").strip()


def _customers(*options: str) -> int:
    """How many customers the program answers with, started and stopped with SIGTERM."""
    with _started(*options) as program:
        url = _address(program)
        headers = {"X-API-KEY": "demo-key"}
        with requests.Session() as session:
            body = session.get(f"{url}/company/api/v5/customers", headers=headers, timeout=10).json()
        program.send_signal(signal.SIGTERM)
    assert program.returncode == 0
    count: int = body["pagination"]["totalCount"]
    return count


def test_the_program_answers_stops_and_finds_its_file_again(tmp_path: Path) -> None:
    file = ("--db", str(tmp_path / "crm.sqlite"))
    assert _customers(*file, "--customers", "3") == 3
    assert _customers(*file, "--customers", "7") == 3


def test_what_was_written_through_the_api_is_there_after_a_kill(tmp_path: Path) -> None:
    file = str(tmp_path / "crm.sqlite")
    with _started("--db", file, "--customers", "0", "--no-rate-limit") as program:
        url = _address(program)
        made = [_write(url, "customers/create", customer={"phones": [{"number": "+79990001122"}]})["id"]]
        _write(url, f"customers/{made[0]}/edit", by="id", customer={"firstName": "Анна"})
        _write(url, "customers/notes/create", note={"customer": {"id": made[0]}, "text": "Перезвонить"})
        order = _write(
            url, "orders/create", order={"customer": {"id": made[0]}, "items": [{"initialPrice": 7}]}
        )
        _write(
            url, "orders/payments/create", payment={"order": {"id": order["id"]}, "type": "cash", "amount": 7}
        )
        program.kill()
    assert program.returncode == -signal.SIGKILL
    store = Store(file)
    account = store.account("company")
    assert account is not None
    cards, orders = account.customers_page("9990001122").items, account.orders_page(customer_id=made[0]).items
    notes = account.find_notes([]).items
    assert [(card["id"], card["firstName"]) for card in cards] == [(made[0], "Анна")]
    assert [note["text"] for note in notes] == ["Перезвонить"]
    assert [[paid["amount"] for paid in one["payments"].values()] for one in orders] == [[7]]
    store.close()


def _write(url: str, path: str, **fields: Any) -> Any:
    """What the API answers to a write to the first shop, JSON in the fields that are no text."""
    form = {name: one if isinstance(one, str) else json.dumps(one) for name, one in fields.items()}
    headers = {"X-API-KEY": "demo-key"}
    with requests.Session() as session:
        data = {"site": "main-shop", **form}
        answer = session.post(f"{url}/company/api/v5/{path}", data, headers=headers, timeout=10)
    assert answer.json()["success"], answer.text
    return answer.json()


def test_what_was_acknowledged_is_there_after_a_kill_in_the_middle_of_writing(tmp_path: Path) -> None:
    file = str(tmp_path / "crm.sqlite")
    with _started("--db", file, "--customers", "0") as program:
        url = _address(program)
        acknowledged: list[int] = []
        killer = threading.Timer(0.5, program.kill)
        with requests.Session() as session, contextlib.suppress(requests.RequestException):
            while True:
                wish = {
                    "load": {"customers": [{"firstName": "Anna", "phones": [{"number": "+79990001122"}]}]}
                }
                answer = session.post(f"{url}/_sim/seed", json=wish, timeout=10).json()
                acknowledged += answer["accounts"]["company"]["customers"]
                if len(acknowledged) == 1:  # however long the first one takes
                    killer.start()
    killer.join()
    store = Store(file)
    account = store.account("company")
    assert account is not None
    kept = account.find_customers([]).total
    assert acknowledged == [*range(1, len(acknowledged) + 1)] != []
    assert len(acknowledged) <= kept <= len(acknowledged) + 1  # the last may have been written, yet not told
    assert account.customers_page("9990001122").total == kept
    store.close()
    with contextlib.closing(sqlite3.connect(file)) as read:
        assert read.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize(("how", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_a_seeding_cut_short_is_told_and_made_anew(tmp_path: Path, how: signal.Signals, code: int) -> None:
    file = ("--db", str(tmp_path / "crm.sqlite"))
    with _started(*file, "--customers", "20000", stderr=subprocess.PIPE) as program:
        assert program.stderr is not None
        assert "inventing customers of company" in program.stderr.readline()
        program.send_signal(how)
        program.communicate()
    assert program.returncode == code
    with _started(*file, "--customers", "5", "--account", "second", stderr=subprocess.PIPE) as program:
        assert program.stderr is not None
        told = program.stderr.readline()
        program.kill()
    assert told == "account 'company' was not made to its end when the simulator stopped: making it anew\n"
