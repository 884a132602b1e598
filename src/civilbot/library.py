"""The files that people edit: each subreddit's rules, and the briefings.

A file that breaks while the bot runs does not stop it: the last good version
stays in force and the problems are told.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from civilbot import rules_lint
from civilbot.briefings import (
    Briefing,
    Lesson,
    Severity,
    Taught,
    check,
    labels,
    parse_briefing,
    teach,
    texts,
    unwritten,
    with_lessons,
)
from civilbot.briefings.article import Topic
from civilbot.briefings.lessons import MOST, by_title
from civilbot.briefings.meaning import Vector
from civilbot.errors import BadInput, Place, Problem
from civilbot.ports import Embedder, Shelf
from civilbot.rules import Rules, parse_rules, read_rules

T = TypeVar("T", Rules, Briefing)


class Library:
    """The configuration directory, read again when asked."""

    def __init__(self, directory: Path, embedder: Embedder | None = None) -> None:
        """Point at the directory; nothing is read yet.

        Args:
            directory: holds rules and briefings.
            embedder: reads the briefings' own texts, so that they can be matched by
                meaning; without, by words alone.
        """
        self._directory = directory
        self._embedder = embedder
        self._taught: dict[str, Taught] = {}
        self._lessons: Callable[[], Sequence[Lesson]] = tuple
        self._good_rules: dict[Path, Rules] = {}
        self._good_briefings: dict[Path, Briefing] = {}
        #: The text of each good file, and what was told of each other.
        self._seen: dict[Path, str] = {}
        self._told: dict[Path, tuple[Problem, ...]] = {}
        self.shelf = Shelf()

    def open(self, today: date) -> Shelf:
        """Read everything for the first time.

        Args:
            today: a briefing past its review date is refused.

        Raises:
            BadInput: with every problem of every file.
        """
        problems = self.reload(today)
        if not self._good_rules and not problems:
            message = "there are no rules for any subreddit"
            hint = "add subreddits/NAME.yaml; civilbot init shows one"
            problems = (Problem(Place(str(self._directory)), message, hint),)
        if problems:
            raise BadInput(*problems)
        return self.shelf

    def follow(self, lessons: Callable[[], Sequence[Lesson]]) -> None:
        """Teach the matchers what moderators answered too: now, and at each reload.

        Args:
            lessons: gives all lessons so far; quickly, where none is new.
        """
        self._lessons = lessons
        matchers = self._teach(self._good_briefings.values())
        self.shelf = replace(self.shelf, taught=matchers)

    def reload(self, today: date) -> tuple[Problem, ...]:
        """Read what changed; keep the last good version of what is broken.

        Returns:
            The problems that were not told before.
        """
        rules = _files(self._directory / "subreddits", ".yaml", ".yml")
        briefings = _files(self._directory / "briefings", ".md")
        self._told = {p: told for p, told in self._told.items() if p.exists()}
        problems = (
            *self._read_all(rules, self._good_rules, self._rules),
            *self._read_all(
                briefings, self._good_briefings, partial(_fit_to_post, today=today)
            ),
        )
        self.shelf = Shelf(
            rules={r.subreddit.lower(): r for r in self._good_rules.values()},
            briefings=tuple(self._good_briefings.values()),
            taught=self._teach(self._good_briefings.values()),
        )
        return problems

    def _teach(self, briefings: Iterable[Briefing]) -> dict[str, Taught]:
        """Fit the briefings' matchers; without an encoder there are none."""
        if self._embedder is None:
            return {}
        self._taught = taught_all(
            briefings, self._embedder, self._lessons(), self._taught
        )
        return self._taught

    def _rules(self, path: Path, text: str) -> Rules:
        document = read_rules(text, source=str(path))
        wrong = [
            finding.problem
            for finding in rules_lint.check(document)
            if finding.severity is rules_lint.Severity.ERROR
        ]
        if wrong:
            raise BadInput(*wrong)
        rules = document.value
        for other, known in self._good_rules.items():
            if other != path and known.subreddit.lower() == rules.subreddit.lower():
                message = f"r/{rules.subreddit} has rules in {other} already"
                raise BadInput(Problem(Place(str(path)), message, "keep one of them"))
        return rules

    def _read_all(
        self, paths: tuple[Path, ...], good: dict[Path, T], read: Callable[..., T]
    ) -> tuple[Problem, ...]:
        """Read the files that changed or are not good yet; give the new problems."""
        for path in [path for path in good if path not in paths]:
            del good[path]
        problems: list[Problem] = []
        for path in paths:
            try:
                text = _text(path)
                if path not in good or self._seen.get(path) != text:
                    good[path] = read(path, text)
                    self._seen[path] = text
                self._told.pop(path, None)
            except BadInput as error:
                if self._told.get(path) != error.problems:
                    problems.extend(error.problems)
                self._told[path] = error.problems
        return tuple(problems)


