"""The dashboard: figures, the last weeks by day and by group of statuses, the newest orders."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from flask import render_template, url_for

from simulators.retailcrm_mock.pages import sheets
from simulators.retailcrm_mock.pages.reading import text
from simulators.retailcrm_mock.pages.words import Words
from simulators.retailcrm_mock.state import Account

LATEST = 8
DAYS = 30


@dataclass(frozen=True, slots=True)
class Share:
    """The orders of the last days in one group of statuses; `part` of 100 compares with the largest."""

    label: str
    tone: str
    count: int
    sum: str
    part: int
    address: str


@dataclass(frozen=True, slots=True)
class Day:
    """How many orders a day brought; `part` of 100 compares with the busiest."""

    day: date
    count: int
    part: int


def dashboard(account: Account) -> str:
    """The account at a glance, and what to try next."""
    words, latest = Words(account), account.orders_page(limit=LATEST)
    today = account.now().date()
    first = today - timedelta(days=DAYS - 1)
    tally = account.orders_tally(("day", "status", "currency"), since=first.isoformat())
    known = account.figures()
    figures = [
        ("Customers", f"{known['customers']:,}", url_for("pages.customers")),
        ("Companies", f"{known['companies']:,}", url_for("pages.companies")),
        ("Orders", f"{known['orders']:,}", url_for("pages.orders")),
        ("Shops", f"{len(words.known('sites')):,}", url_for("pages.shops")),
        ("API access keys", f"{known['keys']:,}", url_for("pages.keys")),
    ]
    return render_template(
        "crm/dashboard.html",
        figures=figures,
        orders=[sheets.row(order, words) for order in latest.items],
        days=_days(tally, first),
        shares=_shares(tally, words),
        recent=sum(count for count, _ in tally.values()),
        recent_sum=_sums(tally, words),
        span=DAYS,
    )


Tally = dict[tuple[str, ...], tuple[int, float]]  # by day, status and currency


def _days(tally: Tally, first: date) -> list[Day]:
    """Every day of the span, those without an order too."""
    counts: Counter[str] = Counter()
    for (day, _, _), (count, _) in tally.items():
        counts[day] += count
    most = max(counts.values(), default=1)
    every = (first + timedelta(days=number) for number in range(DAYS))
    return [Day(day, counts[day.isoformat()], 100 * counts[day.isoformat()] // most) for day in every]


def _shares(tally: Tally, words: Words) -> list[Share]:
    """The groups that have an order in the span, in the account's order."""
    groups: dict[str, Tally] = {code: {} for code in words.known("status-groups")}
    for key, held in tally.items():
        group = text(words.known("statuses").get(key[1]), "group")
        groups.setdefault(group if group in groups else "", {})[key] = held
    counts = {group: sum(count for count, _ in held.values()) for group, held in groups.items()}
    most = max(counts.values(), default=1)
    return [
        Share(
            words.name("status-groups", group) or "Other",
            words.tone(group),
            counts[group],
            _sums(held, words),
            100 * counts[group] // most,
            url_for("pages.orders", group=group or "other"),
        )
        for group, held in groups.items()
        if held
    ]


def _sums(tally: Tally, words: Words) -> str:
    """What the orders come to, each currency by itself."""
    sums: dict[str, Decimal] = {}
    for (_, _, currency), (_, total) in tally.items():
        code = currency.upper() or words.currency()
        sums[code] = sums.get(code, Decimal(0)) + Decimal(str(total))
    return " + ".join(words.money(amount, code) for code, amount in sums.items())
