"""What the sentence encoder's folder says of itself, and if its files are whole."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from civilbot.model_files import check_files, read_notes

MANIFEST = "model.json"
ENCODER, TOKENIZER = "model.int8.onnx", "tokenizer.json"


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
    manifest = read_notes(folder / MANIFEST, Manifest, "an encoder")
    check_files(
        folder, {name: manifest.files.get(name) for name in (ENCODER, TOKENIZER)}
    )
    return manifest
