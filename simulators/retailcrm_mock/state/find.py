"""What to look for: conditions on customers and orders, turned into SQL here and nowhere else."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# A phone as people type it, with an extension perhaps; anything else with a letter in it is a name.
_PHONE_LIKE = re.compile(r"(?=.*\d)[\d\W_]*(?:(?:ext|доб|x)[\d\W_]*)?", re.IGNORECASE | re.DOTALL)
_RUSSIAN = re.compile(r"[78]\d{10}")

ORDERINGS = {
    "newest": "created_at DESC, id DESC",
    "oldest": "created_at, id",
    "lowest": "id",
    "arbitrary": "(id * 2654435761) % 4294967296, id",  # scattered, yet the same on every page
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL that is true for what is looked for, and its values."""

    sql: str
    values: tuple[object, ...] = ()


ACCOUNT = object()  # among a condition's values: the number of the account that is searched
EVERYTHING = Condition("1")
NOTHING = Condition("0")
PEOPLE = Condition("type = 'customer'")
COMPANIES = Condition("type = 'customer_corporate'")


def everywhere(conditions: Sequence[Condition]) -> Condition:
    """All of the conditions together."""
    sql = " AND ".join(f"({one.sql})" for one in conditions)
    return Condition(sql or "1", _values(conditions))


def either(kind: str, conditions: Sequence[Condition]) -> Condition:
    """At least one of the conditions; kind is "customer" or "order".

    Each is looked up by itself, so that each has the use of its own index: an OR would go through them all.
    """
    select = f"SELECT id FROM {kind}s WHERE account = ? AND "  # noqa: S608 - a name of ours
    sql = " UNION ".join(f"{select}{one.sql}" for one in conditions)
    return Condition(f"id IN ({sql})", _values([Condition("", (ACCOUNT, *one.values)) for one in conditions]))


def one_of(column: str, values: Iterable[object]) -> Condition:
    """The column holds one of the values."""
    listed = tuple(values)
    return Condition(f"{column} IN ({', '.join('?' * len(listed))})", listed)


def email(text: str, *, partial: bool = False, case_matters: bool = False) -> Condition:
    """The e-mail is the text, or holds it."""
    if partial and case_matters:
        return Condition("instr(email, ?)", (text,))
    if partial:
        return Condition("instr(email_folded, ?)", (folded(text),))
    exact = Condition("email_folded = ?", (folded(text),))
    return everywhere([exact, Condition("email = ?", (text,))]) if case_matters else exact


def name_or_phone(
    kind: str, text: str, match: str = "digits-substring", *, eight_is_seven: bool = False
) -> Condition:
    """The name or a phone matches the text, in one of the ways `match` may say.

    Args:
        kind: "customer" or "order": whose phones.
        text: what was typed. Digits with nothing but punctuation are looked for in phones as well.
        match: "digits-substring" (digits inside the phone's digits), "stored-substring" (the text inside
            the phone as stored), "prefix" or "whole" (of the phone's digits); for a name the last two mean
            its start and the whole, the others mean inside.
        eight_is_seven: a Russian number found by 8… is also found by 7…, and the other way round.
    """
    name = _name(text, match)
    if not _PHONE_LIKE.fullmatch(text):
        return name
    named = everywhere([Condition("digit_in_name"), name])  # few names have digits: an index
    wanted = [digits(text)]
    if eight_is_seven and _RUSSIAN.fullmatch(wanted[0]):
        wanted = [first + wanted[0][1:] for first in "78"]
    return either(kind, [*(_phone(kind, one, text, match) for one in wanted), named])


def is_phone(text: str) -> bool:
    """Whether the text is looked for in phones: digits, and nothing but punctuation and an extension."""
    return _PHONE_LIKE.fullmatch(text) is not None


def customer_is(condition: Condition, sites: Sequence[str] | None) -> Condition:
    """An order's customer, of these shops (None for all), is one for whom the condition is true."""
    return _person_is("customer_id", condition, sites)


def contact_is(condition: Condition, sites: Sequence[str] | None) -> Condition:
    """The contact of a company's order, of these shops (None for all), is one for whom it is true."""
    return _person_is("contact_id", condition, sites)


def has_contact(people: Sequence[int], sites: Sequence[str] | None) -> Condition:
    """A company has one of the people as its main contact, or as the contact in an order of these shops."""
    main = one_of("json_extract(document, '$.mainCustomerContact.customer.id')", people)
    shops = [] if sites is None else [one_of("site", sites)]
    whole = everywhere([Condition("account = ?", (ACCOUNT,)), *shops, one_of("contact_id", people)])
    ordered = f"id IN (SELECT customer_id FROM orders WHERE {whole.sql})"  # noqa: S608 - names of ours
    return either("customer", [everywhere([COMPANIES, main]), Condition(ordered, whole.values)])


def digits(text: str) -> str:
    """The digits of a phone, and nothing else."""
    return "".join(sign for sign in text if sign in "0123456789")


def folded(text: str) -> str:
    """Text to compare without case; control characters, which no one types, count as spaces."""
    return "".join(sign if sign.isprintable() else " " for sign in text).lower().strip()


def names(first: str, last: str = "", patronymic: str = "") -> str:
    """Every order in which people write a full name, each on a line of its own between line feeds."""
    spellings = ((first, last), (last, first, patronymic), (first, patronymic, last))
    lines = dict.fromkeys(" ".join(folded(part) for part in one if part) for one in spellings)
    return "\n".join(["", *lines, ""]) if any(lines) else ""


def _person_is(role: str, condition: Condition, sites: Sequence[str] | None) -> Condition:
    shops = [] if sites is None else [one_of("site", sites)]
    whole = everywhere([Condition("account = ?", (ACCOUNT,)), *shops, condition])
    return Condition(f"{role} IN (SELECT id FROM customers WHERE {whole.sql})", whole.values)  # noqa: S608


def _name(text: str, match: str) -> Condition:
    sought = " ".join(folded(text).split())
    if not sought:
        return NOTHING
    frame = {"prefix": "\n{}", "whole": "\n{}\n"}.get(match, "{}")
    return Condition("instr(names, ?)", (frame.format(sought),))


def _phone(kind: str, wanted: str, text: str, match: str) -> Condition:
    found = "SELECT owner FROM tails JOIN phones ON phones.number = tails.phone"
    sql = f"{found} WHERE tails.account = ? AND tails.kind = ? AND tail >= ? AND tail < ?"
    values: tuple[object, ...] = (ACCOUNT, kind, wanted, wanted + ":")  # the sign after 9
    extra, more = {
        "stored-substring": (" AND instr(raw, ?)", (text,)),
        "prefix": (" AND tail = digits", ()),
        "whole": (" AND tail = digits AND digits = ?", (wanted,)),
    }.get(match, ("", ()))
    return Condition(f"id IN ({sql}{extra})", values + more)


def _values(conditions: Sequence[Condition]) -> tuple[object, ...]:
    return tuple(value for one in conditions for value in one.values)
