"""The filters of /customers: all of retailcrm/api-client-php, CustomerFilter."""

from collections.abc import Mapping
from functools import partial

from simulators.retailcrm_mock.api import reading
from simulators.retailcrm_mock.api.brackets import Sent
from simulators.retailcrm_mock.api.errors import INVALID
from simulators.retailcrm_mock.api.filters import people
from simulators.retailcrm_mock.api.filters.meanings import (
    Asker,
    Meaning,
    code,
    custom_fields,
    flag,
    identities,
    nothing_held,
    single,
    source,
    text,
    value,
    words,
    yes_or_no,
)
from simulators.retailcrm_mock.state import Condition, contents, find


def _tags(sent: Sent, _asker: Asker) -> Condition:
    return contents.some("tags", find.one_of(contents.within("name"), reading.listed(sent)))


def _attached_tags(sent: Sent, _asker: Asker) -> Condition:
    named = find.one_of(contents.within("name"), reading.listed(sent))
    return contents.some("tags", find.everywhere([named, Condition(contents.within("attached"))]))


def _channels(sent: Sent, _asker: Asker) -> Condition:
    return contents.some("mgCustomers", find.one_of(contents.within("mgChannel.id"), identities(sent)))


def _segment(sent: str) -> Condition:
    return contents.some("segments", contents.whole(contents.within("code"), sent))


def _subscriptions(sent: Sent, asker: Asker) -> Condition:
    """A list of wishes, each of `channel`, `subscription` and `subscribed`."""
    wishes = [reading.nested(one) for one in reading.nested(sent).values()]
    return contents.any_of(
        [contents.some("customerSubscriptions", _subscription(one, asker)) for one in wishes]
    )


def _subscription(wish: dict[str, Sent], asker: Asker) -> Condition:
    known = {
        "channel": value(str, partial(contents.whole, contents.within("subscription.channel"))),
        "subscription": value(str, partial(contents.whole, contents.within("subscription.code"))),
        "subscribed": yes_or_no(lambda wanted, _asker: find.one_of(contents.within("subscribed"), [wanted])),
    }
    if not wish.keys() <= known.keys():
        raise reading.InputError(INVALID)
    return find.everywhere([known[name](sent, asker) for name, sent in wish.items()])


CUSTOMERS: Mapping[str, Meaning] = {
    **people.any_card(),
    **people.contragent(),
    **source(),
    "name": single(partial(people.name_or_phone, "customer")),
    "email": single(people.email),
    "isContact": yes_or_no(lambda wanted, _asker: find.one_of("is_contact", [wanted])),
    "mgCustomerId": code("mgCustomerId"),
    "browserId": code("browserId"),
    "countries": words(contents.at("address.countryIso")),
    "region": text("address.region"),
    "city": text("address.city"),
    "online": flag("online"),
    "sex": value(
        partial(reading.choice, ("male", "female")), lambda sex: find.one_of(contents.at("sex"), [sex])
    ),
    "emailMarketingUnsubscribed": yes_or_no(
        lambda wanted, _asker: contents.there("emailMarketingUnsubscribedAt", wanted=wanted)
    ),
    "segment": value(str, _segment),
    "tags": _tags,
    "attachedTags": _attached_tags,
    "subscriptions": _subscriptions,
    "mgChannels": _channels,
    "customFields": custom_fields,
    "commentary": text("commentary"),
    "firstWebVisitFrom": nothing_held(reading.since),
    "firstWebVisitTo": nothing_held(reading.until),
    "lastWebVisitFrom": nothing_held(reading.since),
    "lastWebVisitTo": nothing_held(reading.until),
}
