"""An account's names for its codes, in each shape PHP may give them."""

import pytest

from service.adapters import retailcrm_wire as wire
from service.core.model import (
    Kind,
    PaymentStatus,
    ProductStatus,
    Question,
    References,
    Reply,
    Search,
    Shop,
    Status,
)
from tests.service.adapters.retailcrm_wire.reading import REFERENCES, through_json

TWO = {
    "name": "Two",
    "code": "2",
    "group": "g",
    "currency": "RUB",
    "paymentComplete": True,
    "cancelStatus": 1,
}
NAMED = {
    Kind.STATUSES: ("statuses", References(statuses={"2": Status("Two", "g")})),
    Kind.SHOPS: ("sites", References(shops={"2": Shop("Two", "RUB")})),
    Kind.DELIVERY_TYPES: ("deliveryTypes", References(delivery_types={"2": "Two"})),
    Kind.PAYMENT_STATUSES: (
        "paymentStatuses",
        References(payment_statuses={"2": PaymentStatus("Two", complete=True)}),
    ),
    Kind.PRODUCT_STATUSES: (
        "productStatuses",
        References(product_statuses={"2": ProductStatus("Two", cancelled=True)}),
    ),
}


@pytest.mark.parametrize("kind", NAMED)
@pytest.mark.parametrize(
    "shape", [{"2": TWO}, [TWO], {"2": TWO | {"code": None}}, [{"code": "3"}, None, TWO]]
)
def test_a_reference_may_be_a_map_or_a_list(kind: Kind, shape: object) -> None:
    name, read = NAMED[kind]
    assert wire.reply(Question(Search.REFERENCES, kind), through_json({name: shape})) == Reply(
        references=read
    )


def test_users_are_known_by_their_ids_and_called_by_what_names_they_have() -> None:
    users = [
        {"id": 28, "firstName": "Мария", "lastName": "Орлова"},
        {"id": "3", "firstName": "programmer"},
        {"id": 4},
    ]
    read = References(managers={28: "Мария Орлова", 3: "programmer"})
    assert wire.reply(REFERENCES[-1], through_json({"users": users})) == Reply(references=read)


def test_each_kind_of_reference_has_its_path_and_only_users_have_pages() -> None:
    asked = {kind: wire.request_for(Question(Search.REFERENCES, kind), 2) for kind in Kind}
    assert asked.pop(Kind.MANAGERS) == ("/api/v5/users", {"limit": "100", "page": "2"})
    assert {path.rpartition("/")[0] for path, _ in asked.values()} == {"/api/v5/reference"}
    assert (
        len({path for path, _ in asked.values()}),
        [params for _, params in asked.values() if params],
    ) == (5, [])