def taught_all(
    briefings: Iterable[Briefing],
    embedder: Embedder,
    lessons: Iterable[Lesson] = (),
    before: Mapping[str, Taught] = MappingProxyType({}),
) -> dict[str, Taught]:
    """Fit the matchers of briefings, by id.

    Args:
        briefings: what the moderators wrote down.
        embedder: the sentence encoder.
        lessons: what they answered, to whichever briefing.
        before: matchers fitted earlier; one for which nothing is new is kept.
    """
    said: dict[str, list[Lesson]] = {}
    for lesson in lessons:
        said.setdefault(lesson.briefing, []).append(lesson)
    known = _vectors(before.values())
    found: dict[str, Taught] = {}
    for briefing in briefings:
        new = unwritten(briefing.topic, said.get(briefing.id, ()))[-MOST:]
        whole, last = with_lessons(briefing.topic, new), before.get(briefing.id)
        if last and (last.subject.topic, last.lessons) == (whole, by_title(new)):
            found[briefing.id] = last
        else:
            found[briefing.id] = taught(briefing.topic, embedder, new, known)
    return found


def taught(
    topic: Topic,
    embedder: Embedder,
    lessons: Sequence[Lesson] = (),
    known: Mapping[str, Vector] = MappingProxyType({}),
) -> Taught:
    """Fit the matcher of a topic, its own texts read by the sentence encoder.

    Args:
        topic: what the moderators wrote down.
        embedder: the sentence encoder.
        lessons: what they answered on titles that do not stand there.
        known: vectors of texts that were read before.
    """
    whole = with_lessons(topic, lessons)
    vectors = [known.get(text) or embedder.vector(text) for text in texts(whole)]
    learnt = embedder.learn(vectors, labels(whole))
    return teach(whole, vectors, learnt, lessons)


def _vectors(matchers: Iterable[Taught]) -> dict[str, Vector]:
    """Give the vectors of all texts that matchers were fitted from."""
    return {
        text: vector
        for one in matchers
        for text, vector in (*one.wanted, *one.unwanted)
    }


def rules_of(directory: Path) -> dict[str, Rules]:
    """Read a configuration's rules, by lower-case subreddit name.

    Raises:
        BadInput: a document is wrong.
    """
    paths = _files(directory / "subreddits", ".yaml", ".yml")
    found = [parse_rules(_text(path), source=str(path)) for path in paths]
    return {rules.subreddit.lower(): rules for rules in found}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(Problem(Place(str(path)), f"cannot be read: {error}")) from None


def _fit_to_post(path: Path, text: str, *, today: date) -> Briefing:
    """Read a briefing; BadInput if it cannot be read or must not be posted."""
    briefing = parse_briefing(text, source=str(path))
    errors = [
        lint.problem
        # One that is overdue is read, and silent: its moderators are told to see to it.
        for lint in check(briefing, today=min(today, briefing.review_by))
        if lint.severity is Severity.ERROR
    ]
    if errors:
        raise BadInput(*errors)
    return briefing


def _files(directory: Path, *suffixes: str) -> tuple[Path, ...]:
    if not directory.is_dir():
        return ()
    return tuple(
        sorted(
            p
            for p in directory.iterdir()
            if p.suffix in suffixes and p.name[0] not in "._#"
        )
    )


def starter_directory() -> Path:
    """Where the configuration that ships with civilbot lies.

    In an installed package it is `civilbot/starter`; in a checkout, `config`.
    """
    packaged = Path(__file__).parent / "starter"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "config"
