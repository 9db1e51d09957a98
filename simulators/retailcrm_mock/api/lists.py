"""Lists that are small enough to be gone through: read by page, with filters that test each thing."""

from collections.abc import Callable, Mapping, Sequence

from simulators.kit.dialects import Dialect
from simulators.retailcrm_mock.api import filters, reading
from simulators.retailcrm_mock.api.brackets import Sent
from simulators.retailcrm_mock.api.filters import Asker
from simulators.retailcrm_mock.api.operations import Call, pagination, paging
from simulators.retailcrm_mock.state import Document

Test = Callable[[Document], bool]
Meaning = Callable[[Sent, Asker], Test]


def part(
    call: Call,
    name: str,
    held: Sequence[Document],
    known: Mapping[str, Meaning],
    dress: Callable[[Document, Dialect], Document],
) -> Document:
    """One page of what the filters known leave of the things held, under their name.

    Raises:
        Refusal: a paging or filter value is wrong.
    """
    wrong: dict[str, str] = {}
    page, limit = paging(call, wrong)
    tests = filters.conditions(call.sent, known, Asker(call.dialect, call.key.shops), wrong)
    reading.refuse(wrong)
    found = [each for each in held if all(test(each) for test in tests)]
    shown = found[(page - 1) * limit : page * limit]
    told = [dress(each, call.dialect) for each in shown]
    return {name: told, "pagination": pagination(page, limit, len(found))}


def is_one_of(read: Callable[[str], object], *path: str) -> Meaning:
    """A list of values, one of which stands at the path."""

    def meaning(sent: Sent, _asker: Asker) -> Test:
        wanted = [read(text) for text in reading.listed(sent)]
        return lambda each: value(each, path) in wanted

    return meaning


def single(test: Callable[[str], Test]) -> Meaning:
    """A filter of one value; left empty it is none, or in a dialect finds nothing."""

    def meaning(sent: Sent, asker: Asker) -> Test:
        if text := reading.single(sent):
            return test(text)
        return lambda _each: asker.dialect["empty-filter"] != "nothing"

    return meaning


def holds(name: str) -> Meaning:
    """Free text inside a value, letter case ignored."""
    return single(lambda text: lambda each: text.lower() in str(each.get(name, "")).lower())


def is_true(name: str) -> Meaning:
    """A flag; in a dialect its no is no filter."""

    def meaning(sent: Sent, asker: Asker) -> Test:
        ignored = asker.dialect["zero-filter"] == "ignored"

        def test(text: str) -> Test:
            wanted = reading.yes(text)
            return lambda each: (not wanted and ignored) or bool(each.get(name)) == wanted

        return single(test)(sent, asker)

    return meaning


def value(each: Document, path: Sequence[str]) -> object:
    """What stands at the path, whose inner parts are always there; None when nothing does."""
    for name in path[:-1]:
        each = each[name]
    return each.get(path[-1])
