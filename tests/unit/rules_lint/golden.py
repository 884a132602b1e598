"""Broken rules documents, and the very words that moderators read about each.

Every `golden/NAME.yaml` has its `golden/NAME.txt`. After a change of words,

    python -m tests.unit.rules_lint.golden

writes them anew; then read each that changed, as a moderator would: is it clear what
is wrong, where it stands, and what to do?
"""

from datetime import date
from pathlib import Path

from civilbot import yaml_text
from civilbot.errors import BadInput
from civilbot.rules import read_rules
from civilbot.rules_lint import Finding, Known, check, refused

FOLDER = Path(__file__).parent / "golden"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))

TODAY = date(2031, 4, 1)
BRIEFINGS = {"harbour-bridge": date(2031, 9, 1)}
#: Past its date; it is there for the documents that name it.
OVERDUE = {"old-lighthouse": date(2030, 5, 1)}
_MAY = "# may: "


def findings(data: bytes, source: str) -> tuple[Finding, ...]:
    """Find all that is wrong with a document, as `civilbot rules check` does."""
    try:
        document = read_rules(yaml_text.decode(data, source=source), source=source)
    except BadInput as error:
        return refused(error.problems)
    named = {name: day for name, day in OVERDUE.items() if name.encode() in data}
    briefings = {**BRIEFINGS, **named}
    return check(document, Known(briefings, today=TODAY, permissions=_may(data)))


def _may(data: bytes) -> frozenset[str] | None:
    """Read what the bot may do from a document's first line."""
    first = data.split(b"\n", 1)[0].decode()
    if not first.startswith(_MAY):
        return None
    return frozenset(first.removeprefix(_MAY).split(", "))


def shown(name: str) -> str:
    """Give what moderators read about a document."""
    path = FOLDER / f"{name}.yaml"
    return "".join(f"{one.shown}\n" for one in findings(path.read_bytes(), path.name))


if __name__ == "__main__":
    for each in NAMES:
        (FOLDER / f"{each}.txt").write_text(shown(each), "utf-8")
