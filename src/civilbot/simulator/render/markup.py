"""Turns what people wrote into HTML that cannot do anything but be read."""

import re
from html import escape


def to_html(text: str) -> str:
    """Write each paragraph as one, every special character escaped."""
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text)]
    lines = "".join(f"<p>{escape(part)}</p>\n\n" for part in paragraphs if part)
    return f'<div class="md">{lines.rstrip()}\n</div>'


def to_guarded_html(text: str) -> str:
    """The same between the marks Reddit puts around a post's text."""
    return f"<!-- SC_OFF -->{to_html(text)}<!-- SC_ON -->"
