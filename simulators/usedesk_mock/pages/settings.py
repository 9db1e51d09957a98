"""Settings: extensions and blocks."""

from dataclasses import replace

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from simulators.usedesk_mock.pages import current, forms
from simulators.usedesk_mock.state.model import BLOCK_KINDS, EXTENSIONS, Block, Parameter
from simulators.usedesk_mock.state.settings import Settings

_BLOCK = "<int(max=9223372036854775807):block_id>"  # what SQLite can hold


def blueprint() -> Blueprint:
    """The pages `/settings…`."""
    pages = _Settings()
    settings = Blueprint("settings", __name__, url_prefix="/settings")
    for rule, view, method in (
        ("", pages.overview, "GET"),
        ("/extensions", pages.extensions, "GET"),
        ("/extensions", pages.switch, "POST"),
        ("/blocks", pages.blocks, "GET"),
        (f"/blocks/new/<any({','.join(BLOCK_KINDS)}):kind>", pages.new, "GET"),
        (f"/blocks/new/<any({','.join(BLOCK_KINDS)}):kind>", pages.add, "POST"),
        (f"/blocks/{_BLOCK}", pages.edit, "GET"),
        (f"/blocks/{_BLOCK}", pages.save, "POST"),
        (f"/blocks/{_BLOCK}/enabled", pages.enable, "POST"),
        (f"/blocks/{_BLOCK}/delete", pages.confirm, "GET"),
        (f"/blocks/{_BLOCK}/delete", pages.delete, "POST"),
    ):
        settings.add_url_rule(rule, view_func=view, methods=[method])
    return settings


class _Settings:
    @property
    def _settings(self) -> Settings:
        return current.company().settings

    def overview(self) -> str:
        return render_template("settings.html")

    def extensions(self) -> str:
        return render_template("extensions.html", extensions=self._settings.extensions())

    def switch(self) -> Answer:
        name = request.form.get("extension", "")
        if name not in EXTENSIONS:
            abort(400, f"There is no such extension; there are: {', '.join(EXTENSIONS)}.")
        self._settings.switch({name: request.form.get("enabled") == "1"})
        return redirect(url_for("settings.extensions"), 303)

    def blocks(self) -> str:
        blocks = self._settings.blocks()
        held = {one.id for one in blocks if self._settings.held_back(one)}
        return render_template("blocks.html", blocks=blocks, held=held)

    def new(self, kind: str) -> str:
        return _form(Block(kind=kind))

    def add(self, kind: str) -> Answer | str | tuple[str, int]:
        return self._filled_in(Block(kind=kind))

    def edit(self, block_id: int) -> str:
        return _form(forms.masked(self._found(block_id)))

    def save(self, block_id: int) -> Answer | str | tuple[str, int]:
        return self._filled_in(self._found(block_id))

    def enable(self, block_id: int) -> Answer:
        block = self._found(block_id)
        self._settings.enable_block(block.id, enabled=request.form.get("enabled") == "1")
        return redirect(url_for("settings.blocks"), 303)

    def confirm(self, block_id: int) -> str:
        return render_template("delete_block.html", block=self._found(block_id))

    def delete(self, block_id: int) -> Answer:
        self._settings.delete_block(self._found(block_id).id)
        return redirect(url_for("settings.blocks"), 303)

    def _filled_in(self, before: Block) -> Answer | str | tuple[str, int]:
        block, errors = forms.read_block(request.form, before)
        if "add" in request.form:
            return _form(replace(block, parameters=(*block.parameters, Parameter("", ""))), focus="last")
        if "remove" in request.form:
            gone = request.form["remove"]
            left = [one for row, one in enumerate(block.parameters) if str(row) != gone]
            return _form(replace(block, parameters=tuple(left)))
        if errors:
            return _form(block, errors), 422
        self._settings.save_block(forms.unmasked(block, before))
        return redirect(url_for("settings.blocks"), 303)

    def _found(self, block_id: int) -> Block:
        return self._settings.block(block_id) or abort(404, f"There is no block {block_id}.")


def _form(block: Block, errors: forms.Errors | None = None, focus: str = "") -> str:
    longest = forms.LONGEST_IN_PARAMETER | forms.LONGEST_IN_BLOCK
    return render_template("block_form.html", block=block, errors=errors or {}, focus=focus, longest=longest)
