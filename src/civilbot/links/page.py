"""Reads a page's title from the beginning of its HTML."""

from html.parser import HTMLParser
from typing import Any

#: Longer titles are cut; nobody reads them.
LONGEST_TITLE = 200


class _Title(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.inside = False
        self.found: list[str] = []
        self.done = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002 - HTMLParser's signature
        # Pictures (svg) have titles of their own, later on.
        self.inside = tag == "title" and not self.done

    def handle_endtag(self, tag: str) -> None:
        if tag == "title" and self.inside:
            self.inside, self.done = False, True

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found.append(data)


def title_of(html: str) -> str:
    """Give a page's title on one line; "" where it has none."""
    parser = _Title()
    parser.feed(html)
    parser.close()
    return " ".join("".join(parser.found).split())[:LONGEST_TITLE]
