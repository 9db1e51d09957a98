"""Settings: extensions and blocks."""

from collections.abc import Mapping

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from simulators.kit.control import Controls
from simulators.kit.dialects import Switch
from simulators.kit.speaking import current as spoken
from simulators.kit.speaking import say
from simulators.usedesk_mock import variables
from simulators.usedesk_mock.dialects import SWITCHES
from simulators.usedesk_mock.pages import block_form, current, letter_form
from simulators.usedesk_mock.pages.forms import Errors
from simulators.usedesk_mock.state.model import BLOCK_KINDS, EXTENSIONS, Block, Channel
from simulators.usedesk_mock.state.settings import Settings
from simulators.usedesk_mock.trial import sample

_BLOCK = "<int(max=9223372036854775807):block_id>"  # what SQLite can hold
_KIND = f"<any({','.join(BLOCK_KINDS)}):kind>"


def blueprint(controls: Controls) -> Blueprint:
    """The pages `/settings…`."""
    settings = Blueprint("settings", __name__, url_prefix="/settings")
    settings.context_processor(
        lambda: {"company_dialect": lambda: controls.dialect(current.name()).positions()}
    )
    for rule, view, method in (
        ("", overview, "GET"),
        ("/extensions", extensions, "GET"),
        ("/extensions", switch, "POST"),
        ("/blocks", blocks, "GET"),
        ("/blocks/order", order, "POST"),
        (f"/blocks/new/{_KIND}", new, "GET"),
        (f"/blocks/new/{_KIND}", add, "POST"),
        (f"/blocks/{_BLOCK}", edit, "GET"),
        (f"/blocks/{_BLOCK}", save, "POST"),
        (f"/blocks/{_BLOCK}/enabled", enable, "POST"),
        (f"/blocks/{_BLOCK}/place", move, "POST"),
        (f"/blocks/{_BLOCK}/delete", confirm, "GET"),
        (f"/blocks/{_BLOCK}/delete", delete, "POST"),
    ):
        settings.add_url_rule(rule, view_func=view, methods=[method])
    return settings


def overview() -> str:
    """What there is to set."""
    return render_template("settings.html")


def extensions() -> str:
    """Ready-made integrations, on or off."""
    return render_template("extensions.html", extensions=_settings().extensions())


def switch() -> Answer:
    """Turn an extension on or off."""
    name = request.form.get("extension", "")
    if name not in EXTENSIONS:
        abort(400, say("There is no such extension; there are: %(names)s.", names=", ".join(EXTENSIONS)))
    _settings().switch({name: request.form.get("enabled") == "1"})
    return redirect(url_for("settings.extensions"), 303)


def blocks() -> str:
    """The blocks in the order tickets show them."""
    settings = _settings()
    held = {one.id for one in settings.blocks() if settings.held_back(one)}
    moved = request.args.get("moved", 0, type=int), request.args.get("way", "")
    return render_template("blocks.html", blocks=settings.blocks(), held=held, moved=moved)


def order() -> Response:
    """Let the blocks stand as somebody dragged them."""
    wanted = request.form.get("order", "").split(",")
    if not all(one.isascii() and one.isdigit() for one in wanted):
        abort(400, say("An order is the blocks' numbers with commas between them."))
    _settings().reorder([int(one) for one in wanted])
    return Response(status=204)


def move(block_id: int) -> Answer:
    """Let a block change places with its neighbour; the same arrow has the focus afterwards."""
    place = [one.id for one in _settings().blocks()].index(_found(block_id).id)
    way = "up" if request.form.get("way") == "up" else "down"
    _settings().move(block_id, max(place - 1, 0) if way == "up" else place + 1)
    return redirect(url_for("settings.blocks", moved=block_id, way=way), 303)


def new(kind: str) -> str:
    """The form of a new block."""
    return _form(Block(kind=kind))


def add(kind: str) -> Answer | str | tuple[str, int]:
    """Add a block."""
    return _filled_in(Block(kind=kind))


def edit(block_id: int) -> str:
    """The form of a block."""
    return _form(block_form.masked(_found(block_id)))


def save(block_id: int) -> Answer | str | tuple[str, int]:
    """Give a block new fields."""
    return _filled_in(_found(block_id))


def enable(block_id: int) -> Answer:
    """Turn a block on or off."""
    _settings().enable_block(_found(block_id).id, enabled=request.form.get("enabled") == "1")
    return redirect(url_for("settings.blocks"), 303)


def confirm(block_id: int) -> str:
    """Ask before a block is deleted."""
    return render_template("delete_block.html", block=_found(block_id))


def delete(block_id: int) -> Answer:
    """Delete a block."""
    _settings().delete_block(_found(block_id).id)
    return redirect(url_for("settings.blocks"), 303)


def _filled_in(before: Block) -> Answer | str | tuple[str, int]:
    block, errors = block_form.read(request.form, before)
    changed = block_form.with_rows(block, request.form)
    if changed is not None:
        return _form(changed, focus="last" if "add" in request.form else "")
    if errors:
        return _form(block, errors), 422
    _settings().save_block(block_form.unmasked(block, before))
    return redirect(url_for("settings.blocks"), 303)


def _settings() -> Settings:
    return current.company().settings


def _found(block_id: int) -> Block:
    return _settings().block(block_id) or abort(404, say("There is no block %(id)d.", id=block_id))


def _form(block: Block, errors: Errors | None = None, focus: str = "") -> str:
    return render_template(
        "block_form.html",
        block=block,
        errors=errors or {},
        focus=focus,
        longest=block_form.LONGEST_IN_PARAMETER | block_form.LONGEST,
        switches=SWITCHES,
        dialect_options=_dialect_options,
        channels=letter_form.channels(spoken()),
        variables=" ".join(f"{{{{{name}}}}}" for name in variables.known(sample(Channel(0, "email", "")))),
    )


def _dialect_options(switch: Switch, usual: Mapping[str, str]) -> list[tuple[str, str]]:
    """The company's position first, then the switch's own."""
    as_usual = say("as the company: %(position)s", position=usual[switch.name])
    return [("", as_usual), *((position, position) for position in switch.positions)]
