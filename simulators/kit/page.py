"""The control door's page for people; what it shows and does goes through the JSON operations beside it."""

from collections.abc import Collection

from flask import current_app, render_template


def render(title: str, operations: Collection[str]) -> str:
    """The page as HTML, with the sections whose operations this simulator serves.

    Args:
        title: the simulator's name.
        operations: the operations a fault can strike.
    """
    served = {rule.rule for rule in current_app.url_map.iter_rules()}
    counted = "customers" if "/_sim/accounts" in served else "tickets"  # what a seed invents here
    return render_template(
        "control.html", title=title, served=served, counted=counted, operations=sorted(operations)
    )
