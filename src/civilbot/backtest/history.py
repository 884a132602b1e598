"""Where items come from, in parts that are bounded and can be found again.

A part of a dump is a stretch of its lines as they are; who works it off reads them.
"""

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Protocol

from civilbot.backtest.records import Record
from civilbot.backtest.unpacking import Unpacked, is_packed
from civilbot.errors import BadInput, Place, Problem

#: Bytes of a part, up to the end of its last line.
PART = 256 * 1024
#: Longer lines are left out: Reddit's own texts end at 40,000 characters.
MAX_LINE = 2_000_000
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Mark:
    """A place between two lines: bytes before it (unpacked), and lines before it."""

    offset: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a history."""

    start: Mark
    end: Mark
    #: Whole lines of a dump …
    lines: bytes = b""
    #: … or what was read already.
    records: tuple[Record, ...] = ()
    #: The last line was too long and is not here.
    overlong: bool = False
    #: Why nothing more can be read, though there should be more.
    broken: str = ""
    #: How far through the history its end is, 0..1; None where nobody knows.
    share: float | None = None


class History(Protocol):
    """Something to replay."""

    #: What it is called in reports.
    name: str

    @property
    def identity(self) -> Mapping[str, str]:
        """What tells it from another history; empty where that cannot be told."""

    def parts(self, after: Mark) -> Iterator[Part]:
        """Give its parts in their order, from a mark on."""


class DumpFile:
    """A dump in a file: JSON lines, or JSON lines packed by Zstandard."""

    def __init__(self, path: Path) -> None:
        """Look at the file.

        Raises:
            BadInput: it cannot be read, or is empty.
        """
        self.name = str(path)
        self._path = path
        with self._open() as file:
            self._size = file.seek(0, io.SEEK_END)
            self._packed = is_packed(file)
        if not self._size:
            raise BadInput(Problem(Place(self.name), "is empty"))

    @property
    def identity(self) -> Mapping[str, str]:
        """Its size, and a digest of its beginning and its end."""
        with self._open() as file:
            digest = hashlib.sha256(file.read(_PIECE))
            file.seek(max(0, self._size - _PIECE))
            digest.update(file.read(_PIECE))
        return {"bytes": str(self._size), "digest": digest.hexdigest()}

    def parts(self, after: Mark) -> Iterator[Part]:
        """Give its parts in their order, from a mark on."""
        with self._open() as file:
            if self._packed:
                yield from self._unpacked(file, after)
                return
            file.seek(after.offset)
            for part in read_parts(file, after):
                yield replace(part, share=min(1.0, part.end.offset / self._size))

    def _unpacked(self, file: BinaryIO, after: Mark) -> Iterator[Part]:
        unpacked = Unpacked(file, self.name)
        stream = io.BufferedReader(unpacked, _PIECE)
        _skip(stream, after.offset)
        part = None
        for part in read_parts(stream, after):
            share = min(1.0, file.tell() / self._size)
            last = not stream.peek(1)
            yield _cut(replace(part, share=share), unpacked.broken if last else "")
        if part is None and unpacked.broken:
            yield Part(start=after, end=after, broken=unpacked.broken)

    def _open(self) -> io.BufferedReader:
        try:
            return self._path.open("rb")
        except OSError as error:
            problem = Problem(Place(self.name), error.strerror or "cannot be read")
            raise BadInput(problem) from None


class Stream:
    """A dump that is read once, as it comes: standard input."""

    name = "standard input"

    def __init__(self, stream: BinaryIO) -> None:
        """Take what is read from."""
        self._stream = stream

    @property
    def identity(self) -> Mapping[str, str]:
        """Nobody can tell whether the same will come again."""
        return {}

    def parts(self, after: Mark) -> Iterator[Part]:
        """Give its parts as they come."""
        yield from read_parts(self._stream, after)


class Known:
    """Items that are at hand already."""

    def __init__(self, name: str, records: Iterator[Record], total: int = 0) -> None:
        """Take the records; `total` is how many there are, if that is known."""
        self.name = name
        self._records = records
        self._total = total

    @property
    def identity(self) -> Mapping[str, str]:
        """They are read anew each time, and may be others then."""
        return {}

    def parts(self, after: Mark) -> Iterator[Part]:
        """Give them in small parts."""
        count = after.line
        for chosen in _batches(self._records, 64):
            start, count = count, count + len(chosen)
            share = min(1.0, count / self._total) if self._total else None
            yield Part(
                start=Mark(line=start),
                end=Mark(line=count),
                records=tuple(chosen),
                share=share,
            )


def read_parts(stream: BinaryIO, after: Mark) -> Iterator[Part]:
    """Cut a stream into parts at the ends of lines; no line takes all the memory."""
    start = after
    while block := stream.read(PART):
        length = len(block)
        overlong = False
        if not block.endswith(b"\n"):
            rest = stream.readline(MAX_LINE)
            length += len(rest)
            if len(rest) == MAX_LINE and not rest.endswith(b"\n"):
                length += _rest_of_line(stream)
                overlong = True
                block = block[: block.rfind(b"\n") + 1]
            else:
                block += rest
        lines = block.count(b"\n") + (not block.endswith(b"\n")) if block else 0
        end = Mark(start.offset + length, start.line + lines + overlong)
        yield Part(start=start, end=end, lines=block, overlong=overlong)
        start = end


def _cut(part: Part, broken: str) -> Part:
    """Say where a part breaks off; half a line is no line."""
    lines, end = part.lines, part.end
    if broken and not lines.endswith(b"\n"):
        lines = lines[: lines.rfind(b"\n") + 1]
        end = Mark(end.offset, end.line - 1)
    return replace(part, lines=lines, end=end, broken=broken)


def _rest_of_line(stream: BinaryIO) -> int:
    """Pass over the rest of a line, whatever its length; how many bytes."""
    passed = 0
    while piece := stream.readline(_PIECE):
        passed += len(piece)
        if piece.endswith(b"\n"):
            break
    return passed


def _skip(stream: BinaryIO, count: int) -> None:
    while count > 0 and (piece := stream.read(min(count, _PIECE))):
        count -= len(piece)


def _batches(records: Iterator[Record], size: int) -> Iterator[Sequence[Record]]:
    batch: list[Record] = []
    for record in records:
        batch.append(record)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
