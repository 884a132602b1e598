"""A backtest that kills itself, as `kill -9` would, after so many parts.

python -m tests.unit.backtest.dying DUMP NOTE PARTS
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from civilbot.backtest.history import DumpFile
from civilbot.backtest.progress import Progress
from civilbot.backtest.replay import Done
from civilbot.backtest.run import Run
from civilbot.backtest.tally import Tally
from tests.builders import some_rules
from tests.unit.backtest.dumps import asked, here


@contextmanager
def a_run(
    dump: Path, note: Path | None, *, dies_after: int = 0, **more: Any
) -> Iterator[Run]:
    """A backtest that compares with no rules at all, and notes after each part."""
    parts = 0

    def told(done: Done, tally: Tally) -> None:
        del done, tally
        nonlocal parts
        parts += 1
        if parts == dies_after:
            os.kill(os.getpid(), signal.SIGKILL)

    with closing(Progress(note, {"rules": "1"})) as progress:
        fields = {
            "history": DumpFile(dump),
            "asked": asked(against=some_rules()),
            "share": here,
            "progress": progress,
            "told": told,
            "note_every": 0.0,
        }
        yield Run(**{**fields, **more})


def main() -> None:
    """Begin, or go on, and die."""
    dump, note, parts = sys.argv[1:]
    with a_run(Path(dump), Path(note), dies_after=int(parts)) as run:
        run.replay()


if __name__ == "__main__":
    main()
