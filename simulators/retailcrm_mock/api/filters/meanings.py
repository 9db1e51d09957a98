"""The kinds of filters: each function makes the meaning of one, or of the two ends of a range."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from simulators.kit.dialects import Dialect
from simulators.retailcrm_mock.api import reading
from simulators.retailcrm_mock.api.brackets import Parameters, Sent
from simulators.retailcrm_mock.api.errors import EXTRA, INVALID
from simulators.retailcrm_mock.state import Condition, contents, find

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asker:
    """What a filter's meaning depends on besides its value: the dialect, and the shops the key sees."""

    dialect: Dialect
    sites: tuple[str, ...] | None


Meaning = Callable[[Sent, Asker], Condition]
Meanings = dict[str, Meaning]


def conditions(
    sent: Parameters, known: Mapping[str, Callable[[Sent, Asker], T]], asker: Asker, wrong: dict[str, str]
) -> list[T]:
    """What the filters sent mean together; what is wrong with them is noted."""
    found = []
    for name, value in sent.filters.items():
        meaning = known.get(name)
        try:
            if meaning is not None:
                found.append(meaning(value, asker))
            elif asker.dialect["unknown-filter"] == "400":
                wrong["filter"] = EXTRA
        except reading.InputError as error:
            wrong[name] = str(error)
    if "filter" in sent.plain:
        wrong["filter"] = INVALID
    return found


def single(meaning: Callable[[str, Asker], Condition]) -> Meaning:
    """A filter of one value; left empty it is none, or in a dialect finds nothing."""

    def read(sent: Sent, asker: Asker) -> Condition:
        text = reading.single(sent)
        if text:
            return meaning(text, asker)
        return find.NOTHING if asker.dialect["empty-filter"] == "nothing" else find.EVERYTHING

    return read


def value(read: Callable[[str], T], condition: Callable[[T], Condition]) -> Meaning:
    """A filter of one value that neither dialect nor key has a say in."""
    return single(lambda text, _asker: condition(read(text)))


def words(sql: str) -> Meaning:
    """A list of texts, one of which is the value."""
    return lambda sent, _asker: find.one_of(sql, reading.listed(sent))


def numbers(sql: str) -> Meaning:
    """A list of ids, one of which is the value."""
    return lambda sent, _asker: find.one_of(sql, identities(sent))


def identities(sent: Sent) -> list[int]:
    """The ids listed; raises InputError."""
    return [reading.identity(text) for text in reading.listed(sent)]


def text(*paths: str) -> Meaning:
    """Free text inside one of the values, letter case ignored."""
    return value(
        str, lambda sought: contents.any_of([contents.holds(contents.at(one), sought) for one in paths])
    )


def inside(listed: str, *paths: str) -> Meaning:
    """Free text inside a value of one of the things listed."""
    return value(
        str,
        lambda sought: contents.some(
            listed, contents.any_of([contents.holds(contents.within(one), sought) for one in paths])
        ),
    )


def code(path: str) -> Meaning:
    """A number or code that is the whole value."""
    return value(str, lambda sought: contents.whole(contents.at(path), sought))


def yes_or_no(condition: Callable[[bool, Asker], Condition]) -> Meaning:
    """A flag; in a dialect its no is no filter, as retailcrm/api-client-php issue 10 tells of `expired`."""

    def meaning(sent: str, asker: Asker) -> Condition:
        wanted = reading.yes(sent)
        if not wanted and asker.dialect["zero-filter"] == "ignored":
            return find.EVERYTHING
        return condition(wanted, asker)

    return single(meaning)


def flag(path: str) -> Meaning:
    """A flag of the document."""
    return yes_or_no(lambda wanted, _asker: contents.true(path, wanted=wanted))


def amounts(name: str, sql: str) -> Meanings:
    """The least and the greatest a number may be."""
    return {
        f"min{name}": value(reading.amount, partial(contents.amount, sql, ">=")),
        f"max{name}": value(reading.amount, partial(contents.amount, sql, "<=")),
    }


def moments(name: str, sql: str) -> Meanings:
    """The first and the last moment; a day counts from its start to its end."""
    return {
        f"{name}From": value(reading.since, partial(contents.moment, sql, ">=")),
        f"{name}To": value(reading.until, partial(contents.moment, sql, "<=")),
    }


def days(name: str, sql: str) -> Meanings:
    """The first and the last day."""
    return {
        f"{name}From": value(reading.day, partial(contents.moment, sql, ">=")),
        f"{name}To": value(reading.day, partial(contents.moment, sql, "<=")),
    }


def nothing_held(read: Callable[[str], object]) -> Meaning:
    """A filter for what the simulator holds nothing of: read like any other, it finds nothing."""
    return value(read, lambda _read: find.NOTHING)


def one_to_three(sent: str) -> str:
    """What `attachments` and `tasksCounts` take; raises InputError."""
    if sent not in ("1", "2", "3"):
        raise reading.InputError(INVALID)  # the text that retailcrm/api-client-go client_test.go knows
    return sent


def custom_fields(sent: Sent, asker: Asker) -> Condition:
    """`[code]=value`, `[code][]=value`, or `[code][min]` and `[code][max]` for numbers and dates."""
    return find.everywhere(
        [_custom_field(code, value, asker) for code, value in reading.nested(sent).items()]
    )


def source() -> Meanings:
    """Where the customer or the order came from."""
    names = {"sourceName": "source", "mediumName": "medium", "campaignName": "campaign"}
    names |= {"keywordName": "keyword", "adContentName": "content"}
    return {name: text(f"source.{one}") for name, one in names.items()}


def _custom_field(code: str, sent: Sent, asker: Asker) -> Condition:
    ends = sent.inner()
    if ends is not None and ends.keys() <= {"min", "max"}:
        return find.everywhere([_end(code, end, value, asker) for end, value in ends.items()])
    if ends is not None:
        return contents.any_of([_custom_value(code, text) for text in reading.listed(sent)])
    return single(lambda text, _asker: _custom_value(code, text))(sent, asker)


def _custom_value(code: str, sent: str) -> Condition:
    try:
        return contents.custom_field(code, sent, reading.amount(sent))
    except reading.InputError:
        return contents.custom_field(code, sent, None)


def _end(code: str, end: str, sent: Sent, asker: Asker) -> Condition:
    comparison, moment = (">=", reading.since) if end == "min" else ("<=", reading.until)

    def meaning(text: str, _asker: Asker) -> Condition:
        try:
            return contents.custom_amount(code, comparison, reading.amount(text))
        except reading.InputError:
            return contents.custom_moment(code, comparison, moment(text))

    return single(meaning)(sent, asker)
