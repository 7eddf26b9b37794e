"""The database itself: engine, session, tables, statements."""
