"""How statements are spelt for SQLite, so that each is compiled once and not whenever it is run.

SQLite looks into a parameter where its value may decide how rows are found: behind LIMIT, and where a partial index has a
constant in its place. The plan holds for that value, and is made anew once another is given; for some statements that
takes ten times what they do. So a constant stands in the text, and a limit that is asked for is a sum, which is not looked into.
"""

from typing import Any

from sqlalchemy.dialects.sqlite.base import SQLiteCompiler


class CompiledOnce(SQLiteCompiler):
    """Spells LIMIT and OFFSET so that SQLite has no reason to make another plan."""

    def limit_clause(self, select: Any, **options: Any) -> str:  # noqa: ANN401 -- as SQLAlchemy calls it
        """Return how many rows a statement selects at most, and after how many."""
        limit, offset = (
            "" if clause is None else self._spell(select, clause, **options)
            for clause in (select._limit_clause, select._offset_clause)  # noqa: SLF001
        )
        skipped = f" OFFSET {offset}" if offset else ""
        return f"\n LIMIT {limit or -1}{skipped}" if limit or offset else ""

    def _spell(self, select: Any, clause: Any, **options: Any) -> str:  # noqa: ANN401
        if select._simple_int_clause(clause):  # noqa: SLF001 -- what a dialect asks: is it a number of ours?
            return str(self.process(clause.render_literal_execute(), **options))
        return f"({self.process(clause, **options)} + 0)"
