"""What the bot remembers, in SQLite or PostgreSQL; the only place that knows SQL."""

from civilbot.store.found import Agreed, Case, Counts, Judged, Query
from civilbot.store.store import SqlStore

__all__ = [
    "Agreed",
    "Case",
    "Counts",
    "Judged",
    "Query",
    "SqlStore",
]
