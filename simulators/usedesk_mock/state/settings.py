"""What an administrator sets: blocks and extensions."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from simulators.usedesk_mock.state.database import Database
from simulators.usedesk_mock.state.model import Block, Parameter


class Settings:
    """The blocks and extensions of the company."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def save_block(self, block: Block) -> int:
        """Add a block, or give a saved one new fields; returns the id."""
        fields = {name: value for name, value in asdict(block).items() if name != "id"}
        with self._db.transaction():
            if not block.id:
                return self._db.change("INSERT INTO blocks (fields) VALUES (?)", json.dumps(fields))
            self._db.change("UPDATE blocks SET fields = ? WHERE id = ?", json.dumps(fields), block.id)
            return block.id

    def block(self, block_id: int) -> Block | None:
        """One block, None when it is gone."""
        return next((one for one in self.blocks() if one.id == block_id), None)

    def blocks(self) -> list[Block]:
        """Every block, in the order they were added."""
        rows = self._db.rows("SELECT id, fields FROM blocks ORDER BY id")
        return [_restore_block(block_id, json.loads(fields)) for block_id, fields in rows]

    def shown_blocks(self) -> list[Block]:
        """The blocks a ticket shows: those enabled and of no extension that is off."""
        return [one for one in self.blocks() if one.enabled and not self.held_back(one)]

    def held_back(self, block: Block) -> bool:
        """Whether the block belongs to an extension that is off."""
        return block.extension is not None and not self.extensions()[block.extension]

    def enable_block(self, block_id: int, *, enabled: bool) -> None:
        """Turn a block on or off; one that is gone stays gone."""
        with self._db.transaction():
            block = self.block(block_id)
            if block is not None:
                self.save_block(replace(block, enabled=enabled))

    def delete_block(self, block_id: int) -> None:
        """Remove a block."""
        self._db.change("DELETE FROM blocks WHERE id = ?", block_id)

    def extensions(self) -> dict[str, bool]:
        """Every extension, and whether it is on."""
        return {name: bool(on) for name, on in self._db.rows("SELECT name, enabled FROM extensions")}

    def switch(self, extensions: Mapping[str, bool]) -> None:
        """Turn extensions on and off."""
        with self._db.transaction():
            for name, on in extensions.items():
                self._db.change("UPDATE extensions SET enabled = ? WHERE name = ?", on, name)


def _restore_block(block_id: int, fields: dict[str, Any]) -> Block:
    parameters = tuple(Parameter(**one) for one in fields.pop("parameters"))
    return Block(**fields, parameters=parameters, id=block_id)
