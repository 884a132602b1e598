"""Reads Python's regular expressions, and says what RE2 has nothing for."""

import re
import unicodedata
from collections.abc import Callable, Mapping

from civilbot.automod.patterns import (
    MIXED,
    Anchor,
    Atom,
    Boundary,
    Choice,
    Edge,
    Group,
    Node,
    Pattern,
    Repeat,
    Run,
    Untranslatable,
    edge_of,
)

#: What Python means by \w, \d and \s, in RE2's words for Unicode.
WORD, DIGIT, SPACE = r"\pL\pN_", r"\p{Nd}", r"\s\pZ"

_QUANTIFIER = re.compile(r"[*+?]|\{(\d+)\}|\{(\d*),(\d*)\}")
_FLAGS = re.compile(r"\(\?([aiLmsux]+)\)")
_SCOPED = re.compile(r"\(\?[ims]*(?:-[ims]+)?:")
_NAMED = re.compile(r"\(\?P<[A-Za-z_]\w*>")
_CODE = re.compile(r"x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{([^}]+)\}")
_OCTAL = re.compile(r"0[0-7]{0,2}|[0-3][0-7]{2}")
_META = re.compile(r"[\\.^$*+?{}()\[\]|]")
_CONTROLS = {"a": "\a", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}

#: Openings that RE2 has nothing for.
_REFUSED: Mapping[str, str] = {
    "(?=": "look-ahead '(?='",
    "(?!": "look-ahead '(?!'",
    "(?<=": "look-behind '(?<='",
    "(?<!": "look-behind '(?<!'",
    "(?P=": "a reference back, '(?P='",
    "(?(": "a condition '(?('",
    "(?>": "an atomic group '(?>'",
}
_DEEPEST = 50


def quoted(text: str) -> str:
    """Write a text as a pattern that fits it alone."""
    return _META.sub(lambda found: "\\" + found[0], text)


def read(source: str) -> Pattern:
    """Read a regular expression as AutoModerator takes it.

    Raises:
        Untranslatable: it is broken, or RE2 has nothing for a part of it.
    """
    return _Reader(source).pattern()


