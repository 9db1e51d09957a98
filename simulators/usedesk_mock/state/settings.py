"""What an administrator sets: blocks and extensions."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from simulators.usedesk_mock.state.database import Database
from simulators.usedesk_mock.state.model import Block, Parameter


class Settings:
    """The blocks and extensions of the company."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def save_block(self, block: Block) -> int:
        """Add a block below the others, or give a saved one new fields; returns the id."""
        fields = json.dumps({name: value for name, value in asdict(block).items() if name != "id"})
        with self._db.transaction():
            if block.id:
                self._db.change(
                    "UPDATE blocks SET fields = ?3 WHERE company = ?1 AND id = ?2", block.id, fields
                )
                return block.id
            number = self._db.take_id("blocks")
            self._db.change(
                "INSERT INTO blocks VALUES (?1, ?,"
                " (SELECT coalesce(max(place), 0) + 1 FROM blocks WHERE company = ?1), ?)",
                *(number, fields),
            )
            return number

    def block(self, block_id: int) -> Block | None:
        """One block, None when it is gone."""
        found = self._db.rows("SELECT fields FROM blocks WHERE company = ?1 AND id = ?", block_id)
        return _restore_block(block_id, json.loads(found[0][0])) if found else None

    def blocks(self) -> list[Block]:
        """Every block, in the order tickets show them."""
        rows = self._db.rows("SELECT id, fields FROM blocks WHERE company = ?1 ORDER BY place, id")
        return [_restore_block(block_id, json.loads(fields)) for block_id, fields in rows]

    def reorder(self, ids: Sequence[int]) -> None:
        """Let the blocks stand in this order; those not named come after, in the order they had."""
        with self._db.transaction():
            there = [one.id for one in self.blocks()]
            named = [one for one in dict.fromkeys(ids) if one in there]
            for place, block_id in enumerate([*named, *(one for one in there if one not in named)], 1):
                sql = "UPDATE blocks SET place = ?3 WHERE company = ?1 AND id = ?2"
                self._db.change(sql, block_id, place)

    def move(self, block_id: int, to: int) -> None:
        """Let a block stand at this place, counted from 0; beyond the last is last. One gone stays gone."""
        with self._db.transaction():
            ids = [one.id for one in self.blocks()]
            if block_id in ids:
                ids.remove(block_id)
                ids.insert(max(to, 0), block_id)
                self.reorder(ids)

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
        self._db.change("DELETE FROM blocks WHERE company = ?1 AND id = ?", block_id)

    def extensions(self) -> dict[str, bool]:
        """Every extension, and whether it is on."""
        rows = self._db.rows("SELECT name, enabled FROM extensions WHERE company = ?1")
        return {name: bool(on) for name, on in rows}

    def switch(self, extensions: Mapping[str, bool]) -> None:
        """Turn extensions on and off."""
        with self._db.transaction():
            for name, on in extensions.items():
                sql = "UPDATE extensions SET enabled = ?3 WHERE company = ?1 AND name = ?2"
                self._db.change(sql, name, on)


def _restore_block(block_id: int, fields: dict[str, Any]) -> Block:
    parameters = tuple(Parameter(**one) for one in fields.pop("parameters"))
    return Block(**fields, parameters=parameters, id=block_id)
