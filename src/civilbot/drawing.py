"""Draws pictures as SVG: no script, nothing from elsewhere, told in words as well.

Colours come from the page's classes, so that light and dark both read well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Words:
    """What a picture says to those who do not see it."""

    key: str
    title: str
    description: str


def line_through(spots: Sequence[tuple[float, float]]) -> str:
    """Draw a line through spots."""
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    return f'<polyline class="curve" points="{points}"/>'


def whisker(x1: float, y1: float, x2: float, y2: float) -> str:
    """Draw a range."""
    return straight("whisker", x1, y1, x2, y2)


def straight(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    """Draw a straight line in one of the page's classes."""
    return (
        f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}"'
        f' x2="{x2:.1f}" y2="{y2:.1f}"/>'
    )


def text(
    x: float, y: float, words: str, anchor: str = "start", kind: str = "label"
) -> str:
    """Write words into a picture; they may be anybody's."""
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">'
        f"{escape(words)}</text>"
    )


def svg(words: Words, width: int, height: int, body: Sequence[str]) -> str:
    """Put a picture together; sizes are in pixels."""
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" aria-labelledby="{words.key}-title {words.key}-desc">'
        f'<title id="{words.key}-title">{escape(words.title)}</title>'
        f'<desc id="{words.key}-desc">{escape(words.description)}</desc>'
        f"{''.join(body)}</svg>"
    )
