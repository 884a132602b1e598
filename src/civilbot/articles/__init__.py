"""Reads articles from files: plain text, Markdown and HTML become one outline.

The readers are in `reading`; other commands need not wait for their libraries.
"""

from civilbot.articles.formats import MAX_BYTES, Format

__all__ = ["MAX_BYTES", "Format"]
