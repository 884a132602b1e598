"""Tell an author's own words from quotes, code, links and Markdown signs.

What is quoted or shown as code is left out, but known to have been there.
"""

import html
import re
from collections.abc import Callable, Iterator

from civilbot.language.edits import GAP, Edit
from civilbot.language.fold import fold

QUOTED = "quoted"
CODE = "code"
LINK = "link"

# Every repetition below is bounded or excludes what may follow it, so that no
# text can make a search slower than a small multiple of its length.
_ENTITY = re.compile(r"&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|nbsp|shy|zwj|zwnj);")
_FENCE = re.compile(r" {0,3}(```|~~~)[^`\n]*$")
_QUOTE_LINE = re.compile(r" {0,3}(?:>(?!!)|&gt;(?!!))")
_QUOTE_SIGNS = re.compile(r"^(?: {0,3}(?:>|&gt;)(?!!))+ ?", re.MULTILINE)
_CODE_LINE = re.compile(r"(?: {4}|\t)\s*\S")
_HAS_BLOCKS = re.compile(r"^(?: {0,3}(?:>|&gt;|```|~~~)| {4}|\t)", re.MULTILINE)
_INLINE_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)[^`\n]{1,500}\1(?!`)")
_LINK = re.compile(r"\[([^\]\[\n]{1,300})\](\([^)\s]{0,1000}\))")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s)\]>\"]+|\[url\]")
_PICTURE = re.compile(r"!\[gif\]\([^)\s]{0,200}\)")
_SIGNS = re.compile(r"[*~^\\]+|(?<!\w)_+|_+(?!\w)|^#{1,6}\s|>!|!<|\u200b", re.MULTILINE)
_HAS_SIGNS = re.compile(r"[*~^\\_#\u200b]|>!|!<")
_DOUBLE_QUOTED = re.compile(r'(?<!\w)"([^"\n]{1,400})"(?!\w)')
_SINGLE_QUOTED = re.compile(
    r"(?<![\w'])'([^'\n]{2,200}(?:'\w[^'\n]{0,100}){0,3})'(?!\w)"
)

# Who speaks in quotation marks is somebody else if the words around them say so.
_SAYS_BEFORE = re.compile(
    r"(?:\b(?:said|says?|saying|told|tells?|telling|call(?:s|ed|ing)?|words?|terms?"
    r"|phrases?|slurs?|insults?|like|as|wrote|writes|writing|posted|commented|replied"
    r"|answered|tweeted|shouted|shouting|yelled|yelling|screamed|screaming|quote[ds]?"
    r"|claim(?:s|ed)?|chanted|chanting|labell?ed|titled|named|message|comment|about"
    r"|reads?|goes|go|was|using|use[ds]?|got|think|ask(?:s|ed)|of|heard|hear|from)"
    r"(?: [\w'-]{1,20}){0,3}[\s,:(-]{0,3})$"
)
_SAYS_AFTER = re.compile(
    r"^(?:[:,]|[\s,.!?-]{0,3}(?:(?:he|she|they|someone|somebody|people|who|op|it|everyone|he's"
    r"|the \w+|[a-z]+) )?(?:said|says?|wrote|writes|is|isn't|are|aren't|was|wasn't"
    r"|means?|meant|does|doesn't|has|should|shouldn't|replied|commented|shouted"
    r"|screamed|yelled|chanted|counts?|sounds?|would|wouldn't|as|about|at|to|in)\b)"
)


def _entities(text: str) -> Iterator[Edit]:
    """Read letters that are given by number, and drop those that nobody sees."""
    for match in _ENTITY.finditer(text) if "&" in text else ():
        plain = "".join(map(fold, html.unescape(match[0])))
        if not plain or plain.isalnum() or plain.isspace():
            yield Edit(match.start(), match.end(), plain)


def _blocks(text: str) -> Iterator[Edit]:
    """Leave out block quotes, fenced code and indented code."""
    if not _HAS_BLOCKS.search(text):
        return
    at, fence, blank = 0, "", True
    for line in text.splitlines(keepends=True):
        end = at + len(line)
        what, fence = _block_of(line, fence, blank=blank)
        if what:
            yield Edit(at, end, f"\n{GAP}\n", what)
        blank = not line.strip() or what == CODE
        at = end


def _block_of(line: str, fence: str, *, blank: bool) -> tuple[str, str]:
    """Say what a line belongs to, and the fence that is open after it."""
    if fence:
        return CODE, "" if line.strip() == fence else fence
    opening = _FENCE.match(line)
    if opening:
        return CODE, opening[1]
    if _QUOTE_LINE.match(line):
        return QUOTED, ""
    return (CODE if blank and _CODE_LINE.match(line) else ""), ""


def unquoted(text: str) -> str:
    """Return a text without the signs that make its lines quotes."""
    return _QUOTE_SIGNS.sub("", text)


def _inline_code(text: str) -> Iterator[Edit]:
    for match in _INLINE_CODE.finditer(text) if "`" in text else ():
        yield Edit(match.start(), match.end(), GAP, CODE)


def _links(text: str) -> Iterator[Edit]:
    """Keep a link's words, drop its address."""
    for match in _LINK.finditer(text) if "](" in text else ():
        yield Edit(match.start(), match.start() + 1, "")
        yield Edit(match.start(2) - 1, match.end(2), "", LINK)


def _pictures(text: str) -> Iterator[Edit]:
    for match in _PICTURE.finditer(text) if "![" in text else ():
        yield Edit(match.start(), match.end(), GAP, LINK)


def _addresses(text: str) -> Iterator[Edit]:
    there = "http" in text or "www." in text or "[url]" in text
    for match in _ADDRESS.finditer(text) if there else ():
        yield Edit(match.start(), match.end(), GAP, LINK)


def _attributed(text: str) -> Iterator[Edit]:
    """Leave out what stands in quotation marks and is ascribed to somebody."""
    done = 0
    for pattern, mark in ((_DOUBLE_QUOTED, '"'), (_SINGLE_QUOTED, "'")):
        if mark not in text or (done and mark == "'"):
            continue
        for match in pattern.finditer(text):
            if _is_attributed(text, match):
                done = match.end()
                yield Edit(match.start(), match.end(), GAP, QUOTED)


def _is_attributed(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 60) : match.start()]
    if _SAYS_BEFORE.search(before):
        return True
    return " " in match[1] and bool(
        _SAYS_AFTER.match(text[match.end() : match.end() + 40])
    )


def _signs(text: str) -> Iterator[Edit]:
    """Drop the signs of emphasis, strike-through, headings and escapes."""
    for match in _SIGNS.finditer(text) if _HAS_SIGNS.search(text) else ():
        yield Edit(match.start(), match.end(), "")


#: In this order; `disguise` reads stars inside words, so its mask comes before.
STEPS: tuple[Callable[[str], Iterator[Edit]], ...] = (
    _entities,
    _blocks,
    _inline_code,
    _pictures,
    _links,
    _addresses,
    _attributed,
)

#: The last step: what a disguise could still have used is dropped only here.
SIGNS = _signs
