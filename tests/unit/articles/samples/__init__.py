"""One article, about a tram that does not exist, in three formats."""

from pathlib import Path

HERE = Path(__file__).parent


def sample(ending: str) -> bytes:
    """Read the article in one of its formats: "txt", "md" or "html"."""
    return (HERE / f"tram.{ending}").read_bytes()
