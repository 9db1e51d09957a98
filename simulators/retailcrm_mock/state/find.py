"""What to look for: conditions on customers and orders, turned into SQL here and nowhere else."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# A phone as people type it, with an extension perhaps; anything else with a letter in it is a name.
_PHONE_LIKE = re.compile(r"(?=.*\d)[\d\W_]*(?:(?:ext|доб|x)[\d\W_]*)?", re.IGNORECASE | re.DOTALL)
_RUSSIAN = re.compile(r"[78]\d{10}")
_NO_DIGITS = re.compile("[^0-9]+")
# Tails shorter than this are too many to be of help, signs beyond the other too few to matter.
SHORTEST_TAIL, LONGEST_TAIL = 5, 15

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
    sql = " UNION ALL ".join(f"{select}{one.sql}" for one in conditions)
    return Condition(f"id IN ({sql})", _values([Condition("", (ACCOUNT, *one.values)) for one in conditions]))


def one_of(column: str, values: Iterable[object]) -> Condition:
    """The column holds one of the values."""
    listed = tuple(values)
    return Condition(f"{column} IN ({', '.join('?' * len(listed))})", listed)


def number_part(text: str) -> Condition:
    """The order's number holds the text; Latin letters in any case."""
    if not folded(text):
        return NOTHING
    return Condition("(instr(lower(number), ?) OR instr(number, ?))", (folded(text), text.strip()))


def email(text: str, *, partial: bool = False, case_matters: bool = False) -> Condition:
    """The e-mail is the text, or holds it."""
    sought = folded(text)
    if not partial:
        found = [Condition("email_folded = ?", (sought,))]
    else:
        found = [Condition("instr(email_folded, ?)", (sought,))]
    if case_matters:
        found.append(Condition("instr(email, ?)", (text,)))
    return everywhere(found)


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


def digits(text: str) -> str:
    """The digits of a phone, and nothing else."""
    return _NO_DIGITS.sub("", text)


def folded(text: str) -> str:
    """Text to compare without case; control characters, which no one types, count as spaces."""
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else " " for sign in text)
    return text.lower().strip()


def names(first: str, last: str = "", patronymic: str = "") -> str:
    """Every order in which people write a full name, each on a line of its own between line feeds."""
    given, family, middle = folded(first), folded(last), folded(patronymic)
    spellings = ((given, family), (family, given, middle), (given, middle, family))
    return lines(dict.fromkeys(" ".join(filter(None, one)) for one in spellings))


def lines(texts: Iterable[str]) -> str:
    """The texts, each on a line of its own between line feeds; nothing when all are empty."""
    held = [_one_line(text) for text in texts if text]
    return "\n".join(["", *held, ""]) if held else ""


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


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
    exact = {
        "stored-substring": Condition("instr(phones, ?)", (_one_line(text),)),
        "prefix": Condition("instr(digits, ?)", (f"\n{wanted}",)),
        "whole": Condition("instr(digits, ?)", (f"\n{wanted}\n",)),
    }.get(match, Condition("instr(digits, ?)", (wanted,)))
    if len(wanted) < SHORTEST_TAIL:
        return exact
    tail = wanted[:LONGEST_TAIL]
    found = "SELECT owner FROM tails WHERE account = ? AND kind = ? AND tail >= ? AND tail < ?"
    near = Condition(f"id IN ({found})", (ACCOUNT, kind, tail, tail + ":"))  # the sign after 9
    return everywhere([near, exact])


def _values(conditions: Sequence[Condition]) -> tuple[object, ...]:
    return tuple(value for one in conditions for value in one.values)
