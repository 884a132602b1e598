"""One page in, one page out: files and the standard streams."""

import sys
from pathlib import Path

import typer

from civilbot.errors import BadInput, Place, Problem, Refused

#: What stands for standard input.
STDIN = "-"


def name_of(file: str) -> str:
    """Say what a page is called in messages."""
    return "standard input" if file == STDIN else file


def bytes_of(file: str, most: int) -> bytes:
    """Read a page; at most a little more than `most`, so that it can be refused.

    Raises:
        BadInput: it cannot be read.
    """
    try:
        if file == STDIN:
            return sys.stdin.buffer.read(most + 1)
        with Path(file).open("rb") as opened:
            return opened.read(most + 1)
    except OSError as error:
        raise BadInput(Problem(Place(file), error.strerror or str(error))) from None


def give(text: str, out: Path | None) -> None:
    """Write a page to a file, or to standard output.

    Raises:
        Refused: it cannot be written.
    """
    if out is None:
        typer.echo(text, nl=False)
        return
    try:
        out.write_text(text, "utf-8")
    except OSError as error:
        raise Refused(f"{out}: {error.strerror or error}") from None
