"""Outcomes and departures in words for people."""

from simulators.usedesk_mock.answer import Outcome, Reading, Reply, is_json

# A title and an advice. Filled in: {status}, {limit}, {place} (a byte), {detail}.
_WORDS = {
    Outcome.ANSWERED: ("Answered", "The block answered."),
    Outcome.EMPTY: ("Empty", "The block answered with empty HTML."),
    Outcome.NO_HTML: ("No “html” in the answer", 'The block must answer {{"html": "…"}}.'),
    Outcome.HTML_NOT_TEXT: ("“html” is not a string", "The block's “html” must be a string of HTML."),
    Outcome.NOT_JSON: ("Not JSON", 'The block must answer {{"html": "…"}}, nothing before or after it.'),
    Outcome.STRAY_OUTPUT: (
        "Stray output beside the JSON",
        "JSON and other output meet at byte {place}. The block must print nothing but the JSON.",
    ),
    Outcome.NOT_UTF8: ("Not UTF-8", "Byte {place} of the answer is not UTF-8, which JSON must be."),
    Outcome.HTTP_ERROR: ("HTTP status {status}", "The block must answer 200, bad news included."),
    Outcome.REDIRECT: ("Redirect not followed", "It answered {status}; give the block the final address."),
    Outcome.REDIRECT_LOOP: ("Too many redirects", "Five redirects were followed, and there was another."),
    Outcome.TOO_LARGE: ("Too large", "The answer passed 1 MB; reading stopped there."),
    Outcome.TIMED_OUT: ("No answer in time", "The block did not answer within {limit:g} s."),
    Outcome.BROKEN: ("Broken off", "The block's server closed the connection before its answer was whole."),
    Outcome.UNREACHABLE: ("Unreachable", "No connection to the block's URL. Does its server run?"),
    Outcome.NO_HOST: ("Unknown host", "No address is known for the URL's host. Is it spelt right?"),
    Outcome.TLS_FAILED: ("TLS failed", "No secure connection to the block's server: {detail}."),
    Outcome.BAD_URL: ("Unusable URL", "The block's URL can't be called; begin it with http:// or https://."),
    Outcome.NOT_SENT: (
        "Not sent",
        "The request would depart from what Usedesk sends, so this simulator kept it back. Mend the data.",
    ),
}


def title(outcome: Outcome, reply: Reply) -> str:
    """The outcome in a few words."""
    return _WORDS[outcome][0].format(status=reply.status)


def advice(reading: Reading, reply: Reply, limit: float) -> str:
    """What it means and what to do."""
    told = _WORDS[reading.outcome][1]
    return told.format(status=reply.status, limit=limit, place=reading.place, detail=reply.detail)


def remarks(reading: Reading, reply: Reply) -> tuple[str, ...]:
    """What is wrong with an answer, or worth a warning though it is shown."""
    if reply.failure is not None or reading.outcome not in (Outcome.ANSWERED, Outcome.EMPTY):
        return (title(reading.outcome, reply),)
    if is_json(reply.header("content-type")):
        return ()
    return ("The content type is not application/json; whether Usedesk minds is unknown.",)
