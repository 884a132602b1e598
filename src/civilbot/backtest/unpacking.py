"""Unpacks Zstandard as it is read, and notices where a file ends too early."""

import io
import sys
from typing import TYPE_CHECKING, BinaryIO

from civilbot.errors import BadInput, Place, Problem, Refused

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: The archives pack with a window of 2 GiB (`zstd --long=31`).
_WINDOW_LOG = 31
_PIECE = 128 * 1024
_FRAME = b"\x28\xb5\x2f\xfd"
#: Frames that hold notes and no data begin with these, after any first byte.
_NOTE = b"\x2a\x4d\x18"


def is_packed(file: BinaryIO) -> bool:
    """Whether a file is packed by Zstandard, by how it begins; goes back there."""
    file.seek(0)
    begins = file.read(4)
    file.seek(0)
    return begins == _FRAME or begins[1:] == _NOTE


class Unpacked(io.RawIOBase):
    """The unpacked bytes of a file; frames that follow one another are one stream."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        """Read from a file; `name` is for messages."""
        super().__init__()
        self._file = file
        self._name = name
        self._unpacker = _unpacker()
        self._began = self._ended = False
        #: Why there is nothing more to read, though there should be.
        self.broken = ""

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill a buffer with what comes next; 0 at the end, and where it breaks off.

        Raises:
            BadInput: not even the beginning can be unpacked.
            Refused: there is not enough memory.
        """
        view = memoryview(buffer)
        data = b""
        while not data and not self._ended:
            packed = self._packed()
            if packed is None:
                self._ended = True
            else:
                data = self._unpack(packed, len(view))
        view[: len(data)] = data
        self._began = self._began or bool(data)
        return len(data)

    def _packed(self) -> bytes | None:
        """Give what is to be unpacked next; None at the end of the file."""
        if self._unpacker.eof:
            left = self._unpacker.unused_data or self._file.read(_PIECE)
            self._unpacker = _unpacker()
            return left or None
        if not self._unpacker.needs_input:
            return b""
        packed = self._file.read(_PIECE)
        if not packed:
            self.broken = "the file ends too early: it was not copied whole"
            return None
        return packed

    def _unpack(self, packed: bytes, most: int) -> bytes:
        try:
            return self._unpacker.decompress(packed, most)
        except zstd.ZstdError as error:
            self.broken = f"the file is damaged here: {error}"
            self._ended = True
        except MemoryError:
            raise Refused(
                f"{self._name}: there is not enough memory to unpack it: a file packed"
                " with a long window needs up to 2 GiB"
            ) from None
        if not self._began:
            problem = Problem(Place(self._name), "cannot be unpacked: it is damaged")
            raise BadInput(problem)
        return b""


def _unpacker() -> zstd.ZstdDecompressor:
    return zstd.ZstdDecompressor(
        options={zstd.DecompressionParameter.window_log_max: _WINDOW_LOG}
    )
