"""The control door's page for people; what it shows and does goes through the JSON operations beside it."""

from collections.abc import Collection

from flask import current_app, render_template


def render(title: str, operations: Collection[str], invents: str) -> str:
    """The page as HTML, with the sections whose operations this simulator serves.

    Args:
        title: the simulator's name.
        operations: the operations a fault can strike.
        invents: what a seed makes so many of.
    """
    served = {rule.rule for rule in current_app.url_map.iter_rules()}
    return render_template(
        "control.html", title=title, served=served, invents=invents, operations=sorted(operations)
    )
