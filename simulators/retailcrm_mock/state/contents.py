"""Conditions on what stands inside documents, where no column of a table tells it.

They go through every document that the other conditions leave: the larger the account, the slower.
"""

from collections.abc import Iterable, Sequence

from simulators.retailcrm_mock.state import find
from simulators.retailcrm_mock.state.find import ACCOUNT, COMPANIES, NOTHING, Condition

_FLAGS = {"1": "true", "true": "true", "0": "false", "false": "false"}
_LONGEST = 1000  # SQLite takes no patterns without end, and nobody types longer ones
_ORDERS_OF_CARD = "FROM orders WHERE orders.account = customers.account AND orders.customer_id = customers.id"


def at(path: str) -> str:
    """The SQL of the value at this path of the document; NULL when there is none."""
    return f"json_extract(document, '$.{path}')"


# The figures of a card: its own, else those its orders make, as Account answers them.
ORDERS_COUNT = f"ifnull({at('ordersCount')}, (SELECT count(*) {_ORDERS_OF_CARD}))"
TOTAL_SUMM = f"ifnull({at('totalSumm')}, (SELECT round(total(total), 2) {_ORDERS_OF_CARD}))"
AVERAGE_SUMM = (
    f"ifnull({at('averageSumm')}, (SELECT ifnull(round(total(total) / count(*), 2), 0) {_ORDERS_OF_CARD}))"
)
# The plus keeps SQLite from walking all orders by time until one is the customer's.
FIRST_ORDER = f"(SELECT min(+orders.created_at) {_ORDERS_OF_CARD})"
LAST_ORDER = f"(SELECT max(+orders.created_at) {_ORDERS_OF_CARD})"


def true(path: str, *, wanted: bool = True) -> Condition:
    """The document says yes at this path or, with `wanted` false, does not."""
    return Condition(f"ifnull({at(path)}, 0) = ?", (wanted,))


def there(path: str, *, wanted: bool) -> Condition:
    """The document holds something at this path or, with `wanted` false, nothing."""
    return Condition(f"({at(path)} IS NOT NULL) = ?", (wanted,))


def opposite(condition: Condition) -> Condition:
    """Whatever the condition is not true for."""
    return Condition(f"NOT ifnull({condition.sql}, 0)", condition.values)


def any_of(conditions: Sequence[Condition]) -> Condition:
    """At least one of the conditions, looked at document by document."""
    values = tuple(value for one in conditions for value in one.values)
    return Condition(" OR ".join(f"({one.sql})" for one in conditions), values)


def holds(sql: str, text: str) -> Condition:
    """The value holds the text, letter case ignored."""
    return _like(sql, text, "*")


def whole(sql: str, text: str) -> Condition:
    """The value is the text, letter case ignored."""
    return _like(sql, text, "")


def amount(sql: str, comparison: str, bound: float) -> Condition:
    """The value is a number that compares so."""
    return Condition(f"typeof({sql}) IN ('integer', 'real') AND {sql} {comparison} ?", (bound,))


def moment(sql: str, comparison: str, bound: str) -> Condition:
    """The value is a date or time that compares so."""
    return Condition(f"typeof({sql}) = 'text' AND {sql} {comparison} ?", (bound,))


def noted(text: str) -> Condition:
    """A note at the customer holds the text, letter case ignored."""
    note = note_holds(text)
    sql = f"id IN (SELECT customer_id FROM notes WHERE account = ? AND {note.sql})"  # noqa: S608 - names of ours
    return Condition(sql, (ACCOUNT, *note.values))


def note_holds(text: str) -> Condition:
    """The note holds the text, letter case ignored."""
    return Condition("instr(text_folded, ?)", (find.folded(text),))


def some(path: str, condition: Condition) -> Condition:
    """For one of the things listed at this path, or keyed there, `condition` is true; see `within`."""
    sql = f"EXISTS (SELECT 1 FROM json_each(document, '$.{path}') AS one WHERE {condition.sql})"  # noqa: S608
    return Condition(sql, condition.values)


def within(path: str) -> str:
    """The SQL of the value at this path of one of the things that `some` goes through."""
    return f"CASE one.type WHEN 'object' THEN json_extract(one.value, '$.{path}') END"


