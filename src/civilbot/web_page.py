"""Puts a report together as one web page that needs nothing else."""

from collections.abc import Iterable, Sequence
from html import escape

_STYLE = """
:root { color-scheme: light dark; --back: #fff; --text: #1b1f24; --soft: #59636e;
  --line: #d8dee4; --main: #0b62c4; --mark: #a33b00; }
@media (prefers-color-scheme: dark) {
  :root { --back: #12161b; --text: #e6e9ed; --soft: #9aa5b1; --line: #333c46;
    --main: #6cb0ff; --mark: #ffa268; }
}
body { background: var(--back); color: var(--text); margin: 2rem auto;
  max-width: 60rem; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .4rem; }
a { color: var(--main); } .soft { color: var(--soft); font-size: .875rem; }
blockquote { margin: .8rem 0 .1rem; padding-left: .75rem; max-width: 42rem;
  border-left: 3px solid var(--line); overflow-wrap: anywhere; }
blockquote + p { margin: 0 0 0 .95rem; overflow-wrap: anywhere; }
p { max-width: 42rem; } .scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .875rem;
  font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .75rem .25rem 0; text-align: right; white-space: nowrap;
  border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { text-align: left; }
th { color: var(--soft); font-weight: 600; }
.pair { display: flex; flex-wrap: wrap; gap: 1.5rem; }
figure { margin: 0 0 1.5rem; } figcaption { font-size: .875rem; color: var(--soft);
  max-width: 24rem; }
svg { max-width: 100%; height: auto; display: block; }
svg text { fill: var(--text); font: 12px system-ui, sans-serif; }
svg .number { fill: var(--mark); font-weight: 700; }
svg .grid { stroke: var(--line); } svg .chance { stroke: var(--soft);
  stroke-dasharray: 4 4; }
svg .curve { fill: none; stroke: var(--main); stroke-width: 2; }
svg .dot { fill: var(--main); fill-opacity: .75; } svg .mark { fill: var(--mark); }
svg .bar { fill: var(--main); fill-opacity: .55; }
svg .whisker { stroke: var(--text); stroke-width: 1.5; }
"""

Rows = Sequence[Sequence[str]]


def whole(title: str, parts: Iterable[str]) -> str:
    """Write a whole page; title and parts are HTML."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n"
        f"<body>{''.join(parts)}</body></html>\n"
    )


def figure(picture: str, caption: str) -> str:
    """Put a caption under a picture; both are HTML."""
    return f"<figure>{picture}<figcaption>{caption}</figcaption></figure>\n"


def section(title: str, body: str) -> str:
    """Put a heading over a part; both are HTML."""
    return f"<h2>{title}</h2>{body}\n"


def table(head: Sequence[str], rows: Rows) -> str:
    """Write a table; its cells are plain text, anybody's."""
    first = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll"><table><thead><tr>{first}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
