"""The conditions of searches, asked directly: everybody there is, and each text in each way."""

from functools import cache
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.retailcrm_mock import seed
from simulators.retailcrm_mock.state import Account, Condition, Load, Store, find
from simulators.retailcrm_mock.state.account import Slice
from tests.simulators.retailcrm_mock import oracle

NAMES = ("", "Анна", "Иван 22", "7999")
PHONES = ("+7 999 000-11-22", "89990001122", "8 (999) 000-11-22", "22", "12345", "1234567890123456")
EMAILS = ("anna@example.com", "Anna@Example.COM", "anna@example.com.br", "")
PEOPLE: list[dict[str, Any]] = [
    {"id": number, "firstName": first, "lastName": last, "phones": [{"number": one} for one in phones]}
    for number, (first, last, phones) in enumerate(
        product(NAMES, NAMES, ([], *([one] for one in PHONES), PHONES[:2])), 1
    )
]
TEXTS = st.sampled_from(
    [
        *("анна", "АННА", "иван", "ан", "22", "иван 22", "анна иван 22", "7999", "7999 анна", "", " "),
        *("+7 999 000-11-22", "89990001122", "79990001122", "99900", "9990", "8 (999) 000-11-22 доб. 5"),
        *("12345", "1234", "2345", "123456", "1234567890123456", "12345678901234567", "000-11", "—"),
    ]
)
MATCHES = st.sampled_from(["digits-substring", "stored-substring", "prefix", "whole"])


@cache
def _everybody() -> Account:
    made = seed.create(Store(), "company", customers=0)
    mails = [{"id": len(PEOPLE) + number, "email": email} for number, email in enumerate(EMAILS, 1)]
    made.load(Load(customers=[*PEOPLE, *mails]))
    return made


def _ids(condition: Condition) -> list[int]:
    found = _everybody().find_customers([condition], Slice(limit=1000, order="lowest")).items
    return [one["id"] for one in found]


def _named(text: str, match: str) -> set[int]:
    way = {"name-match": match}
    return {
        one["id"]
        for one in PEOPLE
        if oracle.named(one, [phone["number"] for phone in one["phones"]], text, way)
    }


@given(text=TEXTS, match=MATCHES)
@settings(max_examples=150)
def test_people_are_found_by_name_or_phone_as_a_plain_loop_would(text: str, match: str) -> None:
    assert _ids(find.name_or_phone("customer", text, match)) == sorted(_named(text, match))


@given(text=TEXTS, match=MATCHES)
@settings(max_examples=150)
def test_eight_is_seven_at_the_start_of_a_russian_number_only(text: str, match: str) -> None:
    digits = "".join(filter(str.isdecimal, text))
    found = _named(text, match)
    # As they are stored, phones are looked for as they are typed.
    if match != "stored-substring" and len(digits) == 11 and digits[0] in "78":
        found |= _named({"7": "8", "8": "7"}[digits[0]] + digits[1:], match)
    assert set(_ids(find.name_or_phone("customer", text, match, eight_is_seven=True))) == found


def test_by_default_the_digits_are_looked_for_inside_phones_and_eight_is_not_seven() -> None:
    for text in ("999 000", "89990001122", "анна"):
        assert _ids(find.name_or_phone("customer", text)) == sorted(_named(text, "digits-substring"))


@given(
    text=st.sampled_from([*EMAILS, "anna@", "ANNA@", " anna@example.com "]),
    partial=st.booleans(),
    case_matters=st.booleans(),
)
def test_an_e_mail_is_found_whole_or_in_part_with_or_without_regard_to_case(
    text: str, partial: bool, case_matters: bool
) -> None:
    def fits(held: str) -> bool:
        if case_matters and text not in held:
            return False
        sought, there = text.strip().casefold(), held.casefold()
        return sought in there if partial else sought == there

    everybody = dict(enumerate((*("" for _ in PEOPLE), *EMAILS), 1))
    expected = [number for number, held in everybody.items() if fits(held)]
    assert _ids(find.email(text, partial=partial, case_matters=case_matters)) == expected
    if not partial and not case_matters:
        assert _ids(find.email(text)) == expected


def test_a_part_of_a_number_is_looked_for_in_any_case_and_nothing_is_in_none() -> None:
    account = seed.create(Store(), "company", customers=0)
    account.load(Load(orders=[{"id": 1, "number": "1A"}, {"id": 2, "number": "2Ж"}]))

    def found(text: str) -> list[int]:
        return [one["id"] for one in account.find_orders([find.number_part(text)]).items]

    assert [found(text) for text in ("a", "1A ", "Ж", "ж", " ", "3")] == [[1], [1], [2], [], [], []]


def test_a_line_feed_in_a_phone_is_a_space_and_an_order_without_a_phone_has_none() -> None:
    account = seed.create(Store(), "company", customers=0)
    phones = [{"phone": "999\n000"}, {"additionalPhone": "8 (999) 000"}, {}]
    account.load(Load(orders=[{"id": number, **one} for number, one in enumerate(phones, 1)]))

    def found(text: str, match: str) -> list[int]:
        way = find.name_or_phone("order", text, match)
        return sorted(one["id"] for one in account.find_orders([way]).items)

    assert (found("999\n000", "stored-substring"), found("999 000", "stored-substring")) == ([1], [1])
    assert (found("999000", "digits-substring"), found("8999000", "whole")) == ([1, 2], [2])


def test_texts_are_compared_without_case_and_signs_that_nobody_types_are_spaces() -> None:
    assert [find.folded(text) for text in ("Анна", " A\tb ", "a\nB", "\x00", "Ab")] == [
        "анна", "a b", "a b", "", "ab",
    ]  # fmt: skip


def test_names_stand_line_by_line_in_every_order_in_which_people_write_them() -> None:
    whole = "\nанна петрова\nпетрова анна ивановна\nанна ивановна петрова\n"
    assert find.names("Анна", "Петрова", "Ивановна") == whole
    assert (find.names("Анна"), find.names("Анна", "Петрова"), find.names("")) == (
        "\nанна\n",
        "\nанна петрова\nпетрова анна\n",
        "",
    )
    assert (find.lines(["a", "", "b\nc"]), find.lines(["", ""])) == ("\na\nb c\n", "")


def test_no_condition_is_true_for_everybody_and_who_has_no_e_mail_has_none() -> None:
    assert find.everywhere([]) == find.EVERYTHING
    assert _ids(find.email("xxxx", partial=True)) == []