def custom_field(code: str, text: str, number: float | None) -> Condition:
    """The custom field is the text, or the number it stands for, or 1 for yes; a list holds it."""
    ways = [Condition("one.type = 'text' AND one.value = ?", (text,))]
    if text in _FLAGS:
        ways.append(Condition("one.type = ?", (_FLAGS[text],)))
    if number is not None:
        ways.append(Condition("one.type IN ('integer', 'real') AND one.value = ?", (number,)))
    return some(f'customFields."{code}"', any_of(ways))


def custom_amount(code: str, comparison: str, bound: float) -> Condition:
    """The custom field is a number that compares so."""
    return some(f'customFields."{code}"', amount("one.value", comparison, bound))


def custom_moment(code: str, comparison: str, bound: str) -> Condition:
    """The custom field is a date or time that compares so."""
    return some(f'customFields."{code}"', moment("one.value", comparison, bound))


def manager_in(groups: Iterable[str]) -> Condition:
    """The manager is of one of the groups, by the account's reference of managers."""
    wanted = some("groups", find.one_of("one.value", groups))
    managers = f"SELECT {at('id')} FROM reference WHERE account = ? AND name = 'managers' AND {wanted.sql}"  # noqa: S608
    return Condition(f"{at('managerId')} IN ({managers})", (ACCOUNT, *wanted.values))


def has_contact(people: Condition, sites: Sequence[str] | None) -> Condition:
    """A company has one of the people as a contact: the main one, another listed, or `contact` in an order.

    Args:
        people: is true for the customers meant, whatever their shop.
        sites: the shops whose orders count; None for all.
    """
    chosen = f"SELECT id FROM customers WHERE account = ? AND ({people.sql})"  # noqa: S608 - names of ours
    values = (ACCOUNT, *people.values)
    main = Condition(f"{at('mainCustomerContact.customer.id')} IN ({chosen})", values)
    listed = some("customerContacts", Condition(f"{within('customer.id')} IN ({chosen})", values))
    shops = [] if sites is None else [find.one_of("site", sites)]
    mine = [Condition("account = ?", (ACCOUNT,)), *shops, Condition(f"contact_id IN ({chosen})", values)]
    ordered = find.everywhere(mine)
    in_order = f"id IN (SELECT customer_id FROM orders WHERE {ordered.sql})"  # noqa: S608 - names of ours
    held = find.everywhere([COMPANIES, any_of([main, listed])])
    return find.either("customer", [held, Condition(in_order, ordered.values)])


def contact_of(company: int, sites: Sequence[str] | None) -> Condition:
    """A person is a contact of the company, in one of the ways of `has_contact`."""
    held = "FROM customers WHERE account = ? AND id = ?"
    main = f"SELECT {at('mainCustomerContact.customer.id')} {held}"
    listed = (
        f"SELECT {within('customer.id')} FROM customers, json_each(document, '$.customerContacts') AS one"  # noqa: S608
        " WHERE customers.account = ? AND customers.id = ?"
    )
    shops = [] if sites is None else [find.one_of("site", sites)]
    ordered = find.everywhere([Condition("account = ? AND customer_id = ?", (ACCOUNT, company)), *shops])
    sql = f"{main} UNION {listed} UNION SELECT contact_id FROM orders WHERE {ordered.sql}"  # noqa: S608
    return Condition(f"id IN ({sql})", (ACCOUNT, company, ACCOUNT, company, *ordered.values))


def _like(sql: str, text: str, around: str) -> Condition:
    # SQLite's lower() knows no letters but A-Z, so each letter is looked for in both its cases.
    if not text or len(text) > _LONGEST or "\0" in text:
        return NOTHING
    return Condition(f"{sql} GLOB ?", (around + "".join(map(_either_case, text)) + around,))


def _either_case(sign: str) -> str:
    if sign in "*?[":
        return f"[{sign}]"
    cases = sorted({case for case in (sign, sign.lower(), sign.upper()) if len(case) == 1})
    return f"[{''.join(cases)}]" if len(cases) > 1 else sign
