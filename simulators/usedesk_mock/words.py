"""Outcomes, departures and warnings in words for people."""

from simulators.kit.language import Text, msg
from simulators.usedesk_mock.answer import Outcome, Reading, Reply, is_json
from simulators.usedesk_mock.wire import Departure


def title(outcome: Outcome, reply: Reply) -> Text:
    """The outcome in a few words."""
    return Text(_TITLES[outcome].message, {"status": reply.status})


def advice(reading: Reading, reply: Reply, limit: float) -> Text:
    """What it means and what to do."""
    message = _ADVICE[reading.outcome].message
    return msg(message, status=reply.status, detail=reply.detail, place=reading.place, limit=limit)


def remarks(reading: Reading, reply: Reply) -> tuple[Text, ...]:
    """What is wrong with an answer, or worth a warning though it is shown."""
    if reading.outcome not in (Outcome.ANSWERED, Outcome.EMPTY):
        return (title(reading.outcome, reply),)
    if is_json(reply.header("content-type")):
        return ()
    return (msg("The content type is not application/json; whether Usedesk minds is unknown."),)


def departure(found: Departure) -> Text:
    """Where and how the request departs."""
    return msg("%(place)s breaks the contract's rule “%(rule)s”.", place=found.place, rule=found.rule)


# Filled in: %(status)d, %(limit)g seconds, the byte %(place)d, and OpenSSL's own words as %(detail)s.
_TITLES = {
    Outcome.ANSWERED: msg("Answered"),
    Outcome.EMPTY: msg("Empty"),
    Outcome.NO_HTML: msg("No “html” in the answer"),
    Outcome.HTML_NOT_TEXT: msg("“html” is not a string"),
    Outcome.NOT_JSON: msg("Not JSON"),
    Outcome.STRAY_OUTPUT: msg("Output before the JSON"),
    Outcome.TRAILING_OUTPUT: msg("Output after the JSON"),
    Outcome.NOT_UTF8: msg("Not UTF-8"),
    Outcome.HTTP_ERROR: msg("HTTP status %(status)d"),
    Outcome.REDIRECT: msg("Redirect not followed"),
    Outcome.REDIRECT_LOOP: msg("Too many redirects"),
    Outcome.TOO_LARGE: msg("Too large"),
    Outcome.TIMED_OUT: msg("No answer in time"),
    Outcome.BROKEN: msg("Broken off"),
    Outcome.UNREACHABLE: msg("Unreachable"),
    Outcome.NO_HOST: msg("Unknown host"),
    Outcome.TLS_FAILED: msg("TLS failed"),
    Outcome.BAD_URL: msg("Unusable URL"),
    Outcome.NOT_SENT: msg("Not sent"),
}
_ADVICE = {
    Outcome.ANSWERED: msg("The block answered."),
    Outcome.EMPTY: msg("The block answered with empty HTML."),
    Outcome.NO_HTML: msg('The block must answer {"html": "…"}.'),
    Outcome.HTML_NOT_TEXT: msg("The block's “html” must be a string of HTML."),
    Outcome.NOT_JSON: msg('The block must answer {"html": "…"}, nothing before or after it.'),
    Outcome.STRAY_OUTPUT: msg("The JSON begins at byte %(place)d only; print nothing before it."),
    Outcome.TRAILING_OUTPUT: msg("The JSON ends at byte %(place)d; print nothing after it."),
    Outcome.NOT_UTF8: msg("Byte %(place)d is not UTF-8, and JSON must be."),
    Outcome.REDIRECT: msg("It answered %(status)d; give the block the final address."),
    Outcome.TIMED_OUT: msg("The block did not answer within %(limit)g s."),
    Outcome.TLS_FAILED: msg("No secure connection to the block's server: %(detail)s."),
    Outcome.HTTP_ERROR: msg("The block must answer 200, bad news included."),
    Outcome.REDIRECT_LOOP: msg("Five redirects were followed, and there was another."),
    Outcome.TOO_LARGE: msg("The answer passed 1 MB; reading stopped there."),
    Outcome.BROKEN: msg("The block's server closed the connection before its answer was whole."),
    Outcome.UNREACHABLE: msg("No connection to the block's URL. Does its server run?"),
    Outcome.NO_HOST: msg("No address is known for the URL's host. Is it spelt right?"),
    Outcome.BAD_URL: msg("The block's URL can't be called; begin it with http:// or https://."),
    Outcome.NOT_SENT: msg("Usedesk would not send this request, so the simulator kept it back."),
}
