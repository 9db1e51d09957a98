"""Any client, ticket and block that the helpdesk could hold."""

from hypothesis import strategies as st

from simulators.usedesk_mock.dialects import SWITCHES
from simulators.usedesk_mock.state.model import (
    ADDRESS_TYPES,
    CHANNEL_TYPES,
    MESSENGER_TYPES,
    PHONE_TYPES,
    SOCIAL_TYPES,
    STATUSES,
    Address,
    Block,
    Card,
    Channel,
    Client,
    Messenger,
    Parameter,
    Phone,
    SocialService,
    Ticket,
)

texts = st.text(max_size=12)
ids = st.integers(1, 2**40)
# How Telegram's users are told: a number, a name, and as the client's card shows them.
users = st.sampled_from(["900011144", "@anna", "ID: 900011144", "id:7", "0", "99999999999999999999"])
phones = st.builds(Phone, st.sampled_from(PHONE_TYPES), texts)
messengers = st.builds(Messenger, st.sampled_from(MESSENGER_TYPES), texts | users)
services = st.builds(SocialService, st.sampled_from(SOCIAL_TYPES), texts, st.none() | texts)
addresses = st.builds(Address, texts, texts, texts, st.sampled_from(ADDRESS_TYPES))


cards = st.builds(
    Card,
    name=st.none() | texts,
    emails=st.lists(texts, max_size=2).map(tuple),
    phones=st.lists(phones, max_size=2).map(tuple),
    social_services=st.lists(services, max_size=2).map(tuple),
    addresses=st.lists(addresses, max_size=2).map(tuple),
    messengers=st.lists(messengers, max_size=2).map(tuple),
    sites=st.lists(texts, max_size=2).map(tuple),
    note=texts,
    vip=st.booleans(),
    spammer=st.booleans(),
    language=texts,
    company=texts,
    position=texts,
    additional_id=texts,
)
channels = st.builds(Channel, ids, st.sampled_from(CHANNEL_TYPES), texts)
tickets = st.builds(
    Ticket,
    id=ids,
    subject=texts,
    status=st.sampled_from(STATUSES),
    channel=channels,
    client=st.builds(Client, ids, cards),
    contact=texts | users,
)
# Keys of parameters that are no field of Usedesk's own.
keys = st.text(min_size=1, max_size=12).map(lambda key: f"p-{key}")
parameters = st.builds(Parameter, keys, texts, st.booleans())
dialects = st.fixed_dictionaries({one.name: st.sampled_from(one.positions) for one in SWITCHES})
blocks = st.builds(
    Block,
    url=texts,
    secret_key=texts,
    parameters=st.lists(parameters, max_size=3, unique_by=lambda one: one.key).map(tuple),
)
