"""What moderators' answers teach a briefing: titles that it fits, or only nearly."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from civilbot.briefings.article import Examples, Topic

MATCH = "match"
NEAR = "near"

#: The newest lessons on a briefing that its matcher is taught.
MOST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What moderators taught about a title: the briefing fits it, or only nearly."""

    briefing: str
    title: str
    #: "match" or "near".
    label: str
    #: Who said so.
    moderator: str
    at: float
    #: In which way it was said: "approve", "decline", "summon", "removed" or "kept".
    why: str
    #: The decision that it was said about.
    case: str = ""


def unwritten(topic: Topic, lessons: Iterable[Lesson]) -> tuple[Lesson, ...]:
    """Give the lessons on titles that do not stand in the document, oldest first.

    Of several on one title the latest counts.
    """
    examples = topic.examples
    written = {*examples.match, *examples.near, *examples.unrelated}
    there = {plain(title) for title in written}
    last: dict[str, Lesson] = {}
    for lesson in sorted(lessons, key=lambda one: one.at):
        title = plain(lesson.title)
        if title and title not in there:
            last.pop(title, None)
            last[title] = lesson
    return tuple(last.values())


def with_lessons(topic: Topic, lessons: Sequence[Lesson]) -> Topic:
    """Add the titles of `unwritten` lessons to a topic's examples."""
    added = {
        label: tuple(plain(one.title) for one in lessons if one.label == label)
        for label in (MATCH, NEAR)
    }
    examples = Examples(
        match=(*topic.examples.match, *added[MATCH]),
        near=(*topic.examples.near, *added[NEAR]),
        unrelated=topic.examples.unrelated,
    )
    return topic.model_copy(update={"examples": examples})


def by_title(lessons: Iterable[Lesson]) -> Mapping[str, Lesson]:
    """Give lessons by their titles, as these stand among the examples."""
    return {plain(lesson.title): lesson for lesson in lessons}


def plain(title: str) -> str:
    """Write a title in one line, as it stands in a document."""
    return " ".join(title.split())


#: What speaks for a title, or against it, because a moderator said so of another.
_SPOKE = {
    "approve": "a moderator approved this briefing for a title like this",
    "decline": "a moderator declined this briefing for a title like this",
    "summon": "a moderator asked for this briefing under a title like this",
    "removed": "a moderator removed this briefing under a title like this",
    "kept": "a moderator kept this briefing under a title like this",
}


def spoke(lesson: Lesson, likeness: float) -> str:
    """Say that a moderator's answer to a like title counted.

    The case is named and not the title: its author may delete that one day.
    """
    return f"{_SPOKE[lesson.why]} (case {lesson.case}, {likeness:.2f})"
