"""The request Usedesk sends to a block, in every dialect. Pure.

Sources: Usedesk's API page "Additional blocks" for the fields it names; for types and the rest the public
code of usedesk-client (`AdditionalBlockQuery`), usedesk-backend and usedesk-dpd.
"""

from simulators.usedesk_mock.wire.compose import Occasion, compose
from simulators.usedesk_mock.wire.judge import Departure, Judge
from simulators.usedesk_mock.wire.outgoing import Fields, Outgoing

__all__ = ["Departure", "Fields", "Judge", "Occasion", "Outgoing", "compose"]
