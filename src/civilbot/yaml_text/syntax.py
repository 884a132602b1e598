"""Says in plain words what is wrong where a text is no YAML."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml

from civilbot.errors import Place, Problem
from civilbot.yaml_text.marks import Marks, Spot, spot_of

#: Quotation marks that word processors put in place of straight ones.
SMART_QUOTES = "“”„‟«»\u2018\u2019\u201a\u201b"

_QUOTE_IT = "put the text in quotes"
_STRAIGHT = "YAML knows only straight quotes, \" and '"

#: What the parser says, and what that means; looked through in this order.
_PLAIN: Mapping[str, tuple[str, str]] = {
    "'\\t'": (
        "a tab stands where only spaces may",
        "YAML indents with spaces: put two in its place",
    ),
    "anchors and aliases": (
        "anchors and aliases are not allowed",
        "a text that begins with & or * must stand in quotes",
    ),
    "nested too deeply": (
        "nested too deeply",
        "a document needs a handful of levels; look for brackets that do not belong",
    ),
    "expected alphabetic or numeric character": (
        "a text cannot begin with & or *",
        _QUOTE_IT,
    ),
    "that cannot start any token": ("a text cannot begin with {sign}", _QUOTE_IT),
    "unknown escape character": (
        "in double quotes, \\ begins an escape, and this is none",
        "put the text in single quotes: '…'",
    ),
    "hexadecimal numbers": (
        "in double quotes, \\x, \\u and \\U need the number of a character",
        "put the text in single quotes: '…'",
    ),
    "a comment or a line break": (
        "after | or > the text begins on the next line",
        "begin a new line, or put the text in quotes",
    ),
    "chomping or indentation": (
        "after | or > the text begins on the next line",
        "begin a new line, or put the text in quotes",
    ),
    "another document": (
        "a second document begins here",
        "one page holds one document: remove the line ---",
    ),
    "'<document start>'": (
        "after ... nothing more may come",
        "remove the line ... above",
    ),
    "could not determine a constructor": (
        "a word that begins with ! means something else in YAML",
        _QUOTE_IT,
    ),
    "scanning a tag": (
        "a word that begins with ! means something else in YAML",
        _QUOTE_IT,
    ),
    "for merging": ("<< means something else in YAML", _QUOTE_IT),
    "invalid literal": ("this is no number", "remove the !! before it"),
    "found unhashable key": ("a list cannot be a key", _QUOTE_IT),
    "mapping keys are not allowed": ("a ? cannot stand here", _QUOTE_IT),
    "expected the node content": ("a value should stand here", _QUOTE_IT),
}


def syntax_problem(error: yaml.YAMLError, marks: Marks, loader: Any) -> Problem:
    """Turn what the parser says into a problem that people understand."""
    if isinstance(error, yaml.reader.ReaderError):
        message = f"the character U+{error.character:04X} is not allowed"
        spot = spot_of(marks.text, error.position)
        return marks.problem_at(spot, message, "delete it; it cannot be seen")
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or str(error).split("\n", 1)[0]
    if mark is None:
        return Problem(Place(marks.source), said)
    for explain in (_open_quote, _open_bracket, _said_plainly, _wrong_place):
        found = explain(said, error, marks, loader)
        if found is not None:
            return found
    return marks.problem_at(_spot(mark), said, _smart(mark, marks))


#: A value whose quote is not closed on its line.
_OPENED = re.compile(r"""\s*(?:- +)*(?:[\w-]+: +)?(?:\[ *)?("(?=[^"]*$)|'(?=[^']*$))""")

Explain = Callable[[str, Any, Marks, Any], Problem | None]


def _open_quote(said: str, error: Any, marks: Marks, _: Any) -> Problem | None:
    """See whether a quote was opened and not closed, perhaps lines above."""
    start = getattr(error, "context_mark", None)
    message = "the quote that opens here is not closed"
    if "unexpected end of stream" in said and start is not None:
        kind = marks.text[start.index]
        return marks.problem_at(
            _spot(start), message, f"add {kind} where the text ends"
        )
    if "<block end>, but found '<scalar>'" not in said:
        return None
    above = marks.lines[: error.problem_mark.line + 1]
    for number in range(len(above) - 1, max(len(above) - 20, -1), -1):
        found = _OPENED.match(above[number])
        if found:
            spot = Spot(number, found.start(1))
            hint = f"add {found[1]} where the text ends"
            return marks.problem_at(spot, message, hint)
    hint = "a quote within a text is written twice: 'it''s'; or use the other kind"
    what = "something stands after the closing quote"
    return marks.problem_at(_spot(error.problem_mark), what, hint)


def _open_bracket(said: str, error: Any, marks: Marks, loader: Any) -> Problem | None:
    """See whether a bracket was opened and not closed."""
    found = re.match(r"expected ',' or '([\]}])', but got '(.*)'", said)
    ends = "'<stream end>'" in said
    start = error.context_mark if found else _innermost(marks, loader)
    if start is None or not (found or ends):
        return None
    opened = marks.text[start.index]
    later = error.problem_mark.line > start.line
    line = marks.lines[error.problem_mark.line] if later else ""
    if ends or (found and (found[2] == ":" or _KEY.match(line))):
        close = "]" if opened == "[" else "}"
        message = f"the '{opened}' that opens here is not closed"
        return marks.problem_at(_spot(start), message, f"add {close} where it ends")
    message = "between the brackets, a ',' should stand before this"
    hint = "a text with : , ? [ ] { or } in it must stand in quotes"
    smart = _smart(error.problem_mark, marks)
    return marks.problem_at(_spot(error.problem_mark), message, smart or hint)


#: A line that begins with a key.
_KEY = re.compile(r"\s*(?:- +)?[\w-]+:(?: |$)")


def _innermost(marks: Marks, loader: Any) -> Any:
    """Find the bracket that is still open, as far as the parser knows."""
    known = [m for m in getattr(loader, "marks", ()) if m.index < len(marks.text)]
    return next((m for m in reversed(known) if marks.text[m.index] in "[{"), None)


def _said_plainly(said: str, error: Any, marks: Marks, _: Any) -> Problem | None:
    """Look what the parser says up in the list."""
    said_of_it = f"{error.context or ''}: {said}"
    for words, (message, hint) in _PLAIN.items():
        if words in said_of_it:
            mark = _word_start(error)
            spot = _spot(mark)
            sign = marks.text[mark.index : mark.index + 1]
            better = _smart_at(spot, marks) or hint
            return marks.problem_at(spot, message.replace("{sign}", sign), better)
    return None


def _word_start(error: Any) -> Any:
    """Give the mark of the word that cannot be read, rather than of its end."""
    context = error.context or ""
    words = ("an alias", "an anchor", "a tag")
    is_word = any(context.endswith(word) for word in words)
    return error.context_mark if is_word else error.problem_mark


def _wrong_place(said: str, error: Any, marks: Marks, _: Any) -> Problem | None:
    """See whether a line is indented wrongly, or has one colon too many."""
    mark = error.problem_mark
    spot = _spot(mark)
    line = marks.lines[spot.line]
    if "mapping values are not allowed" in said:
        if ": " in line[: spot.column]:
            message = "a second ': ' stands in this line"
            hint = "put the text after the first one in quotes"
            return marks.problem_at(spot, message, _smart(mark, marks) or hint)
        key = Spot(spot.line, len(line) - len(line.lstrip()))
        message = "this key does not fit the line above"
        hint = (
            "keys that belong together begin in the same column; a key that holds "
            "others ends with ':'"
        )
        return marks.problem_at(key, message, hint)
    if "could not find expected ':'" in said:
        start = error.context_mark or mark
        message = "this line has no ': ' after its key"
        return marks.problem_at(_spot(start), message, "write key: value")
    if "expected <block end>" not in said:
        return None
    return _indent(said, error, marks)


def _indent(said: str, error: Any, marks: Marks) -> Problem:
    spot = _spot(error.problem_mark)
    for bracket in "]}":
        if f"'{bracket}'" in said:
            message = f"a '{bracket}' closes what was not opened"
            return marks.problem_at(
                spot, message, "remove it, or put the text in quotes"
            )
    if "'-'" in said:
        message = "a '-' begins a new entry, and here the keys of another go on"
        hint = "begin it in the column of the '-' above it"
        return marks.problem_at(spot, message, hint)
    start = error.context_mark
    message = "the indent of this line does not fit those above"
    hint = (
        f"begin it in column {start.column + 1}, as line {marks.line + start.line + 1} "
        "does, or as far right as the line it belongs to"
    )
    return marks.problem_at(spot, message, hint)


def _smart(mark: Any, marks: Marks) -> str:
    return _smart_at(_spot(mark), marks)


def _smart_at(spot: Spot, marks: Marks) -> str:
    line = marks.lines[spot.line] if spot.line < len(marks.lines) else ""
    return _STRAIGHT if any(quote in line for quote in SMART_QUOTES[:8]) else ""


def _spot(mark: Any) -> Spot:
    return Spot(mark.line, mark.column)
