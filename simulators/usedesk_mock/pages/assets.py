"""Bootstrap 3.4.1 and jQuery 1.12.4, served from the package that brings them.

Usedesk's classic interface stands on Bootstrap 3: real blocks use its wells, list groups and collapse.
"""

from importlib import resources

from flask import Blueprint, Response, send_from_directory

A_DAY = 86_400


def blueprint() -> Blueprint:
    """`/assets/bootstrap-3.4.1/…` and `/assets/js/…`."""
    folder = str(resources.files("sphinx_bootstrap_theme").joinpath("bootstrap", "static"))
    assets = Blueprint("assets", __name__, url_prefix="/assets")

    @assets.get("/<path:name>")
    def asset(name: str) -> Response:
        return send_from_directory(folder, name, max_age=A_DAY)

    return assets
