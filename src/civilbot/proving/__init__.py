"""Rules prove themselves in shadow; moderators are told how they fare."""

from civilbot.proving.changes import told
from civilbot.proving.promoting import promoted
from civilbot.proving.records import records
from civilbot.proving.watching import StandingWatch

__all__ = ["StandingWatch", "promoted", "records", "told"]
