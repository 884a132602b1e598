"""Reads the project's own documents, so that tests can hold them to the code."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

DOCUMENTS = (
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "deploy" / "README.md",
)

_FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language and its lines."""

    language: str
    text: str

    @property
    def commands(self) -> Iterator[list[str]]:
        """Give the words of each command of a shell block.

        A backslash or an open quotation continues a line.
        """
        if self.language != "sh":
            return
        command = ""
        for line in self.text.replace("\\\n", " ").splitlines():
            command += f"{line}\n"
            if command.count('"') % 2 == 0:
                words = shlex.split(command, comments=True)
                command = ""
                if words:
                    yield words


def blocks(document: Path) -> list[Block]:
    """Give the fenced blocks of a document."""
    return [Block(*found.groups()) for found in _FENCE.finditer(document.read_text())]


def prose(document: Path) -> str:
    """Give a document without its fenced blocks."""
    return _FENCE.sub("", document.read_text())


def inline(document: Path) -> list[str]:
    """Give what stands between backticks in running text."""
    return _INLINE.findall(prose(document))


def links(document: Path) -> list[str]:
    """Give the targets of a document's links within the repository."""
    found = _LINK.findall(prose(document))
    return [target for target in found if not target.startswith("https://")]


def anchors(document: Path) -> set[str]:
    """Name a document's headings as links do."""
    return {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        for heading in _HEADING.findall(prose(document))
    }


def table(document: Path, head: str) -> list[str]:
    """Give the first cells of the table that begins with a line."""
    lines = document.read_text().splitlines()
    start = lines.index(head) + 2
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append(line.split("|")[1].strip())
    return rows
