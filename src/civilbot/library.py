"""The files that people edit: each subreddit's rules, and the briefings.

A file that breaks while the bot runs does not stop it: the last good version
stays in force and the problems are told.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from civilbot.briefings import (
    Briefing,
    Severity,
    Taught,
    check,
    labels,
    parse_briefing,
    teach,
    texts,
)
from civilbot.briefings.article import Topic
from civilbot.errors import BadInput, Place, Problem
from civilbot.ports import Embedder, Shelf
from civilbot.rules import Rules, parse_rules

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
        self._taught: dict[Topic, Taught] = {}
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
        """Fit the briefings' matchers; one whose topic stands as it was is kept."""
        if self._embedder is None:
            return {}
        self._taught = {
            briefing.topic: self._taught.get(briefing.topic)
            or taught(briefing.topic, self._embedder)
            for briefing in briefings
        }
        return {briefing.id: self._taught[briefing.topic] for briefing in briefings}

    def _rules(self, path: Path, text: str) -> Rules:
        rules = parse_rules(text, source=str(path))
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


def taught(topic: Topic, embedder: Embedder) -> Taught:
    """Fit the matcher of a topic, its own texts read by the sentence encoder."""
    vectors = [embedder.vector(text) for text in texts(topic)]
    return teach(topic, vectors, embedder.learn(vectors, labels(topic)))


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