class _Reader:
    """Walks through a regular expression from left to right."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._depth = 0
        self._flags: set[str] = set()

    def pattern(self) -> Pattern:
        """Read all of it."""
        whole = self._choice()
        if self._at < len(self._source):
            raise Untranslatable("the regular expression closes what was not opened: )")
        return Pattern(whole, frozenset(self._flags))

    def _choice(self) -> Choice:
        ways = [self._run()]
        while self._take("|"):
            ways.append(self._run())
        return Choice(tuple(ways))

    def _run(self) -> Run:
        parts: list[Node] = []
        while self._at < len(self._source) and self._source[self._at] not in "|)":
            part = self._part()
            if part is not None:
                parts.append(self._repeated(part))
        return Run(tuple(parts))

    def _part(self) -> Node | None:
        """Read one part; None for what stands for nothing."""
        if self._peek("(?#"):
            self._pass(re.compile(r"\(\?#[^)]*\)"))
            return None
        flags = self._match(_FLAGS)
        if flags is not None:
            self._set(flags[1])
            return None
        readers: Mapping[str, Callable[[], Node]] = {
            "[": self._class,
            "\\": self._escape,
            ".": lambda: Atom(".", MIXED, any=True),
            "^": lambda: Anchor("^"),
            "$": lambda: Anchor("$"),
        }
        char = self._source[self._at]
        if char in "*+?":
            raise Untranslatable(f"in the regular expression, '{char}' repeats nothing")
        if char == "(":
            return self._group()
        self._at += 1
        if char in readers:
            return readers[char]()
        return Atom(quoted(char), edge_of(char), char=char)

    def _set(self, flags: str) -> None:
        for flag in sorted(set(flags) - set("imsu")):
            raise Untranslatable(f"RE2 has nothing for the flag '(?{flag})'")
        self._flags |= set(flags)

    def _group(self) -> Group:
        for opening, name in _REFUSED.items():
            if self._peek(opening):
                raise Untranslatable(f"RE2, which never hangs, has nothing for {name}")
        found = self._match(_SCOPED) or self._match(_NAMED)
        if found is None and self._peek("(?"):
            shown = self._source[self._at : self._at + 4]
            raise Untranslatable(f"the regular expression has an unknown '{shown}'")
        self._at += 0 if found else 1
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Untranslatable("the regular expression is nested too deeply")
        inside = self._choice()
        self._depth -= 1
        if not self._take(")"):
            raise Untranslatable("the regular expression has a '(' that is not closed")
        return Group(found[0] if found else "(", inside)

    def _repeated(self, part: Node) -> Node:
        found = self._match(_QUANTIFIER)
        if found is None:
            return part
        if isinstance(part, Boundary | Anchor):
            raise Untranslatable(
                f"the regular expression repeats '{part.text}', which has no length"
            )
        if self._take("+"):
            raise Untranslatable(
                f"RE2 has nothing for the possessive '{found[0]}+', or it is a mistake"
            )
        lazy = "?" if self._take("?") else ""
        least = found[1] or found[2] or "0"
        text = found[0]
        if found[2] == "":
            text = f"{{0,{found[3]}}}"
        optional = text[0] in "*?" or (text[0] == "{" and int(least) == 0)
        again = self._match(_QUANTIFIER)
        if again is not None:
            raise Untranslatable(
                f"the regular expression repeats a repetition: '{found[0]}{again[0]}'"
            )
        return Repeat(part, text + lazy, optional)

    def _escape(self) -> Node:
        sets: Mapping[str, Node] = {
            "w": Atom(f"[{WORD}]", Edge.WORD),
            "W": Atom(f"[^{WORD}]", Edge.OTHER),
            "d": Atom(DIGIT, Edge.WORD),
            "D": Atom(r"\P{Nd}", MIXED),
            "s": Atom(f"[{SPACE}]", Edge.OTHER),
            "S": Atom(f"[^{SPACE}]", MIXED),
            "b": Boundary(r"\b"),
            "B": Boundary(r"\B"),
            "A": Anchor(r"\A"),
            "Z": Anchor(r"\z"),
        }
        name = self._source[self._at : self._at + 1]
        if name in sets:
            self._at += 1
            return sets[name]
        char = self._char()
        return Atom(_shown(char), edge_of(char), char=char)

    def _char(self) -> str:
        """Read which character an escape stands for; the backslash is behind us."""
        if self._at >= len(self._source):
            raise Untranslatable("the regular expression ends with a lone '\\'")
        octal, code = self._match(_OCTAL), self._match(_CODE)
        if octal is not None:
            return chr(int(octal[0], 8))
        if code is not None:
            return _character(code)
        char = self._source[self._at]
        self._at += 1
        if char.isdigit():
            raise Untranslatable(
                f"RE2, which never hangs, has nothing for a reference back, '\\{char}'"
            )
        if char in _CONTROLS:
            return _CONTROLS[char]
        if char.isascii() and char.isalpha():
            raise Untranslatable(f"the regular expression has an unknown '\\{char}'")
        return char

    def _class(self) -> Atom:
        """Read a class of characters; its opening bracket is behind us."""
        negated = self._take("^")
        found = _Class()
        first = True
        while first or not self._peek("]"):
            if self._at >= len(self._source):
                raise Untranslatable(
                    "the regular expression has a '[' that is not closed"
                )
            first = False
            self._class_item(found)
        self._at += 1
        return found.atom(negated=negated)

    def _class_item(self, found: "_Class") -> None:
        low = self._class_char(found)
        if not low:
            return
        ahead = self._source[self._at : self._at + 2]
        if len(ahead) == 2 and ahead[0] == "-" and ahead[1] != "]":
            self._at += 1
            high = self._class_char(found)
            if not high or high < low:
                raise Untranslatable(
                    f"the regular expression has a range without sense: '{low}-{high}'"
                )
            found.add_range(low, high)
        else:
            found.add(low)

    def _class_char(self, found: "_Class") -> str:
        """Read one character of a class; "" for a set of them, which is noted."""
        char = self._source[self._at]
        self._at += 1
        if char != "\\":
            return char
        name = self._source[self._at : self._at + 1]
        if name == "b":
            self._at += 1
            return "\b"
        if name and name in "wWdDsS":
            self._at += 1
            found.sets.add(name)
            return ""
        return self._char()

    def _peek(self, text: str) -> bool:
        return self._source.startswith(text, self._at)

    def _take(self, text: str) -> bool:
        if not self._peek(text):
            return False
        self._at += len(text)
        return True

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._source, self._at)
        if found is not None:
            self._at = found.end()
        return found

    def _pass(self, pattern: re.Pattern[str]) -> None:
        if self._match(pattern) is None:
            raise Untranslatable("the regular expression has a '(' that is not closed")


class _Class:
    """The characters of a class, as they are read."""

    def __init__(self) -> None:
        self.sets: set[str] = set()
        self._edge = Edge.NOTHING
        self._single: list[str] = []
        self._texts: list[str] = []

    def add(self, char: str) -> None:
        """Add a character."""
        self._single.append(char)
        self._edge |= edge_of(char)
        self._texts.append(_in_class(char))

    def add_range(self, low: str, high: str) -> None:
        """Add all characters from one to another."""
        few = range(ord(low), min(ord(high), ord(low) + 300) + 1)
        whole = ord(high) - ord(low) <= 300
        self._single.append("")
        self._edge |= edge_of(map(chr, few)) if whole else MIXED
        self._texts.append(f"{_in_class(low)}-{_in_class(high)}")

    def atom(self, *, negated: bool) -> Atom:
        """Write the class as RE2 does."""
        if any({name, name.upper()} <= self.sets for name in "wds") and not negated:
            return Atom(".", MIXED, any=True)
        if self.sets & {"W", "S"}:
            return self._with_negative(negated=negated)
        inside = self._inside()
        if not negated:
            return Atom(f"[{inside}]", self._whole_edge())
        edge = Edge.OTHER if "w" in self.sets else MIXED
        return Atom(f"[^{inside}]", edge)

    def _inside(self) -> str:
        names = {"w": WORD, "d": DIGIT, "D": r"\P{Nd}", "s": SPACE}
        parts = [names[name] for name in sorted(self.sets) if name in names]
        return "".join([*parts, *self._texts])

    def _whole_edge(self) -> Edge:
        edges = {"w": Edge.WORD, "d": Edge.WORD, "s": Edge.OTHER, "W": Edge.OTHER}
        found = self._edge
        for name in self.sets:
            found |= edges.get(name, MIXED)
        return found

    def _with_negative(self, *, negated: bool) -> Atom:
        r"""Write a class with \W or \\S in it, for which RE2 knows ASCII alone."""
        if not negated:
            rest = self._inside()
            ways = [f"[{rest}]"] if rest else []
            ways += [f"[^{WORD}]"] if "W" in self.sets else []
            ways += [f"[^{SPACE}]"] if "S" in self.sets else []
            text = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
            return Atom(text, self._whole_edge())
        only = self.sets <= {"W", "d"} and set(self._single) <= {"_"}
        if not only:
            raise Untranslatable(
                "RE2 has nothing for a class such as [^\\W…] or [^\\S…] with more in it"
            )
        digits = r"\p{Nl}\p{No}" if "d" in self.sets else r"\pN"
        line = "" if "_" in self._single else "_"
        return Atom(rf"[\pL{digits}{line}]", Edge.WORD)


def _character(code: re.Match[str]) -> str:
    try:
        if code[1]:
            return unicodedata.lookup(code[1])
        return chr(int(code[0][1:], 16))
    except (KeyError, ValueError, OverflowError):
        raise Untranslatable(f"'\\{code[0]}' stands for no character") from None


def _shown(char: str) -> str:
    if char.isprintable():
        return quoted(char)
    return f"\\x{{{ord(char):X}}}"


def _in_class(char: str) -> str:
    if not char.isprintable():
        return f"\\x{{{ord(char):X}}}"
    return f"\\{char}" if char in "\\]^-[" else char
