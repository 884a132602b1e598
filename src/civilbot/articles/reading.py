"""From a file's bytes to an article: bounds, letters, and which reader fits.

The file may come from anywhere: nothing in it is run, fetched or trusted.
"""

import re
from pathlib import PurePath

from civilbot.articles import html, markdown, plain
from civilbot.articles.formats import MAX_BYTES, MAX_CHARACTERS, Format
from civilbot.briefings.drafting import Article
from civilbot.errors import BadInput, Place, Problem

_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article|main)\b"
    r"|<(?:p|h[1-6]|ul|ol|div)(?:\s[^>]*)?>",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = re.compile(
    r"^#{1,6} \S|^(?:[-*+]|\d+\.) .*\]\(\S+\)|\*\*\S[^*\n]*\*\*|\]\(https?://"
    r"|\A---\n",
    re.MULTILINE,
)
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BRIEFING = re.compile(r"---\n(?:(?!---\n).*\n)*?topic:")

_OTHER_FILES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)


_ENDINGS = {
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
}


def read_article(data: bytes, *, source: str, form: Format | None = None) -> Article:
    """Read an article.

    Args:
        data: the file's bytes.
        source: its name; the ending says the format where `form` does not.
        form: the format; by default the ending and then the words decide.

    Raises:
        BadInput: it is no text, empty, too large, or a briefing already.
    """
    _refuse_other_files(data, source)
    ending = PurePath(source).suffix.lower()
    wanted = form or _ENDINGS.get(ending)
    if wanted is Format.HTML:
        return _with_text(html.read(_bytes_or_text(data)), source)
    text = _text(data, source)
    known = wanted or _format_of(text)
    if known is not Format.HTML and len(text) > MAX_CHARACTERS:
        message = f"has {len(text):,} characters"
        raise _bad(source, message, f"at most {MAX_CHARACTERS:,} are read")
    if _BRIEFING.match(text):
        hint = "civilbot briefing check tells what it lacks"
        raise _bad(source, "is a briefing already", hint)
    readers = {
        Format.HTML: html.read,
        Format.MARKDOWN: markdown.read,
        Format.TEXT: plain.read,
    }
    return _with_text(readers[known](text), source)


def _refuse_other_files(data: bytes, source: str) -> None:
    if len(data) > MAX_BYTES:
        hint = f"at most {MAX_BYTES:,} bytes are read; save only the article"
        raise _bad(source, "is too large for an article", hint)
    for start, name in _OTHER_FILES:
        if data.startswith(start):
            hint = "save the article as text, Markdown or HTML"
            raise _bad(source, f"is {name}, and no text", hint)
    if not data.strip():
        raise _bad(source, "is empty")


def _text(data: bytes, source: str) -> str:
    """Read letters: UTF-8, or UTF-16 where the file begins by saying so."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = data[: error.start].decode("utf-8", "replace")
            place = _place(source, before)
            message = f"the byte 0x{data[error.start]:02x} is no UTF-8"
            hint = "save the file as UTF-8"
            raise BadInput(Problem(place, message, hint)) from None
    strange = _FORBIDDEN.search(text)
    if strange:
        message = f"the character U+{ord(strange[0]):04X} stands in no text"
        place = _place(source, text[: strange.start()])
        raise BadInput(Problem(place, message, "is it another kind of file?"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(source: str, before: str) -> Place:
    return Place(source, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _bytes_or_text(data: bytes) -> bytes | str:
    """Leave it to the page to say its letters, where they are not UTF-8 or UTF-16."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data


def _format_of(text: str) -> Format:
    if (
        _HTML.match(text)
        or len(re.findall(r"</(?:p|h[1-6]|li|div)>", text[:50_000])) > 2
    ):
        return Format.HTML
    return Format.MARKDOWN if _MARKDOWN.search(text) else Format.TEXT


def _with_text(article: Article, source: str) -> Article:
    if not any(block.text.strip() for block in article.blocks):
        hint = "is it the page of an article, saved whole?" if article.title else ""
        raise _bad(source, "holds no text of an article", hint)
    return article


def _bad(source: str, message: str, hint: str = "") -> BadInput:
    return BadInput(Problem(Place(source), message, hint))
