"""What nobody outside Usedesk knows about a block's request: one switch a question."""

from simulators.kit.dialects import Switch

SWITCHES = (
    Switch("secret-name", "Under which name does the secret key travel?", ("secret", "secret_key")),
    Switch("numbers", "Are ids numbers, or numbers written as strings?", ("ints", "strings")),
    Switch("empty-lists", "How does an empty list of the client's card look?", ("lists", "null")),
    Switch("empty-client-data", "How does an empty client's card look?", ("object", "list")),
    Switch(
        "parameter-collision",
        "Who wins when a POST parameter bears the name of a standard field?",
        ("parameter-wins", "standard-wins"),
    ),
    Switch("encode", "Does Encode change what is sent?", ("plain", "opaque")),
    Switch("body", "Is the body JSON, or a form as PHP writes it?", ("json", "form")),
    Switch("from-email", "When is the deprecated from_email sent?", ("mail-only", "always", "never")),
)
