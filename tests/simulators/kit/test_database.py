import sqlite3
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from simulators.kit.database import Database, Shape, StateError

SHAPE = Shape(mark=0x54455354, version=3, tables="CREATE TABLE notes (text TEXT);")


def _notes(database: Database) -> list[str]:
    return [text for (text,) in database.rows("SELECT text FROM notes ORDER BY rowid")]


def _write(database: Database, *texts: str) -> None:
    with database.transaction() as write:
        write.executemany("INSERT INTO notes VALUES (?)", [(text,) for text in texts])


def _write_and_fail(database: Database) -> None:
    with database.transaction():
        _write(database, "inside")
        raise ZeroDivisionError


def _theirs(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (id)")
    other.close()


def _older(path: Path) -> None:
    Database(str(path), Shape(SHAPE.mark, 2, SHAPE.tables)).close()


def _broken(path: Path) -> None:
    path.write_text("this is no database, and long enough to tell" * 40)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (_theirs, "state.sqlite belongs to another program; give --db another file"),
        (_older, "state.sqlite holds tables of version 2, this simulator's are 3; give --db another file"),
        (_broken, "state.sqlite cannot be used (file is not a database); give --db another file"),
        (Path.mkdir, "state.sqlite: Is a directory; give --db a file in a folder you may write to"),
    ],
)
def test_a_file_that_is_none_of_ours_is_told_in_a_sentence_and_left_alone(
    tmp_path: Path, make: Callable[[Path], None], told: str
) -> None:
    path = tmp_path / "state.sqlite"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(StateError) as refused:
        Database(str(path), SHAPE)
    assert told in str(refused.value)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_file_in_use_is_told_and_free_again_afterwards(tmp_path: Path) -> None:
    path = str(tmp_path / "state.sqlite")
    first = Database(path, SHAPE)
    second = first.beside()
    first.close()
    with pytest.raises(StateError, match=r"is in use by another program; stop it, or give --db another file"):
        Database(path, SHAPE)
    second.close()
    Database(path, SHAPE).close()


def test_a_file_another_program_writes_is_told(tmp_path: Path) -> None:
    path = str(tmp_path / "state.sqlite")
    Database(path, SHAPE).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StateError, match=r"is in use by another program"):
        Database(path, SHAPE)
    other.close()


def test_a_file_out_of_reach_is_told(tmp_path: Path) -> None:
    with pytest.raises(StateError, match=r"No such file or directory; give --db a file in a folder"):
        Database(str(tmp_path / "no such folder" / "state.sqlite"), SHAPE)


def test_what_was_written_is_there_after_a_restart(tmp_path: Path) -> None:
    path = str(tmp_path / "state.sqlite")
    first = Database(path, SHAPE)
    _write(first, "one")
    first.close()
    again = Database(path, SHAPE)
    assert (first.new, again.new, _notes(again)) == (True, False, ["one"])
    again.close()
    assert stat.S_ISREG(Path(path).stat().st_mode)


@pytest.mark.parametrize("name", [None, "state.sqlite"])
def test_after_an_exception_nothing_of_a_transaction_stands(tmp_path: Path, name: str | None) -> None:
    database = Database(None if name is None else str(tmp_path / name), SHAPE)
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(database)
    _write(database, "after")
    assert _notes(database) == ["after"]
    database.close()


def test_connections_to_one_file_read_while_another_writes_and_never_meet_a_lock(tmp_path: Path) -> None:
    first = Database(str(tmp_path / "state.sqlite"), SHAPE)
    second = first.beside()
    with first.transaction() as write:
        write.execute("INSERT INTO notes VALUES ('not yet')")
        assert _notes(second) == []
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: _write((first, second)[number % 2], str(number)), range(80)))
    assert len(_notes(second)) == len(_notes(first)) == 81
    second.close()
    first.close()


def test_in_memory_every_connection_has_a_state_of_its_own() -> None:
    first = Database(None, SHAPE)
    second = first.beside()
    _write(first, "one")
    assert (_notes(first), _notes(second)) == (["one"], [])
