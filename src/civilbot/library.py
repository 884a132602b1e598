"""The files that people edit: each subreddit's rules, and the briefings.

A file that breaks while the bot runs does not stop it: the last good version
stays in force and the problems are told.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from civilbot.briefings import Briefing, Severity, check, parse_briefing
from civilbot.errors import BadInput, Place, Problem
from civilbot.ports import Shelf
from civilbot.rules import Rules, parse_rules


class Library:
    """The configuration directory, read again when asked."""

    def __init__(self, directory: Path) -> None:
        """Point at the directory; nothing is read yet."""
        self._directory = directory
        self._good_rules: dict[Path, Rules] = {}
        self._good_briefings: dict[Path, Briefing] = {}
        self._seen: dict[Path, str] = {}
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
            The problems of files that changed since the last call.
        """
        problems = (*self._read_all_rules(), *self._read_all_briefings(today))
        self.shelf = Shelf(
            rules={r.subreddit.lower(): r for r in self._good_rules.values()},
            briefings=tuple(self._good_briefings.values()),
        )
        return problems

    def _read_all_rules(self) -> tuple[Problem, ...]:
        paths = _files(self._directory / "subreddits", ".yaml", ".yml")
        _forget_missing(self._good_rules, paths)
        problems: list[Problem] = []
        for path, text in self._changed(paths, problems):
            try:
                rules = parse_rules(text, source=str(path))
                self._refuse_twin(path, rules)
                self._good_rules[path] = rules
            except BadInput as error:
                problems.extend(error.problems)
        return tuple(problems)

    def _refuse_twin(self, path: Path, rules: Rules) -> None:
        for other, known in self._good_rules.items():
            if other != path and known.subreddit.lower() == rules.subreddit.lower():
                message = f"r/{rules.subreddit} has rules in {other} already"
                raise BadInput(Problem(Place(str(path)), message, "keep one of them"))

    def _read_all_briefings(self, today: date) -> tuple[Problem, ...]:
        paths = _files(self._directory / "briefings", ".md")
        _forget_missing(self._good_briefings, paths)
        problems: list[Problem] = []
        for path, text in self._changed(paths, problems):
            try:
                self._good_briefings[path] = _fit_to_post(text, path, today)
            except BadInput as error:
                problems.extend(error.problems)
        return tuple(problems)

    def _changed(
        self, paths: tuple[Path, ...], problems: list[Problem]
    ) -> Iterator[tuple[Path, str]]:
        """Give each file whose text is not the one read last."""
        for path in paths:
            try:
                text = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                problems.append(Problem(Place(str(path)), f"cannot be read: {error}"))
                continue
            if self._seen.get(path) != text:
                self._seen[path] = text
                yield path, text


def _fit_to_post(text: str, path: Path, today: date) -> Briefing:
    """Read a briefing; BadInput if it cannot be read or must not be posted."""
    briefing = parse_briefing(text, source=str(path))
    errors = [
        lint.problem
        for lint in check(briefing, today=today)
        if lint.severity is Severity.ERROR
    ]
    if errors:
        raise BadInput(*errors)
    return briefing


def _files(directory: Path, *suffixes: str) -> tuple[Path, ...]:
    if not directory.is_dir():
        return ()
    return tuple(sorted(p for p in directory.iterdir() if p.suffix in suffixes))


def _forget_missing(
    good: dict[Path, Rules] | dict[Path, Briefing], paths: object
) -> None:
    kept = set(paths) if isinstance(paths, tuple) else set()
    for path in [path for path in good if path not in kept]:
        del good[path]


def starter_directory() -> Path:
    """Where the configuration that ships with civilbot lies.

    In an installed package it is `civilbot/starter`; in a checkout, `config`.
    """
    packaged = Path(__file__).parent / "starter"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "config"
