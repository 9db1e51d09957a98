"""The filters of the lists: a table from a filter's name to what it means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from simulators.kit.dialects import Dialect
from simulators.retailcrm_mock.api import reading
from simulators.retailcrm_mock.api.brackets import Parameters, Sent
from simulators.retailcrm_mock.api.errors import EXTRA, INVALID
from simulators.retailcrm_mock.state import Condition, find


@dataclass(frozen=True, slots=True)
class Asker:
    """What a filter's meaning depends on besides its value: the dialect, and the shops the key sees."""

    dialect: Dialect
    sites: tuple[str, ...] | None


Meaning = Callable[[Sent, Asker], Condition]


def conditions(
    sent: Parameters, known: Mapping[str, Meaning], asker: Asker, wrong: dict[str, str]
) -> list[Condition]:
    """What the filters sent mean together; what is wrong with them is noted."""
    found = []
    for name, value in sent.filters.items():
        try:
            found.append(known[name](value, asker))
        except KeyError:
            if asker.dialect["unknown-filter"] == "400":
                wrong["filter"] = EXTRA
        except reading.InputError as error:
            wrong[name] = str(error)
    if "filter" in sent.plain:
        wrong["filter"] = INVALID
    return found


def _single(meaning: Callable[[str, Asker], Condition]) -> Meaning:
    """A filter of one value; left empty it is none, or in a dialect finds nothing."""

    def read(sent: Sent, asker: Asker) -> Condition:
        text = reading.single(sent)
        if text:
            return meaning(text, asker)
        return find.NOTHING if asker.dialect["empty-filter"] == "nothing" else find.EVERYTHING

    return read


def _words(column: str) -> Meaning:
    return lambda sent, _asker: find.one_of(column, reading.listed(sent))


def _ids(sent: Sent, _asker: Asker) -> Condition:
    return find.one_of("id", [reading.identity(text) for text in reading.listed(sent)])


def _name_or_phone(kind: str, text: str, asker: Asker) -> Condition:
    eight = asker.dialect["phone-eight"] == "is-seven"
    return find.name_or_phone(kind, text, asker.dialect["name-match"], eight_is_seven=eight)


def _email(text: str, asker: Asker) -> Condition:
    case_matters = asker.dialect["email-case"] == "counts"
    return find.email(text, partial=asker.dialect["email-match"] == "partial", case_matters=case_matters)


def _buyer(text: str, asker: Asker) -> Condition:
    of_customer = _name_or_phone("customer", text, asker)
    return find.either(
        "order", [_name_or_phone("order", text, asker), find.customer_is(of_customer, asker.sites)]
    )


def _buyer_email(text: str, asker: Asker) -> Condition:
    return find.either("order", [_email(text, asker), find.customer_is(_email(text, asker), asker.sites)])


def _buyer_id(text: str, asker: Asker) -> Condition:
    roles = (
        ["customer_id", "contact_id"]
        if asker.dialect["customer-id-covers-contacts"] == "yes"
        else ["customer_id"]
    )
    return find.either("order", [find.one_of(role, [reading.identity(text)]) for role in roles])


def _buyer_external_id(text: str, asker: Asker) -> Condition:
    return find.customer_is(find.one_of("external_id", [text]), asker.sites)


def _is_contact(text: str, asker: Asker) -> Condition:
    if text not in ("1", "0", "true", "false"):
        raise reading.InputError(INVALID)
    wanted = text in ("1", "true")
    if not wanted and asker.dialect["zero-filter"] == "ignored":
        return find.EVERYTHING
    return find.one_of("is_contact", [wanted])


def _contacts(sent: Sent, asker: Asker) -> Condition:
    return find.has_contact([reading.identity(text) for text in reading.listed(sent)], asker.sites)


def _numbers(column: str) -> Meaning:
    return lambda sent, _asker: find.one_of(column, [reading.identity(text) for text in reading.listed(sent)])


def _note_of(sent: Sent, asker: Asker) -> Condition:
    return find.customer_is(find.one_of("external_id", reading.listed(sent)), asker.sites)


def _noted(text: str, _asker: Asker) -> Condition:
    return Condition("instr(text_folded, ?)", (find.folded(text),))


def _created(comparison: str, text: str, _asker: Asker) -> Condition:
    return Condition(f"created_at {comparison} ?", (reading.moment(text),))


CUSTOMERS: Mapping[str, Meaning] = {
    "ids": _ids,
    "externalIds": _words("external_id"),
    "sites": _words("site"),
    "name": _single(partial(_name_or_phone, "customer")),
    "email": _single(_email),
    "isContact": _single(_is_contact),
}
COMPANIES: Mapping[str, Meaning] = {
    "ids": _ids,
    "externalIds": _words("external_id"),
    "sites": _words("site"),
    "contactIds": _contacts,
}
ORDERS: Mapping[str, Meaning] = {
    "ids": _ids,
    "numbers": _words("number"),
    "externalIds": _words("external_id"),
    "sites": _words("site"),
    "extendedStatus": _words("status"),
    "customer": _single(_buyer),
    "email": _single(_buyer_email),
    "customerId": _single(_buyer_id),
    "customerExternalId": _single(_buyer_external_id),
    "createdAtFrom": _single(partial(_created, ">=")),
    "createdAtTo": _single(partial(_created, "<=")),
}
NOTES: Mapping[str, Meaning] = {
    "ids": _ids,
    "customerIds": _numbers("customer_id"),
    "customerExternalIds": _note_of,
    "managerIds": _numbers("manager_id"),
    "text": _single(_noted),
    "createdAtFrom": _single(partial(_created, ">=")),
    "createdAtTo": _single(partial(_created, "<=")),
}
