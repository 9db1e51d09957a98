"""Without the account's own key nothing can be named, read, moved or changed."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from service.adapters.sealing import Seals
from service.core.model import Account
from service.ports import Deadline, Visit
from tests.service.fakes import HandClock


def _visit(key: str, name: str = "company") -> Visit:
    return Visit(Account(name, f"https://{name}"), key, Deadline(0, HandClock()))


SEALS = Seals()
ONE = SEALS.of(_visit("key of one"))
OTHERS = [SEALS.of(_visit("key of one", "another")), SEALS.of(_visit("key of another"))]


@given(st.text(), st.text(), st.binary())
def test_a_value_opens_under_its_own_name_with_its_own_key_only(text: str, other: str, value: bytes) -> None:
    name = ONE.name("answer", text)
    sealed = ONE.close(name, value)
    assert ONE.open(name, sealed) == value
    assert [seal.open(name, sealed) for seal in OTHERS] == [None, None]
    if other != text:
        assert ONE.open(ONE.name("answer", other), sealed) is None


@given(st.binary(max_size=80))
def test_anything_else_does_not_open(sealed: bytes) -> None:
    assert ONE.open(b"name", sealed) is None


@given(st.text(min_size=1), st.data())
def test_a_changed_value_does_not_open(text: str, data: st.DataObject) -> None:
    name = ONE.name("answer", text)
    sealed = bytearray(ONE.close(name, text.encode("utf-8", "surrogatepass")))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    assert ONE.open(name, bytes(sealed)) is None


def test_names_differ_by_key_account_kind_and_text_and_tell_none() -> None:
    names = [seal.name(kind, text) for seal in (ONE, *OTHERS) for kind in ("a", "b") for text in ("7999", "")]
    assert all(one != other for one, other in combinations(names, 2))
    assert not any(b"7999" in name for name in names)


def test_the_same_seal_is_made_again_in_another_process_of_ours() -> None:
    assert Seals().of(_visit("key of one")).name("a", "b") == ONE.name("a", "b")


def test_a_seal_does_not_print_its_secrets() -> None:
    assert repr(ONE) == "Seal()"
