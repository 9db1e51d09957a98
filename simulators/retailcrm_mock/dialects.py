"""Each question about RetailCRM that nobody outside can answer, as a switch."""

from simulators.kit.dialects import Switch

SWITCHES = (
    Switch(
        "name-match",
        "How do filter[name] and filter[customer] match a phone?",
        ("digits-substring", "stored-substring", "prefix", "whole"),
    ),
    Switch(
        "orders-by-card",
        "Do filter[customer] and filter[email] of orders look at the customer's card too?",
        ("yes", "no"),
    ),
    Switch("phone-eight", "Are 8… and +7… one number to these filters?", ("as-typed", "is-seven")),
    Switch("email-match", "Does filter[email] want the whole address?", ("exact", "partial")),
    Switch("email-case", "Does letter case count in filter[email]?", ("ignored", "counts")),
    Switch("empty-filter", "What does an empty filter find?", ("ignored", "nothing")),
    Switch(
        "zero-filter",
        "Does a filter of yes or no, such as filter[expired]=0, filter?",
        ("filters", "ignored"),
    ),
    Switch("unknown-filter", "What becomes of an unknown filter?", ("400", "ignored")),
    Switch("customer-id-covers-contacts", "Does filter[customerId] match an order's contact?", ("no", "yes")),
    Switch("list-order", "In which order do lists come?", ("newest", "oldest", "arbitrary")),
    Switch("site-on-writes", "Which writes must a key of several shops tell the site?", ("all", "creating")),
    Switch("null-in-entity", "What becomes of a null in an entity written?", ("400", "ignored")),
    Switch(
        "order-without-customer",
        "Whose is a new order that names no customer?",
        ("new-customer", "matched", "nobody"),
    ),
    Switch("upload-partial", "How is an upload answered of which a part failed?", ("460", "201")),
    Switch("missing-key", "Which status has a request without a key?", ("403", "401", "400")),
    Switch("unknown-account", "How is an unknown account answered?", ("404-json", "404-html")),
    Switch("payments", "How do payments come?", ("map", "list", "empty-list")),
    Switch("empty-map", "How does an empty map come?", ("[]", "{}")),
    Switch("absent", "How does a value come that is not set?", ("omitted", "null", "empty-string")),
    Switch("money", "How does a whole sum come?", ("plain", "float")),
    Switch("currency-case", "In which letters do currencies come?", ("upper", "lower")),
    Switch("error-language", "In which language are the texts in errors?", ("en", "ru")),
    Switch("error-shape", "How do errors come?", ("map", "list")),
    Switch(
        "rate-answer",
        "How is a request too many answered?",
        ("503", "429", "429-retry-after", "503-retry-after"),
    ),
    Switch("rate-count", "By what are requests counted?", ("key", "address")),
    Switch("rate-window", "How are requests counted?", ("sliding", "bucket")),
)
