"""Reads an article in Markdown, with markdown-it; HTML inside it is read as HTML."""

import re
from datetime import date

from markdown_it import MarkdownIt
from markdown_it.token import Token

from civilbot.articles import html
from civilbot.articles.blocks import Collector, may_be_title, title_and_rest
from civilbot.articles.tables import in_columns
from civilbot.briefings.drafting import Article, Block, Shape
from civilbot.briefings.drafting.dates import day_in

_FRONT = re.compile(r"\A---\n(?P<front>(?:(?!---\n).*\n){0,60}?)---[ ]*\n")
_ENTRY = re.compile(
    r"^(?P<key>title|date|published)\s*:\s*(?P<value>.+)$", re.MULTILINE
)


def read(text: str) -> Article:
    """Read an article; the front matter names it, else its first large heading."""
    front, body = _front_matter(text)
    blocks = _blocks(body)
    heading, rest = title_and_rest(blocks)
    if not front.get("title") and not heading:
        heading, rest = _any_title(blocks)
    return Article(front.get("title") or heading, tuple(rest), _day(front))


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    match = _FRONT.match(text)
    if not match:
        return {}, text
    entries = _ENTRY.finditer(match["front"])
    known = {entry["key"]: entry["value"].strip(" '\"") for entry in entries}
    return known, text[match.end() :]


def _day(front: dict[str, str]) -> date | None:
    return day_in(front.get("published") or front.get("date") or "")


def _any_title(blocks: list[Block]) -> tuple[str, list[Block]]:
    """Take a heading or a short line that stands above everything as the title."""
    first = blocks[0] if blocks else None
    if first and first.shape is not Shape.ITEM and may_be_title(first.text):
        return first.text, blocks[1:]
    return "", blocks


def _blocks(text: str) -> list[Block]:
    parser = MarkdownIt("commonmark").enable("table")
    into = Collector()
    table: list[Token] = []
    for token in parser.parse(text):
        if table or token.type == "table_open":
            table.append(token)
            if token.type == "table_close":
                into.end()
                into.blocks += in_columns(_rows(table))
                table = []
        else:
            _block_token(token, into)
    into.end()
    return into.blocks


def _rows(table: list[Token]) -> list[list[list[Block]]]:
    """Read a table's cells; only headings and words stand in them."""
    rows: list[list[list[Block]]] = []
    for token in table:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            cell = Collector()
            _inline(token.children or [], cell)
            cell.end()
            rows[-1].append(cell.blocks)
    return rows


def _block_token(token: Token, into: Collector) -> None:
    match token.type:
        case "heading_open":
            into.begin(Shape.HEADING, int(token.tag[1]))
        case "list_item_open":
            into.begin(Shape.ITEM)
        case "paragraph_open":
            into.divide()
        case "heading_close" | "list_item_close":
            into.end()
        case "inline":
            _inline(token.children or [], into)
        case "html_block":
            into.end()
            into.blocks += html.blocks_of(token.content)
        case _:
            pass


def _inline(tokens: list[Token], into: Collector) -> None:
    for token in tokens:
        match token.type:
            case "text" | "code_inline":
                into.add(token.content)
            case "softbreak" | "hardbreak":
                into.add(" ")
            case "strong_open":
                into.bold += 1
            case "strong_close":
                into.bold -= 1
            case "link_open":
                into.open_link(str(token.attrs.get("href", "")))
            case "link_close":
                into.close_link()
            case _:
                pass
