"""Keeps other sites' pages from posting our forms."""

from urllib.parse import urlsplit

from flask import abort, request

from simulators.kit.speaking import say


def refuse_foreign_posts() -> None:
    """Abort with 403 when a browser says that the form it posts stands on another site."""
    if request.method != "POST":
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    foreign_site = site not in (None, "same-origin", "none")
    foreign_origin = origin is not None and urlsplit(origin).netloc != request.host
    if foreign_site or foreign_origin:
        abort(403, say("This form came from another site. Open it here and send it again."))
