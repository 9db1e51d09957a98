"""The same walk through a simulator that speaks the settled dialect: what departs there, it explains."""

from collections.abc import Mapping

from flask.testing import FlaskClient

from simulators.kit.control import Controls
from simulators.kit.reading_only import Heard
from simulators.retailcrm_mock import seed
from simulators.retailcrm_mock.app import create_app
from simulators.retailcrm_mock.dialects import SWITCHES
from simulators.retailcrm_mock.drift.probes import PROBES
from simulators.retailcrm_mock.drift.walk import Walk, departures, rule
from simulators.retailcrm_mock.state import Store

_NAME, _KEY, _PEOPLE, _ALL = "rehearsal", "rehearsal-key", 60, 100
# Documents that lack whatever may be absent: a dialect shows in them.
_BARE = {"customers": [{}, {"type": "customer_corporate"}], "orders": [{}]}


def explained_by(dialect: Mapping[str, str]) -> frozenset[str]:
    """The rules of the contract that a simulator breaks when it speaks the dialect."""
    if not dialect:
        return frozenset()
    store = Store()
    try:
        seed.create(store, _NAME, 1, _PEOPLE, _KEY)
        client = create_app(store, Controls(SWITCHES, dialect), rate_limit=False).test_client()
        client.post(f"/_sim/seed?account={_NAME}", json={"load": _BARE})
        walk = Walk(_Within(client), pages=_ALL)
        walk.everything()
        for probe in PROBES.values():
            probe(walk)
        return frozenset(map(rule, departures(walk.calls)))
    finally:
        store.close()


class _Within:
    """Asks a simulator that runs in this process."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client

    def get(self, path: str, params: Mapping[str, str] | None = None, *, bare: bool = False) -> Heard:
        headers = {} if bare else {"X-API-KEY": _KEY}
        answer = self._client.get(f"/{_NAME}{path}", query_string=params, headers=headers)
        told = {name.lower(): value for name, value in answer.headers.items()}
        return Heard(answer.status_code, answer.mimetype or "", answer.data, told)
