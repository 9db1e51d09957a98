"""Draws what steps are about. The pools are small, so that people, orders and letters meet."""

from functools import cache

from hypothesis import strategies as st

from simulators.retailcrm_mock.dialects import SWITCHES as RETAILCRM
from simulators.usedesk_mock.dialects import SWITCHES as USEDESK
from tests.machine.model import CALLS, LINES, MAILBOXES, Model
from tests.machine.steps import Address, DialectSwitched, LetterArrives
from tests.properties import worlds
from tests.properties.worlds import NAMES, spellings

# The last of each looks like the first to a loose search, and is another. The first is met again most often.
NUMBERS = (worlds.NUMBERS[0], worlds.NUMBERS[0], worlds.NUMBERS[3], worlds.NUMBERS[4])
MAILS = (worlds.MAILS[0], worlds.MAILS[0], worlds.MAILS[1], worlds.MAILS[3])
COMPARED_AS_STORED = {"name-match", "email-case"}
"""In a position of these RetailCRM may find only what is stored as it is searched; see docs/rules.md."""
_BY_ADDRESS = {"rate-answer", "rate-count", "rate-window"}  # the quota is lifted here
_LEARNED = {"orders-by-card"}
_MATCHED = ("order-without-customer", "matched")  # whom it matches is the CRM's own search, tested there

NEW_SHOP = "pop-up"
names = st.sampled_from(NAMES)


def shops(model: Model) -> st.SearchStrategy[str]:
    """One of the shops there are."""
    return st.sampled_from(sorted(model.shop_names))


def some_shops(model: Model) -> st.SearchStrategy[tuple[str, ...]]:
    """What a key may be limited to: one shop or two; or nothing, and it sees all."""
    there = sorted(model.shop_names)
    return st.sampled_from([(), *((one,) for one in there), tuple(there[:2])])


@st.composite
def numbers(draw: st.DrawFn, *, plain: bool, line: bool = False) -> Address:
    """A phone in one of its spellings; plain in digits and a plus, of a line with its country first."""
    number = draw(st.sampled_from(NUMBERS))
    ways = [number] if line else spellings(number)
    return Address(number, draw(st.sampled_from([one for one in ways if not plain or _is_plain(one)])))


@st.composite
def mails(draw: st.DrawFn, *, plain: bool) -> Address:
    """An e-mail; capitals make no other address."""
    mail = draw(st.sampled_from(MAILS))
    return Address(mail, mail if plain else draw(st.sampled_from([mail, mail.upper(), mail.title()])))


def several(address: st.SearchStrategy[Address]) -> st.SearchStrategy[tuple[Address, ...]]:
    """One or two that are not the same, or none."""
    some = st.lists(address, min_size=1, max_size=2, unique_by=lambda one: one.means)
    return (some | some | st.just([])).map(tuple)


@st.composite
def letters(draw: st.DrawFn, *, plain: bool) -> LetterArrives:
    """Somebody writes by any channel; the number of a user of Telegram looks like a phone, and is none."""
    channel = draw(st.sampled_from([*CALLS, *MAILBOXES, "telegram"]))
    if channel in MAILBOXES:
        nobody = st.none() if channel == "chat" else st.nothing()
        return LetterArrives(channel, draw(mails(plain=plain) | nobody))
    if channel == "telegram":
        number = draw(st.sampled_from(NUMBERS)).lstrip("+")
        return LetterArrives(channel, Address(number, number))
    return LetterArrives(channel, draw(numbers(plain=plain, line=channel in LINES)))


def tells(letter: LetterArrives) -> bool:
    """Whether there is anything to search the writer by."""
    return letter.contact is not None and letter.channel != "telegram"


@cache
def dialects(*, plain: bool, lasting: bool) -> st.SearchStrategy[DialectSwitched]:
    """A position of a switch of either system; not of one that is learned for an hour, if it is `lasting`."""
    left_out = _BY_ADDRESS | (set() if plain else COMPARED_AS_STORED) | (_LEARNED if lasting else set())
    sides = {"retailcrm": RETAILCRM, "usedesk": USEDESK}
    positions = [
        DialectSwitched(side, switch.name, position)
        for side, switches in sides.items()
        for switch in switches
        for position in switch.positions
        if switch.name not in left_out and (switch.name, position) != _MATCHED
    ]
    return st.sampled_from(positions)


def _is_plain(written: str) -> bool:
    return written.removeprefix("+").isdecimal()
