"""The filters of /customers-corporate: all of retailcrm/api-client-php, CustomerCorporateFilter."""

from collections.abc import Mapping

from simulators.retailcrm_mock.api import reading
from simulators.retailcrm_mock.api.brackets import SINGLE, Sent
from simulators.retailcrm_mock.api.filters import people
from simulators.retailcrm_mock.api.filters.meanings import Asker, Meaning, identities, inside, single, value
from simulators.retailcrm_mock.state import Condition, contents, find


def _nick_name(sent: Sent, asker: Asker) -> Condition:
    """A part of the name, or several to choose from: the php client sends a list."""
    if sent.shape == SINGLE:
        return single(lambda text, _asker: _named(text))(sent, asker)
    return contents.any_of([_named(text) for text in reading.listed(sent)])


def _named(text: str) -> Condition:
    return contents.holds(contents.at("nickName"), text)


def _contacts(sent: Sent, asker: Asker) -> Condition:
    return contents.has_contact(find.one_of("id", identities(sent)), asker.sites)


def _contact_name(text: str, asker: Asker) -> Condition:
    return contents.has_contact(_seen(people.name_or_phone("customer", text, asker), asker), asker.sites)


def _email(text: str, asker: Asker) -> Condition:
    own = people.email(text, asker)
    return find.either("customer", [own, contents.has_contact(_seen(own, asker), asker.sites)])


def _seen(people: Condition, asker: Asker) -> Condition:
    shops = [] if asker.sites is None else [find.one_of("site", asker.sites)]
    return find.everywhere([find.PEOPLE, *shops, people])


def _part_of(listed: str, main: str) -> Meaning:
    """Free text in a name of those listed, or of the main one."""
    return value(
        str,
        lambda text: contents.any_of(
            [
                contents.holds(contents.at(f"{main}.name"), text),
                contents.some(listed, contents.holds(contents.within("name"), text)),
            ]
        ),
    )


COMPANIES: Mapping[str, Meaning] = {
    **people.any_card(),
    **people.contragent_of_companies(),
    "name": single(lambda text, _asker: _named(text)),
    "nickName": _nick_name,
    "email": single(_email),
    "contactName": single(_contact_name),
    "contactIds": _contacts,
    "companyName": _part_of("companies", "mainCompany"),
    "addressName": _part_of("addresses", "mainAddress"),
    "region": inside("addresses", "region"),
    "city": inside("addresses", "city"),
}
