"""What the sentence encoder's folder says of itself, and if its files are whole."""

import hashlib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from civilbot.errors import Refused

MANIFEST = "model.json"
ENCODER, TOKENIZER = "model.int8.onnx", "tokenizer.json"
_REPAIR = "install civilbot anew"


class Manifest(BaseModel):
    """The notes that lie beside the encoder's files."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    version: str
    #: Numbers in a vector.
    size: int = Field(gt=0)
    #: Tokens of a text that are read; the rest is cut.
    tokens: int = Field(gt=2)
    #: What the export measured against the encoder as it was published.
    measured: dict[str, float]
    #: SHA-256 of each file.
    files: dict[str, str]

    @property
    def title(self) -> str:
        """Name and version."""
        return f"{self.name}-{self.version}"


def read_manifest(folder: Path) -> Manifest:
    """Read what the folder says of itself, and check that its files are whole.

    Raises:
        Refused: a file is missing or damaged.
    """
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except OSError as error:
        raise Refused(f"{folder / MANIFEST}: {error.strerror}; {_REPAIR}") from None
    except ValidationError:
        message = f"{folder / MANIFEST} is no description of an encoder; {_REPAIR}"
        raise Refused(message) from None
    for name in (ENCODER, TOKENIZER):
        if digest(folder / name) != manifest.files.get(name):
            raise Refused(f"{folder / name} is damaged; {_REPAIR}")
    return manifest


def digest(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises:
        Refused: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}; {_REPAIR}") from None
