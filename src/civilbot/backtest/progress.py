"""Notes how far a backtest has come, so that it goes on where it was stopped.

Beside the note lies a file of what differs so far. It is written before the note, and
the note says how much of it counts: whenever a run dies, the two fit each other.
"""

import fcntl
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from pydantic import BaseModel, ValidationError

from civilbot.backtest.differences import Difference
from civilbot.backtest.history import Mark
from civilbot.backtest.tally import Tally
from civilbot.errors import BadInput, Place, Problem, Refused

#: Changes whenever a note of before cannot be gone on with.
VERSION = 1


class _Note(BaseModel):
    """What is written down."""

    version: int
    #: What was asked for, by name: rules, source, …
    asked: dict[str, str]
    offset: int
    line: int
    #: Bytes of the other file that count.
    differences: int
    tally: Tally


class Progress:
    """The note and the file beside it; without a path, nothing outlives the run."""

    def __init__(self, path: Path | None, asked: Mapping[str, str]) -> None:
        """Take where to note, and what is asked for.

        Args:
            path: of the note.
            asked: what a note must have been written for to be gone on with.
        """
        self._path = path
        self._asked = dict(asked)
        self._file: IO[bytes] | None = None

    def open(self) -> tuple[Mark, Tally]:
        """Say where to go on, and what was counted so far; the start, if nothing was.

        Raises:
            BadInput: the note cannot be read or written.
            Refused: it was written for something else.
        """
        if self._path is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
            return Mark(), Tally()
        try:
            self._file = self._beside(self._path).open("a+b")
        except OSError as error:
            raise _cannot(self._path, error) from None
        self._lock(self._path)
        note = self._read(self._path)
        self._file.truncate(note.differences if note else 0)
        if note is None:
            return Mark(), Tally()
        return Mark(note.offset, note.line), note.tally

    def add(self, differences: Iterable[Difference]) -> None:
        """Write down what differs; it counts from the next note on."""
        for one in differences:
            self._open_file.write(_ascii(one) + b"\n")

    def note(self, mark: Mark, tally: Tally) -> None:
        """Note how far it is, whole or not at all."""
        if self._path is None:
            return
        file = self._open_file
        file.flush()
        os.fsync(file.fileno())
        note = _Note(
            version=VERSION,
            asked=self._asked,
            offset=mark.offset,
            line=mark.line,
            differences=file.tell(),
            tally=tally,
        )
        write_whole(self._path, note.model_dump_json())

    def differences(self) -> Iterator[Difference]:
        """Give what differs, in the order of the history."""
        file = self._open_file
        file.flush()
        file.seek(0)
        for line in file:
            yield Difference.model_validate_json(line)
        file.seek(0, os.SEEK_END)

    def close(self) -> None:
        """Close the file; what was noted stays."""
        if self._file is not None:
            self._file.close()

    def remove(self) -> None:
        """Forget all: the backtest is done."""
        self.close()
        if self._path is not None:
            for path in (self._path, self._beside(self._path)):
                path.unlink(missing_ok=True)

    def _lock(self, path: Path) -> None:
        """Keep out another backtest; the lock ends with the process."""
        try:
            fcntl.flock(self._open_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refused(f"{path}: another backtest is at it just now") from None

    @property
    def _open_file(self) -> IO[bytes]:
        if self._file is None:
            raise Refused("the backtest was not begun")
        return self._file

    @staticmethod
    def _beside(path: Path) -> Path:
        return path.with_name(f"{path.name}.differences")

    def _read(self, path: Path) -> _Note | None:
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise _cannot(path, error) from None
        advice = "remove it to begin anew, or choose another with --progress"
        try:
            note = _Note.model_validate_json(text)
        except ValidationError:
            raise Refused(f"{path}: is no note of a backtest: {advice}") from None
        differing = [
            name
            for name in sorted(self._asked.keys() | note.asked.keys())
            if self._asked.get(name) != note.asked.get(name)
        ]
        if differing or note.version != VERSION:
            other = ", ".join(differing) or "civilbot"
            message = f"belongs to a backtest with other {other}"
            raise Refused(f"{path}: {message}: {advice}")
        return note


def write_whole(path: Path, text: str | Iterable[str]) -> None:
    """Write a file so that it is there whole, or as it was before.

    Raises:
        BadInput: it cannot be written.
    """
    new = path.with_name(f"{path.name}.new")
    try:
        with new.open("w", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines([text] if isinstance(text, str) else text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise _cannot(path, error) from None


def _cannot(path: Path, error: Exception) -> BadInput:
    why = getattr(error, "strerror", None) or "cannot be used"
    return BadInput(Problem(Place(str(path)), why))


def _ascii(difference: Difference) -> bytes:
    """Write on one line; half characters, which Reddit lets pass, are escaped."""
    return json.dumps(difference.model_dump(mode="json")).encode()
