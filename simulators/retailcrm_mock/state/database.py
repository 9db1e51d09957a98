"""The tables of the RetailCRM simulator."""

from typing import Any

from simulators.kit.database import Database, Shape, StateError

__all__ = ["SHAPE", "Database", "Document", "StateError"]

Document = dict[str, Any]

_TABLES = """
-- An account that is not `whole` is still being made.
CREATE TABLE accounts (number INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, whole INTEGER NOT NULL,
    start TEXT, settings TEXT);
CREATE TABLE snapshots (account INTEGER, name TEXT, state TEXT, PRIMARY KEY (account, name));
CREATE TABLE keys (account INTEGER, id INTEGER, value TEXT, comment TEXT, access TEXT, sites TEXT,
    scopes TEXT, created_at TEXT, PRIMARY KEY (account, id), UNIQUE (account, value)) WITHOUT ROWID;
CREATE TABLE reference (account INTEGER, name TEXT, code TEXT, position INTEGER, document TEXT,
    PRIMARY KEY (account, name, code)) WITHOUT ROWID;
-- `phones` and `digits` hold each phone, as typed and by its digits, on a line of its own between line feeds.
CREATE TABLE customers (account INTEGER, id INTEGER, external_id TEXT, type TEXT, site TEXT,
    is_contact INTEGER, created_at TEXT, email TEXT, email_folded TEXT, names TEXT,
    digit_in_name INTEGER, phones TEXT, digits TEXT, document TEXT);
CREATE UNIQUE INDEX customer_id ON customers (account, id);
CREATE INDEX customer_external_id ON customers (account, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX customer_created_at ON customers (account, type, created_at, id, site);
CREATE INDEX customer_email ON customers (account, email_folded);
CREATE INDEX customer_digit_name ON customers (account, id) WHERE digit_in_name;
CREATE INDEX customer_texts ON customers (account, id, names, email_folded, digits);
CREATE TABLE orders (account INTEGER, id INTEGER, external_id TEXT, number TEXT, site TEXT, status TEXT,
    created_at TEXT, customer_id INTEGER, contact_id INTEGER, total NUMERIC, email TEXT,
    email_folded TEXT, names TEXT, digit_in_name INTEGER, phones TEXT, digits TEXT, document TEXT);
CREATE UNIQUE INDEX order_id ON orders (account, id);
CREATE INDEX order_external_id ON orders (account, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX order_number ON orders (account, number);
CREATE INDEX order_created_at ON orders (account, created_at, id, site);
CREATE INDEX order_customer ON orders (account, customer_id, total);
CREATE INDEX order_contact ON orders (account, contact_id);
CREATE INDEX order_email ON orders (account, email_folded);
CREATE INDEX order_digit_name ON orders (account, id) WHERE digit_in_name;
CREATE INDEX order_linked ON orders (account, id) WHERE json_extract(document, '$.links') IS NOT NULL;
CREATE INDEX order_texts ON orders (account, id, names, email_folded, digits);
-- The tails of every phone's digits: digits inside a phone begin one of its tails, so finding them is a
-- range in this key, as quick among millions as among hundreds.
CREATE TABLE tails (account INTEGER, kind TEXT, tail TEXT, owner INTEGER,
    PRIMARY KEY (account, kind, tail, owner)) WITHOUT ROWID;
CREATE TABLE notes (account INTEGER, id INTEGER, customer_id INTEGER, site TEXT, manager_id INTEGER,
    created_at TEXT, text TEXT, text_folded TEXT, PRIMARY KEY (account, id)) WITHOUT ROWID;
CREATE INDEX note_customer ON notes (account, customer_id);
-- The ids of what was deleted: nobody else is given them.
CREATE TABLE gone (account INTEGER, kind TEXT, id INTEGER, PRIMARY KEY (account, kind, id)) WITHOUT ROWID;
-- What SQLite is to think of the tables, whatever they hold: many rows, few accounts. Rows in all, then how
-- many share the first column of the index, the first two, and so on. Left to itself it takes an account
-- for ten rows, and goes through all of it.
ANALYZE sqlite_master;
INSERT INTO sqlite_stat1 VALUES
    ('customers', 'customer_id', '1000000 1000000 1'),
    ('customers', 'customer_external_id', '300000 300000 1'),
    ('customers', 'customer_created_at', '1000000 1000000 900000 1 1 1'),
    ('customers', 'customer_email', '1000000 1000000 2'),
    ('customers', 'customer_digit_name', '10 10 1'),
    ('customers', 'customer_texts', '1000000 1000000 1 1 1 1'),
    ('orders', 'order_id', '2000000 2000000 1'),
    ('orders', 'order_external_id', '600000 600000 1'),
    ('orders', 'order_number', '2000000 2000000 1'),
    ('orders', 'order_created_at', '2000000 2000000 1 1 1'),
    ('orders', 'order_customer', '2000000 2000000 3 1'),
    ('orders', 'order_contact', '2000000 2000000 3'),
    ('orders', 'order_email', '2000000 2000000 3'),
    ('orders', 'order_digit_name', '10 10 1'),
    ('orders', 'order_linked', '40000 40000 1'),
    ('orders', 'order_texts', '2000000 2000000 1 1 1 1'),
    ('tails', 'tails', '20000000 20000000 10000000 3 1'),
    ('notes', 'notes', '300000 300000 1'),
    ('notes', 'note_customer', '300000 300000 3');
"""

SHAPE = Shape(mark=0x52435243, version=4, tables=_TABLES)
