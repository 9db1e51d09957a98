"""Contract coverage: what the tests showed of each contract, operation by operation, keyword by keyword.

While tests run, every program's calls are overheard (`tap`), matched with the contract's operations
(`operations`), and held against its schemas (`schemas`, `exchange`). Counts are kept (`seen`), never values.
Afterwards `table` sets them beside the contract, and `page` draws it.
"""
