"""One customer's journey, put together again from the `events` table.

Nothing here knows the collector: it reads the table that any SQL sink writes, with Python's own sqlite3. `people`
decides whose events belong together, `words` says what happened, `timeline` prints it.
"""
