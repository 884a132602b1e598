"""Runs the whole test-suite with coverage, and with a PostgreSQL if there is one."""

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from tests import postgres  # noqa: E402 - found through the line above


def main(arguments: list[str]) -> int:
    """Run pytest; a part of the suite is run without the coverage gate."""
    # A shell that runs this in the background has it ignore Ctrl-C, and so would
    # every process that the tests start and interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    gate = [] if arguments else ["--cov", "--cov-report=term"]
    with ExitStack() as stack:
        environment = dict(os.environ)
        if not environment.get(postgres.URL):
            try:
                environment[postgres.URL] = stack.enter_context(postgres.server())
            except postgres.NoServer as error:
                print(f"PostgreSQL tests will be skipped: {error}", flush=True)
        command = [sys.executable, "-m", "pytest", *gate, *arguments]
        done = subprocess.run(command, cwd=HERE.parent, env=environment, check=False)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
