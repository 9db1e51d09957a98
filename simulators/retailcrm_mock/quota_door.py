"""The quota's part of the control door: RetailCRM's own limit of requests, told and lifted."""

from collections.abc import Callable

from flask import Response, jsonify

from simulators.kit.asked import chosen, sent_json
from simulators.kit.control import Simulated
from simulators.kit.errors import ControlError
from simulators.retailcrm_mock.quota import OF_TELEPHONY, PER_SECOND, Quota


class QuotaDoor:
    """One small function an operation; the table is the whole of it."""

    def __init__(self, quota: Quota, simulated: Simulated) -> None:
        self._quota = quota
        self._simulated = simulated

    def table(self) -> dict[str, dict[str, Callable[[], Response]]]:
        """The views, by path and method."""
        return {"/quota": {"GET": self.told, "PUT": self.lift}}

    def told(self) -> Response:
        """Whether the limit is kept, and which it is."""
        figures = {"per_second": PER_SECOND, "telephony_per_second": OF_TELEPHONY}
        return jsonify(
            accounts={
                name: {"lifted": self._quota.lifted(name), **figures} for name in chosen(self._simulated)
            }
        )

    def lift(self) -> Response:
        """Lift the limit, or keep it again."""
        wish = sent_json('{"lifted": true}')
        lifted = wish.get("lifted")
        if set(wish) != {"lifted"} or not isinstance(lifted, bool):
            raise ControlError('a quota takes one setting, "lifted": true or false')
        for name in chosen(self._simulated):
            self._quota.lift(name, lifted=lifted)
        return self.told()
