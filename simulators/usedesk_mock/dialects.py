"""What nobody outside Usedesk knows about a block's request: one switch a question, the default first.

`docs/usedesk-requests.md` tells for each why it is asked and where its positions come from.
"""

from collections.abc import Mapping

from simulators.kit.dialects import Dialect, Switch

Positions = Mapping[str, str]

SWITCHES = (
    Switch("secret-name", "Under which name does the secret key travel?", ("secret", "secret_key")),
    Switch("numbers", "Are ids numbers, or numbers written as strings?", ("ints", "strings")),
    Switch(
        "empty-lists", "How does an empty list of the client's card look?", ("lists", "null", "absent")
    ),
    Switch("empty-client-data", "How does an empty client's card look?", ("object", "list")),
    Switch("phones", "Are the card's phones objects with a type, or plain strings?", ("objects", "strings")),
    Switch(
        "parameter-collision",
        "Who wins when a POST parameter bears the name of a standard field?",
        ("parameter-wins", "standard-wins"),
    ),
    Switch("encode", "Does Encode change what is sent?", ("plain", "opaque")),
    Switch("body", "Is the body JSON, or a form as PHP writes it?", ("json", "form")),
    Switch("content-type", "Does the content type name a charset?", ("plain", "charset")),
    Switch("non-ascii", "How are letters outside ASCII written in JSON?", ("escaped", "utf-8")),
    Switch(
        "from-email",
        "When is the deprecated from_email sent?",
        ("mail-only", "empty-elsewhere", "always", "never"),
    ),
    Switch("from-id", "Is the deprecated from_id sent?", ("absent", "sent")),
    Switch("timeout", "Is the limit sent as a field timeout?", ("absent", "sent")),
    Switch("limit", "How many seconds has a block to answer?", ("60", "25")),
    Switch(
        "is-auto-load",
        "When is is_auto_load “1”: always, when a ticket is opened, on a refresh? Or is it not sent?",
        ("always", "on-open", "on-refresh", "absent"),
    ),
    Switch("contact-on-chat", "What is contact on the chat widget?", ("address", "empty", "absent")),
    Switch(
        "contact-on-telegram",
        "What is contact on Telegram: the user's number as a string, as a number, or @name?",
        ("string", "number", "name"),
    ),
    Switch(
        "contact-elsewhere",
        "What is contact on the channels whose requests nobody published?",
        ("address", "empty", "absent"),
    ),
    Switch("data-on-chat", "What is channel_data.data on the chat widget?", ("null", "contact")),
    Switch("data-on-telegram", "What is channel_data.data on Telegram?", ("name", "number", "null")),
    Switch("data-elsewhere", "What is channel_data.data on other channels?", ("contact", "null")),
    Switch(
        "channel-data-id",
        "Whose id is channel_data.id: the channel's, the Telegram user's, nobody's?",
        ("channel", "telegram-user", "null"),
    ),
    Switch("redirects", "Are redirects of the block's server followed?", ("refused", "followed")),
)  # fmt: skip
DEFAULTS = Dialect(SWITCHES).positions()
_KNOWN = {one.name: one.positions for one in SWITCHES}


def checked(positions: Positions) -> dict[str, str]:
    """The positions, each of a switch there is; raises ControlError, which names those there are."""
    dialect = Dialect(SWITCHES)
    dialect.choose(positions)
    return {name: dialect[name] for name in positions}


def known(positions: Positions) -> dict[str, str]:
    """Those there are: what was kept by another version of the simulator may hold others."""
    return {name: position for name, position in positions.items() if position in _KNOWN.get(name, ())}


def off_default(positions: Positions) -> dict[str, str]:
    """The switches that stand elsewhere than at their default."""
    return {name: position for name, position in positions.items() if position != DEFAULTS[name]}
