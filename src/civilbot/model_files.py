"""Loads the files of the models that ship: notes, networks, tokenizers.

Whatever is missing, damaged or of another kind is refused in one line.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from civilbot.errors import Refused

#: What to do about a folder that is not whole.
REPAIR = "install civilbot anew"
#: Half a character, which some programs leave behind; tokenizers know none.
_LONE = re.compile("[\ud800-\udfff]")

T = TypeVar("T", bound=BaseModel)


def read_notes(path: Path, kind: type[T], what: str) -> T:
    """Read the notes that lie beside a model's files; `what` they describe.

    Raises:
        Refused: they are missing or of another kind.
    """
    try:
        return kind.model_validate_json(path.read_bytes())
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}; {REPAIR}") from None
    except ValidationError:
        raise Refused(f"{path} is no description of {what}; {REPAIR}") from None


def check_files(folder: Path, expected: Mapping[str, str | None]) -> None:
    """Compare files with their SHA-256; one of which none is known is damaged.

    Raises:
        Refused: a file is missing or damaged.
    """
    for name, known in expected.items():
        if digest(folder / name) != known:
            raise Refused(f"{folder / name} is damaged; {REPAIR}")


def digest(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises:
        Refused: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}; {REPAIR}") from None


def session(path: Path, *, need: str, without: Sequence[str] = ()) -> Any:
    """Load a network that runs on one thread.

    One is enough: the bot waits for Reddit anyway, and `score --jobs` has processes.

    Args:
        path: the ONNX file.
        need: who needs it, for the message.
        without: ONNX Runtime's optimisations that are left out.

    Raises:
        Refused: ONNX Runtime is missing, or the file cannot be loaded.
    """
    try:
        import onnxruntime  # noqa: PLC0415 - slow to load, and may be missing
    except ImportError:
        message = f"{need} needs onnxruntime: pip install onnxruntime"
        raise Refused(message) from None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(
            str(path),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=list(without),
        )
    except Exception as error:  # noqa: BLE001 - it raises classes of its own C++ code
        raise Refused(f"{path} cannot be loaded: {_line(error)}") from None


def tokenizer(path: Path, *, need: str, tokens: int, overlap: int = 0) -> Any:
    """Load a tokenizer that cuts a text after so many tokens.

    Args:
        path: its file.
        need: who needs it, for the message.
        tokens: the most in one piece.
        overlap: tokens that two pieces of a long text share.

    Raises:
        Refused: the library is missing, or the file cannot be loaded.
    """
    try:
        from tokenizers import Tokenizer  # noqa: PLC0415 - as above
    except ImportError:
        message = f"{need} needs tokenizers: pip install tokenizers"
        raise Refused(message) from None
    try:
        found = Tokenizer.from_file(str(path))
    except Exception as error:  # noqa: BLE001 - it raises plain Exception
        raise Refused(f"{path} cannot be loaded: {_line(error)}") from None
    found.no_padding()
    found.enable_truncation(tokens, stride=overlap)
    return found


def tokenisable(text: str) -> str:
    """Return a text without half characters."""
    return _LONE.sub("\ufffd", text)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
