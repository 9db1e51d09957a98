"""The Test button of a block's form: the form as it stands is asked about a sample ticket, saved or not."""

from flask import Blueprint, Response, abort, jsonify, render_template, request

from simulators.kit.speaking import current as spoken
from simulators.kit.speaking import say
from simulators.usedesk_mock.opening import Opening
from simulators.usedesk_mock.pages import block_form, current, shells
from simulators.usedesk_mock.shown import document
from simulators.usedesk_mock.state.model import Block, Channel
from simulators.usedesk_mock.trial import trial

_BLOCK = "<int(max=9223372036854775807):block_id>"  # what SQLite can hold


def blueprint(opening: Opening) -> Blueprint:
    """`POST /settings/blocks/{id}/trial` and `…/new/dynamic/trial`, with the form; `GET …/blocks/trial`."""
    trials = Blueprint("trials", __name__, url_prefix="/settings/blocks")

    @trials.post(f"/{_BLOCK}/trial")
    def saved(block_id: int) -> Response | tuple[Response, int]:
        block = current.company().settings.block(block_id)
        if block is None or block.kind != "dynamic":
            abort(404, say("There is no block %(id)d.", id=block_id))
        return _tried(opening, block)

    @trials.post("/new/dynamic/trial")
    def new() -> Response | tuple[Response, int]:
        return _tried(opening, Block())

    @trials.get("/trial")
    def frame() -> str:
        """An empty panel in the shell chosen last, for what comes."""
        return render_template("trial_frame.html", shell=shells.chosen())

    return trials


def _tried(opening: Opening, before: Block) -> Response | tuple[Response, int]:
    block, errors = block_form.read(request.form, before)
    if errors:
        told = {name: spoken().tell(error) for name, error in errors.items()}
        return jsonify(detail=say("Correct the form first."), errors=told), 422
    shown = trial(opening, current.name(), block_form.unmasked(block, before), _channel())
    return jsonify(document(shown, spoken().tell))


def _channel() -> Channel:
    wanted = request.form.get("channel", "")
    found = (one for one in current.company().desk.channels() if one.type == wanted)
    return next(found, None) or abort(400, say("Choose one of the channels."))
