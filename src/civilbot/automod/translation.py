"""Translates a page of AutoModerator's rules into a rules document."""

from dataclasses import dataclass

from civilbot.automod.actions import Instead
from civilbot.automod.document import written
from civilbot.automod.losses import Loss, Lost
from civilbot.automod.page import read_page
from civilbot.automod.rule import Frame, Made, translated
from civilbot.errors import BadInput, Place, Problem
from civilbot.rules import parse_rules

#: So many rules a document holds.
MOST_RULES = 1_000


@dataclass(frozen=True, slots=True)
class Carried:
    """A key of the page that was carried over."""

    line: int
    column: int
    field: str


@dataclass(frozen=True, slots=True)
class Translation:
    """A page of AutoModerator's, translated."""

    #: The rules document.
    text: str
    #: What could not be carried over, or should be known, in the page's order.
    lost: tuple[Lost, ...]
    kept: tuple[Carried, ...]
    #: How many rules the page has.
    rules: int
    #: How many of them were translated.
    translated: int


def translate(
    text: str, *, source: str, subreddit: str, instead: Instead | None = None
) -> Translation:
    """Translate a page.

    Args:
        text: the page, as it stands on the wiki.
        source: its name in diagnostics.
        subreddit: whose rules they are.
        instead: what takes the place of actions that rules do not have.

    Raises:
        BadInput: the page is no YAML, with line and column; or it is too long.
    """
    frame = Frame(subreddit, instead or Instead())
    made = [translated(section, frame) for section in read_page(text, source=source)]
    made = _bounded(made)
    document = written(made, subreddit)
    _check(document, source, subreddit)
    return Translation(
        text=document,
        lost=tuple(one for part in made for one in part.lost),
        kept=tuple(
            Carried(one.line, one.column, one.path)
            for part in made
            for one in part.kept
        ),
        rules=sum(one.section.is_rule for one in made),
        translated=sum(bool(part.rules) for part in made),
    )


def _bounded(made: list[Made]) -> list[Made]:
    """Leave out the rules for which a document has no room, and list them."""
    count = 0
    found = []
    for one in made:
        count += len(one.rules)
        if count > MOST_RULES and one.rules:
            why = f"a document holds at most {MOST_RULES:,} rules"
            lost = Lost(one.section.line, 1, "", why, Loss.RULE)
            found.append(Made(one.section, lost=(lost,)))
        else:
            found.append(one)
    return found


def _check(document: str, source: str, subreddit: str) -> None:
    """See that the document can be read; each rule by itself can."""
    try:
        parse_rules(document, source=subreddit)
    except BadInput as error:
        why = error.problems[0].message
        hint = "translate a part of the page at a time"
        raise BadInput(Problem(Place(source), f"as rules: {why}", hint)) from None
