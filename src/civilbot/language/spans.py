"""Places of what was found, in the text as its author wrote it."""

from collections.abc import Iterator, Sequence

from civilbot.language.hits import Hit
from civilbot.language.normalise import NormalText
from civilbot.model import Span


def spans_of(plain: NormalText, hits: Sequence[Hit]) -> tuple[Span, ...]:
    """Place hits in the original text, in order, each place once."""
    return tuple(_spans(plain, hits))


def _spans(plain: NormalText, hits: Sequence[Hit]) -> Iterator[Span]:
    seen = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        start, end = plain.original(hit.start, hit.end)
        if start >= seen:
            yield Span(start, end, f"{hit.category.value}, at {hit.target.value}")
            seen = end
