"""What the filters of people, companies and orders mean alike: how somebody is recognised."""

from simulators.retailcrm_mock.api import reading
from simulators.retailcrm_mock.api.brackets import Sent
from simulators.retailcrm_mock.api.filters.meanings import (
    Asker,
    Meaning,
    Meanings,
    amounts,
    code,
    flag,
    identities,
    inside,
    moments,
    nothing_held,
    numbers,
    one_to_three,
    text,
    value,
    words,
)
from simulators.retailcrm_mock.state import Condition, contents, find

NUMBERS_OF_CONTRAGENT = {
    "contragentInn": "INN",
    "contragentKpp": "KPP",
    "contragentBik": "BIK",
    "contragentCorrAccount": "corrAccount",
    "contragentBankAccount": "bankAccount",
}


def name_or_phone(kind: str, text: str, asker: Asker) -> Condition:
    """The name or a phone is as typed, in the way of the dialect."""
    eight = asker.dialect["phone-eight"] == "is-seven"
    return find.name_or_phone(kind, text, asker.dialect["name-match"], eight_is_seven=eight)


def email(text: str, asker: Asker) -> Condition:
    """The e-mail is as typed, in the way of the dialect."""
    case_matters = asker.dialect["email-case"] == "counts"
    return find.email(text, partial=asker.dialect["email-match"] == "partial", case_matters=case_matters)


def contragent() -> Meanings:
    """Whom the papers are made out to."""
    found = {name: code(f"contragent.{field}") for name, field in NUMBERS_OF_CONTRAGENT.items()}
    found["contragentName"] = text("contragent.legalName")
    found["contragentTypes"] = words(contents.at("contragent.contragentType"))
    return found


def contragent_of_companies() -> Meanings:
    """Whom the papers of one of a company's legal entities are made out to."""

    def one_of(sql: str) -> Meaning:
        return lambda sent, _asker: contents.some("companies", find.one_of(sql, reading.listed(sent)))

    def exactly(field: str) -> Meaning:
        sql = contents.within(f"contragent.{field}")
        return value(str, lambda sought: contents.some("companies", contents.whole(sql, sought)))

    found = {name: exactly(field) for name, field in NUMBERS_OF_CONTRAGENT.items()}
    found["contragentName"] = inside("companies", "contragent.legalName")
    found["contragentTypes"] = one_of(contents.within("contragent.contragentType"))
    return found


def managers() -> Meanings:
    """Who looks after it."""

    def in_groups(sent: Sent, _asker: Asker) -> Condition:
        return contents.manager_in(reading.listed(sent))

    return {"managers": numbers(contents.at("managerId")), "managerGroups": in_groups}


def any_card() -> Meanings:
    """What the lists of people and of companies have in common."""
    return {
        "ids": lambda sent, _asker: find.one_of("id", identities(sent)),
        "externalIds": words("external_id"),
        "sites": words("site"),
        **amounts("OrdersCount", contents.ORDERS_COUNT),
        **amounts("AverageSumm", contents.AVERAGE_SUMM),
        **amounts("TotalSumm", contents.TOTAL_SUMM),
        **amounts("CostSumm", contents.at("costSumm")),
        "classSegment": nothing_held(str),
        "discountCardNumber": code("discountCardNumber"),
        "vip": flag("vip"),
        "bad": flag("bad"),
        "attachments": nothing_held(one_to_three),
        "tasksCounts": nothing_held(one_to_three),
        "notes": value(str, contents.noted),
        **managers(),
        **moments("date", "created_at"),
        **moments("firstOrder", contents.FIRST_ORDER),
        **moments("lastOrder", contents.LAST_ORDER),
    }


def of_customer(meaning: Meaning) -> Meaning:
    """What a filter of customers means to orders: it finds their customer, whose card the key sees."""

    def read(sent: Sent, asker: Asker) -> Condition:
        condition = meaning(sent, asker)
        known = condition in (find.EVERYTHING, find.NOTHING)
        return condition if known else find.customer_is(condition, asker.sites)

    return read
