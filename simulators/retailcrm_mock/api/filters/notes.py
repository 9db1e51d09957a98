"""The filters of /customers/notes: all of retailcrm/api-client-php, NoteFilter."""

from collections.abc import Mapping

from simulators.retailcrm_mock.api import reading
from simulators.retailcrm_mock.api.brackets import Sent
from simulators.retailcrm_mock.api.filters.meanings import Asker, Meaning, moments, numbers, value
from simulators.retailcrm_mock.state import Condition, contents, find


def _of_customers(sent: Sent, asker: Asker) -> Condition:
    return find.customer_is(find.one_of("external_id", reading.listed(sent)), asker.sites)


NOTES: Mapping[str, Meaning] = {
    "ids": numbers("id"),
    "customerIds": numbers("customer_id"),
    "customerExternalIds": _of_customers,
    "managerIds": numbers("manager_id"),
    "text": value(str, contents.note_holds),
    **moments("createdAt", "created_at"),
}
