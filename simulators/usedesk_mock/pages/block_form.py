"""Reads the form of a block."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from simulators.kit.language import msg
from simulators.usedesk_mock.dialects import SWITCHES, known
from simulators.usedesk_mock.pages.forms import Errors, Form, area, rows, text, too_long
from simulators.usedesk_mock.state.model import Block, Parameter

# The most characters of a field. How many Usedesk takes is not public; these are ours.
LONGEST = {"name": 255, "title": 255, "content": 65_000, "url": 2_000, "secret_key": 255}
LONGEST_IN_PARAMETER = {"key": 255, "value": 2_000}


def read(form: Form, before: Block) -> tuple[Block, Errors]:
    """The form of a block, filled in over what was saved before, and what is wrong with it."""
    block = Block(
        id=before.id,
        kind=before.kind,
        name=text(form, "name"),
        title=text(form, "title"),
        content=area(form, "content"),
        url=text(form, "url"),
        secret_key=text(form, "secret_key"),
        enabled="enabled" in form,
        parameters=tuple(_parameters(form)),
        dialect=_dialect(form, before),
    )
    return block, _errors(block)


def masked(block: Block) -> Block:
    """The block as its form shows it: values with Encode stay hidden."""
    hidden = [replace(one, value="") if one.encode else one for one in block.parameters]
    return replace(block, parameters=tuple(hidden))


def unmasked(block: Block, before: Block) -> Block:
    """The block as it is saved: a hidden value left empty is the one saved before; empty rows go."""
    kept = {one.key: one.value for one in before.parameters if one.encode}
    filled = [
        replace(one, value=kept.get(one.key, "")) if one.encode and not one.value else one
        for one in block.parameters
        if one.key or one.value
    ]
    return replace(block, parameters=tuple(filled))


def with_rows(block: Block, form: Form) -> Block | None:
    """The block with a row more or less, when that is what was pressed; for browsers without scripts."""
    if "add" in form:
        return replace(block, parameters=(*block.parameters, Parameter("", "")))
    if "remove" in form:
        left = [one for row, one in enumerate(block.parameters) if str(row) != form["remove"]]
        return replace(block, parameters=tuple(left))
    return None


def _dialect(form: Form, before: Block) -> dict[str, str]:
    """The block's own positions; a switch left to the company has none, nor has one at a place unknown."""
    wanted = {
        switch.name: form.get(f"dialect-{switch.name}", before.dialect.get(switch.name, ""))
        for switch in SWITCHES
    }
    return known(wanted)


def _parameters(form: Form) -> Iterator[Parameter]:
    for row in rows(form, "key"):
        yield Parameter(text(form, f"key-{row}"), text(form, f"value-{row}"), encode=f"encode-{row}" in form)


def _errors(block: Block) -> Errors:
    errors = {} if block.name else {"name": msg("Give the block a name; it is seen in the settings only.")}
    if not block.title:
        errors["title"] = msg("Give the block a title; tickets show it above the block.")
    if block.kind == "dynamic" and not _callable(block.url):
        errors["url"] = msg("Give an address that begins with http:// or https://.")
    errors |= too_long(block, LONGEST)
    for row, one in enumerate(block.parameters):
        errors |= too_long(one, LONGEST_IN_PARAMETER, f"-{row}")
        if one.value and not one.key:
            errors[f"key-{row}"] = msg("Give the value a key, or remove the row.")
    return errors


def _callable(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for a port that is none
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
