"""Parts an article's blocks by what its headings say they are."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from civilbot.briefings.drafting.headings import Part, part_of, plain
from civilbot.briefings.drafting.outline import Block, Shape

CASES = (Part.CASE_FOR, Part.CASE_AGAINST)
#: Parts that are told point by point.
POINTED = (*CASES, Part.KEY_POINTS, Part.CALL_TO_ACTION)
#: Parts that begin anew also under another part's heading.
_STRONG = (*POINTED, Part.REFERENCES, Part.FURNITURE)

#: Deeper than any heading that an article can write.
_INLINE = 7
_MAX_LEAD = 60

_INLINE_CASE = re.compile(
    r"(?:(?:main|key|the)\s)?(?:pros?|cons?|benefits?|advantages?|disadvantages?"
    r"|upsides?|downsides?|drawbacks?|(?:the\s)?(?:case|arguments?)\s(?:for|against))"
)
_NEXT_CASE = re.compile(
    r"\s+(?=(?:Pros?|Cons?|Benefits|Advantages|Disadvantages|Upsides|Downsides|Drawbacks"
    r"|(?:The case|Arguments) (?:for|against)):\s)"
)
_STOP = re.compile(r"(?<=[.!?])\s+(?=[A-Z\u201c\"])")


@dataclass(slots=True)
class Stretch:
    """What stands below one heading, with the smaller headings in it."""

    part: Part | None
    heading: str = ""
    level: int = 0
    blocks: list[Block] = field(default_factory=list)


def stretches(blocks: Iterable[Block]) -> list[Stretch]:
    """Part blocks into stretches; the first, without a heading, is the opening."""
    found = [Stretch(None)]
    for block in _with_inline_headings(blocks):
        current = found[-1]
        if block.shape is not Shape.HEADING:
            current.blocks.append(block)
            continue
        part = part_of(block.text)
        if _is_within(block, part, current):
            current.blocks.append(block)
        else:
            found.append(Stretch(part, block.text, block.level))
    return found


def _is_within(heading: Block, part: Part | None, current: Stretch) -> bool:
    """Tell whether a heading only divides the stretch that it stands in."""
    if current.part is None:
        return False
    deeper = heading.level > current.level
    if part is None:
        return deeper or _is_a_lead(heading, current)
    if current.part in CASES and part in CASES:
        # "Risks at sea" below "Pros" is one of the pros; "Cons" is not.
        own = _INLINE_CASE.fullmatch(plain(heading.text))
        return deeper and not own and heading.level < _INLINE
    return deeper and current.part is not Part.BOTH_CASES and part not in _STRONG


def _is_a_lead(heading: Block, current: Stretch) -> bool:
    """Tell whether a heading without a level opens a point of the list before it.

    Plain text shows no levels: there a first unknown heading right below "Pros",
    and those after it, are points.
    """
    if heading.level or current.part not in POINTED:
        return False
    return not current.blocks or current.blocks[0].shape is Shape.HEADING


def _with_inline_headings(blocks: Iterable[Block]) -> Iterator[Block]:
    """Turn "Pros: cheap; quick." into a heading and its points."""
    for block in blocks:
        lead, colon, rest = block.text.partition(":")
        if block.shape is Shape.HEADING or not colon or len(lead) > _MAX_LEAD:
            yield block
        elif not rest.strip():
            known = part_of(lead) in (*_STRONG, Part.BOTH_CASES)
            yield replace(block, shape=Shape.HEADING, level=_INLINE) if known else block
        elif _INLINE_CASE.fullmatch(plain(lead)):
            for text in _NEXT_CASE.split(block.text):
                lead, _, rest = text.partition(":")
                yield Block(Shape.HEADING, lead, _INLINE)
                yield from _inline_points(rest.strip(), block)
        else:
            yield block


def _inline_points(text: str, block: Block) -> Iterator[Block]:
    for words in _enumerated(text):
        links = tuple(link for link in block.links if link.words in words)
        yield Block(Shape.ITEM, words, links=links)


def _enumerated(text: str) -> list[str]:
    """Part what is listed in one line: by semicolons, else commas, else sentences."""
    if ";" in text:
        parts = text.split(";")
    elif not _STOP.search(text) and _is_a_short_list(text.split(",")):
        parts = text.split(",")
    else:
        return _STOP.split(text)
    stripped = (re.sub(r"^(?:and|or)\s+", "", part.strip(" .")) for part in parts)
    return [words for words in stripped if words]


def _is_a_short_list(parts: list[str]) -> bool:
    return len(parts) > 1 and all(len(part.split()) <= 6 for part in parts)


def points(stretch: Stretch) -> list[Block]:
    """Give a stretch's points: its list items, else its paragraphs.

    A small heading right before a paragraph becomes its first words.
    """
    listed = any(block.shape is Shape.ITEM for block in stretch.blocks)
    found: list[Block] = []
    lead = ""
    for block in stretch.blocks:
        if block.shape is Shape.HEADING:
            lead = block.text.strip().rstrip(":.")
            continue
        if block.shape is Shape.ITEM:
            found.append(block)
        elif lead or not listed:
            text = f"{lead}: {block.text}" if lead else block.text
            found.append(replace(block, text=text))
        lead = ""
    return found


def paragraphs(stretch: Stretch) -> list[Block]:
    """Give what is written in a stretch, without its headings."""
    return [block for block in stretch.blocks if block.shape is not Shape.HEADING]
