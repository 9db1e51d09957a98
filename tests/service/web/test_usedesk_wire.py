"""Every address in every place Usedesk may put it, and nothing that is no address."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.model import USUAL_PARTS, Ignored, Part, Preferences, Ticket
from service.web.body import read
from service.web.usedesk_wire import read_ticket

DEFAULTS = Preferences("en", "RU", 5)
PHONE, MAIL = "+79990001122", "anna@example.com"
WHOLE = {
    "ticket_id": 153341111, "subject": "Where?", "client_id": 48120377, "contact": "anna@example.com",
    "channel_type": "email", "channel_id": 66235, "from_email": "Anna@Example.com",
    "client_data": {
        "name": "Anna", "emails": ["anna@example.com", "a.petrova@example.org"],
        "phones": [{"type": "mobile", "phone": "79990001122"}, {"type": "home", "phone": "84950001122"}],
        "messengers": [{"type": "viber", "id": "8 999 000-11-22"}, {"type": "telegram", "id": "89990001133"}],
        "social_services": [], "addresses": [], "sites": [],
    },
    "channel_data": {"type": "email", "data": "anna@example.com", "id": 66235},
    "is_auto_load": "1", "secret": "key", "subdomain": "company",
}  # fmt: skip
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=15,
)
NAMES = [*WHOLE, "secret_key", "lang", "orders", "country", "Subdomínio"]


def _read(**data: Any) -> Ticket:
    return read_ticket(data, DEFAULTS)


def _phones(**data: Any) -> list[str]:
    return [phone.key for phone in _read(**data).contact.phones]


def test_a_whole_request() -> None:
    ticket = read_ticket(WHOLE, DEFAULTS)
    assert (ticket.subdomain, ticket.key, ticket.preferences, ticket.ignored) == (
        "company",
        "key",
        DEFAULTS,
        (),
    )
    assert sorted(phone.key for phone in ticket.contact.phones) == ["+74950001122", PHONE]
    assert ticket.contact.emails == (MAIL, "a.petrova@example.org")
    assert (ticket.contact.left_out, ticket.contact.unreadable) == (0, 0)


@given(st.dictionaries(st.sampled_from(NAMES), anything) | st.dictionaries(st.text(), anything))
def test_any_object_is_a_ticket(data: dict[str, Any]) -> None:
    contact = read_ticket(data, DEFAULTS).contact
    assert len(contact.phones) <= 5
    assert len(contact.emails) <= 5


@given(anything)
def test_anything_for_the_clients_data_is_a_ticket(value: object) -> None:
    for name in ("phones", "emails", "messengers"):
        assert _read(client_data={name: value}).subdomain == ""


@pytest.mark.parametrize(
    "phones",
    [
        ["79990001122"],
        [79990001122],
        [79990001122.0],
        [{"phone": "+7 (999) 000-11-22"}, {"phone": "89990001122"}, None, {}, [], {"type": "home"}],
        {"0": {"phone": 89990001122}},
        '[{"phone": "89990001122"}]',
        ["\u200e8 999 000\u202c 11 22\x00"],
    ],
)
def test_phones_in_every_shape(phones: object) -> None:
    assert _phones(client_data={"phones": phones}) == [PHONE]


@pytest.mark.parametrize("empty", [None, [], {}, "", "none", 0, False, [None], [[]]])
def test_emptiness_in_every_shape(empty: object) -> None:
    contact = _read(client_data={"phones": empty, "emails": empty}, contact=empty).contact
    assert (contact.phones, contact.emails) == ((), ())


@pytest.mark.parametrize("channel", ["whatsapp", "Viber", "telephony"])
def test_the_contact_is_a_phone_on_channels_of_phones(channel: str) -> None:
    assert _phones(channel_type=channel, contact="79990001122") == [PHONE]
    assert _phones(channel_data={"type": channel}, contact=79990001122) == [PHONE]


def test_the_shops_own_line_is_not_the_clients_phone() -> None:
    assert _phones(channel_data={"type": "whatsapp", "data": "79990001122"}) == []


@pytest.mark.parametrize("channel", ["telegram", "email", "vk", "chat", ""])
def test_the_contact_is_no_phone_on_other_channels(channel: str) -> None:
    assert _phones(channel_type=channel, contact="79990001122", channel_data={"type": channel}) == []


@pytest.mark.parametrize("identity", ["@anna", "ID: 12345678", "anna89990001122", "", None])
def test_a_nickname_in_a_messenger_is_no_phone_and_no_mistake(identity: object) -> None:
    contact = _read(client_data={"messengers": [{"type": "whatsapp", "id": identity}]}).contact
    assert (contact.phones, contact.unreadable) == ((), 0)


def test_numbers_of_whatsapp_and_viber_count_those_of_telegram_do_not() -> None:
    messengers = [
        {"type": name, "id": f"7999000112{n}"} for n, name in enumerate(["viber", "WhatsApp", "telegram"])
    ]
    assert _phones(client_data={"messengers": messengers}) == ["+79990001120", "+79990001121"]


def test_whatsapps_own_notation_of_a_number_is_read() -> None:
    messengers = [{"type": "whatsapp", "id": "79990001122@c.us"}]
    assert _phones(client_data={"messengers": messengers}) == ["+79990001122"]


@pytest.mark.parametrize("region", ["RU", "DE", "BR", "ES"])
def test_numbers_of_messengers_begin_with_their_country_whatever_the_blocks_country(region: str) -> None:
    messengers = {"messengers": [{"type": "viber", "id": "4791234567"}]}
    fields = {"channel_type": "whatsapp", "contact": "79161234567", "client_data": messengers}
    assert _phones(country=region, **fields) == ["+79161234567", "+4791234567"]


def test_an_email_in_other_letters_is_kept_as_typed_too() -> None:
    contact = _read(contact=" Anna@Example.com ", from_email=MAIL, client_data={"emails": ["x@y"]}).contact
    assert (contact.emails, contact.typed) == ((MAIL, "x@y"), ("Anna@Example.com",))


def test_a_number_of_a_messenger_that_nobody_can_have_is_counted() -> None:
    messengers = [{"type": "whatsapp", "id": text} for text in ("123", "@anna")]
    assert _read(client_data={"messengers": messengers}).contact.unreadable == 1


@pytest.mark.parametrize("contact", [MAIL, " ANNA@example.com "])
def test_the_contact_is_an_email_when_it_is_one(contact: str) -> None:
    assert _read(contact=contact, channel_type="telegram").contact.emails == (MAIL,)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "name", ["subdomain", "Subdomain", "SUBDOMINIO", "subdomínio", "SubdomÍnio", " subdomain "]
)
def test_the_subdomain_goes_by_many_names(name: str, form: Any) -> None:
    assert _read(**{unicodedata.normalize(form, name): "company"}).subdomain == "company"


@pytest.mark.parametrize("name", ["secret", "secret_key"])
def test_the_secret_goes_by_two_names(name: str) -> None:
    assert _read(**{name: "k"}).key == "k"
    assert _read(**{name: 12345}).key == "12345"


def test_the_key_does_not_print() -> None:
    assert "k3y" not in repr(_read(secret="k3y"))  # noqa: S106 - no real one


def test_preferences_of_the_block_go_before_the_defaults() -> None:
    ticket = _read(lang="pt-BR", country="br", orders=7, client_data={"phones": ["11987654321"]})
    assert ticket.preferences == Preferences("pt_BR", "BR", 7)
    assert [phone.key for phone in ticket.contact.phones] == ["+5511987654321"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lang", "klingon"),
        ("country", "Brazil"),
        ("orders", "0"),
        ("orders", "21"),
        ("orders", "many"),
        ("show", "photos"),
        ("timezone", "Moscow"),
        ("tracking", "http://x.example.com/{number}"),
        ("shops", ", ,"),
    ],
)
def test_a_parameter_that_means_nothing_is_named(name: str, value: str) -> None:
    ticket = _read(**{name: value})
    assert (ticket.preferences, ticket.ignored) == (DEFAULTS, (Ignored(name, value),))


def test_what_a_block_shows_is_set_in_its_parameters() -> None:
    where = "https://track.example.com/{number}"
    ticket = _read(
        show="manager_comment,-address", timezone="europe/moscow", tracking=where, shops="Main-Shop, outlet"
    )
    parts = USUAL_PARTS - {Part.ADDRESS} | {Part.MANAGER_COMMENT}
    shops = frozenset({"main-shop", "outlet"})
    wanted = Preferences(parts=parts, time_zone="Europe/Moscow", tracking=where, shops=shops)
    assert (ticket.preferences, ticket.ignored) == (wanted, ())


def test_of_parts_to_show_only_the_unknown_are_named() -> None:
    ticket = _read(show="-tags,photos,-weight")
    assert (ticket.preferences.parts, ticket.ignored) == (
        USUAL_PARTS - {Part.TAGS},
        (Ignored("show", "photos, -weight"),),
    )


def test_five_phones_are_searched_and_ten_thousand_are_counted() -> None:
    numbers = [f"7999{number:07}" for number in range(10_000)]
    contact = _read(client_data={"phones": numbers}).contact
    assert (len(contact.phones), contact.left_out) == (5, 9_995)


def test_ten_thousand_times_the_same_phone_is_one() -> None:
    contact = _read(client_data={"phones": ["89990001122"] * 10_000}).contact
    assert (len(contact.phones), contact.left_out) == (1, 0)


def test_the_one_who_writes_is_never_left_out() -> None:
    many = [f"7999000000{number}" for number in range(9)]
    assert _phones(client_data={"phones": many}, channel_type="whatsapp", contact="79990001122")[0] == PHONE


def test_what_is_no_phone_and_no_email_is_counted() -> None:
    assert _read(client_data={"phones": ["123", "anna"], "emails": ["anna"]}).contact.unreadable == 3


def test_a_form_says_the_same_as_json() -> None:
    rest = "&secret=key&subdomain=company"
    form = "client_data[phones][0][phone]=79990001122&client_data[emails][]=anna@example.com" + rest
    data = '{"phones":[{"phone":"79990001122"}],"emails":["anna@example.com"]}'
    as_text = f"client_data={data}{rest}"
    json = f'{{"client_data":{data},"secret":"key","subdomain":"company"}}'.encode()
    kind = "application/x-www-form-urlencoded"
    bodies = read(kind, form.encode()), read(kind, as_text.encode()), read("application/json", json)
    tickets = [read_ticket(body, DEFAULTS) for body in bodies]
    assert tickets[0] == tickets[1] == tickets[2]
    assert tickets[0].contact.emails == (MAIL,)


@pytest.mark.parametrize(
    ("given", "read"), [(7, "7"), ("7", "7"), (7.0, "7"), (None, ""), ([], ""), ("9" * 1000, "9" * 100)]
)
def test_the_tickets_number_is_read_in_every_shape(given: object, read: str) -> None:
    assert _read(ticket_id=given).id == read
