"""Translates one rule of AutoModerator's, and lists what of it cannot be."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from civilbot.automod import actions, checks, numbers, placeholders, standards
from civilbot.automod.checks import Asked, Demand, Surroundings
from civilbot.automod.combining import combined
from civilbot.automod.fields import ONLY_ON, UNKNOWN_GROUPS, Looks
from civilbot.automod.losses import Loss, Lost, lost
from civilbot.automod.page import Entry, Section, texts_of, value_of
from civilbot.automod.patterns import Untranslatable
from civilbot.automod.texts import Tree
from civilbot.rules import CustomRule

#: What `type` may be: what the rule looks at, and whether at crossposts alone.
_TYPES: Mapping[str, tuple[Looks, bool]] = {
    "any": (Looks.ALL, False),
    "comment": (Looks.COMMENT, False),
    "submission": (Looks.POSTS, False),
    "text submission": (Looks.TEXT, False),
    "link submission": (Looks.LINK, False),
    "crosspost submission": (Looks.POSTS, True),
}
_SORTS = ("poll submission", "gallery submission")

_ON: Mapping[Looks, str] = {
    Looks.ALL: "any",
    Looks.POSTS: "submission",
    Looks.TEXT: "text_submission",
    Looks.LINK: "link_submission",
    Looks.COMMENT: "comment",
}

#: What {{kind}} stands for.
_KINDS: Mapping[Looks, str] = {
    Looks.POSTS: "submission",
    Looks.TEXT: "submission",
    Looks.LINK: "submission",
    Looks.COMMENT: "comment",
}

_SETTINGS = ("type", "priority", "moderators_exempt", "ignore_blockquotes")
_MODERATORS = Demand(({"author": {"moderator": True}},), negated=True)
_HAS_FLAIR = Demand(({"flair": {"regex": ["."]}},), negated=True)
_ANYTHING: Tree = {"body_length": {"at_least": 0}}


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same for all rules of a page."""

    subreddit: str
    instead: actions.Instead


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one section of a page."""

    section: Section
    #: In the words of a rules document, without names; empty if it is not translated.
    rules: tuple[Tree, ...] = ()
    lost: tuple[Lost, ...] = ()
    #: The keys that were carried over.
    kept: tuple[Entry, ...] = ()
    priority: int = 0


def translated(section: Section, frame: Frame) -> Made:
    """Translate a section of a page.

    Args:
        section: a rule, or comments alone.
        frame: what is the same for all.
    """
    if section.is_odd:
        why = "is no rule: AutoModerator passes it over"
        return Made(section, lost=(Lost(section.line, 1, "", why, Loss.RULE),))
    if not section.entries:
        return Made(section)
    return _Translator(section, frame).made()


@dataclass
class _Translator:
    """Goes through the keys of one rule."""

    section: Section
    frame: Frame
    looks: Looks = Looks.ALL
    unsaid: Looks = Looks.NOTHING
    priority: int = 0
    demands: list[Demand] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    kept: list[Entry] = field(default_factory=list)
    do: list[str] = field(default_factory=list)
    keys: Tree = field(default_factory=dict)

    def made(self) -> Made:
        """Translate the rule."""
        entries = list(self._heeded(self.section.entries))
        named = {entry.name: entry for entry in entries}
        around = self._settings(named)
        for entry in entries:
            if entry.name in _SETTINGS:
                continue
            if actions.is_action(entry.name):
                self.looks &= ONLY_ON.get(entry.name, Looks.ALL)
            elif entry.name in ("author", "~author", "parent_submission"):
                self._group(entry)
            else:
                self._check(entry, named, around)
        self._narrow()
        for entry in entries:
            if entry.name == "report_reason" and "action_reason" in named:
                why = "stands beside action_reason, which AutoModerator heeds"
                self._lose(entry, why, Loss.NOTE)
            elif actions.is_action(entry.name):
                self._action(entry)
        self._rest(entries)
        rules = () if self._is_lost() else tuple(self._rules(named))
        rules = () if self._is_lost() else rules
        return Made(
            self.section,
            rules,
            tuple(self._listed()),
            tuple(self.kept) if rules else (),
            self.priority,
        )

    def _is_lost(self) -> bool:
        return any(one.loss is Loss.RULE for one in self.lost)

    def _rest(self, entries: Iterable[Entry]) -> None:
        """List what was not looked at, so that nothing is dropped in silence."""
        if self._is_lost():
            return
        listed = {(one.line, one.column) for one in self.lost}
        known = listed | {(one.line, one.column) for one in self.kept}
        for top in entries:
            inner = () if (top.line, top.column) in listed else top.within
            for entry in (top, *inner):
                if (entry.line, entry.column) not in known:
                    self._lose(entry, "was not looked at")

    def _listed(self) -> Iterator[Lost]:
        """Give all that is listed; of a rule that is lost, no mere notes."""
        told = [one for one in self.lost if one.loss is not Loss.NOTE]
        found = told if self._is_lost() else self.lost
        yield from sorted(found, key=lambda one: (one.line, one.column))

    def _heeded(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Give the keys that AutoModerator heeds; the others are listed."""
        for entry in entries:
            if entry.overridden:
                why = "stands again below; AutoModerator heeds the last one alone"
                self.lost.append(lost(entry, why, Loss.NOTE))
                for inner in entry.within:
                    self.lost.append(lost(inner, why, Loss.NOTE))
            else:
                yield entry

    def _lose(self, entry: Entry, why: object, loss: Loss = Loss.RULE) -> None:
        self.lost.append(lost(entry, str(why), loss))

    def _settings(self, named: Mapping[str, Entry]) -> Surroundings:
        """Read what governs the rest of the rule."""
        quotes = False
        for entry in (named[name] for name in _SETTINGS if name in named):
            try:
                value = _value(entry)
                if entry.name == "type":
                    self._type(value)
                elif entry.name == "priority":
                    self.priority = numbers.count(value)
                elif numbers.truth(value) and entry.name == "ignore_blockquotes":
                    quotes = True
                self.kept.append(entry)
            except Untranslatable as error:
                self._lose(entry, error)
        return Surroundings(self.frame.subreddit, quotes)

    def _type(self, value: object) -> None:
        if value in _SORTS:
            raise Untranslatable("rules do not tell this sort of post from others")
        if value not in _TYPES:
            raise Untranslatable(
                f"should be {', '.join([*_TYPES, *_SORTS])}, not '{value}'"
            )
        self.looks, crosspost = _TYPES[str(value)]
        if crosspost:
            self.demands.append(Demand(({"crosspost": True},)))

    def _group(self, entry: Entry) -> None:
        self.looks &= ONLY_ON.get(entry.name, Looks.ALL)
        if entry.name == "parent_submission":
            self._parent(entry)
        elif entry.within:
            self._author(entry)
        else:
            try:
                self._take(entry, checks.author_name(entry))
            except Untranslatable as error:
                self._lose(entry, error)

    def _author(self, entry: Entry) -> None:
        """Read the conditions under `author`."""
        if entry.name != "author":
            self._lose(entry, "only names can stand under ~author")
            return
        self.kept.append(entry)
        inner = list(self._heeded(entry.within))
        either = self._any_threshold(inner)
        thresholds: list[Asked] = []
        for one in inner:
            if one.name in ("set_flair", "overwrite_flair"):
                self._lose(one, "rules give flairs to posts alone", Loss.ACTION)
            elif one.name != "satisfy_any_threshold":
                self._author_check(one, thresholds if either else None)
        if thresholds:
            self.demands.append(checks.any_threshold(thresholds))

    def _any_threshold(self, inner: Iterable[Entry]) -> bool:
        for one in inner:
            if one.name == "satisfy_any_threshold":
                try:
                    found = numbers.truth(_value(one))
                except Untranslatable as error:
                    self._lose(one, error)
                    return False
                self.kept.append(one)
                return found
        return False

    def _author_check(self, entry: Entry, thresholds: list[Asked] | None) -> None:
        try:
            asked = checks.author_check(entry)
        except Untranslatable as error:
            self._lose(entry, error)
            return
        if thresholds is not None and entry.name in checks.THRESHOLDS:
            thresholds.append(asked)
            self.kept.append(entry)
        else:
            self._take(entry, asked)

    def _parent(self, entry: Entry) -> None:
        """List what stands under `parent_submission`."""
        if not entry.within:
            self._lose(entry, "should hold conditions or actions")
        for one in self._heeded(entry.within):
            if actions.is_action(one.name):
                why = "rules act on the comment, not on the post above it"
                self._lose(one, why, Loss.ACTION)
            else:
                self._lose(one, "rules do not look at the post above a comment")
        self.kept.append(entry)

    def _check(
        self, entry: Entry, named: Mapping[str, Entry], around: Surroundings
    ) -> None:
        if entry.name in UNKNOWN_GROUPS:
            self._lose(entry, UNKNOWN_GROUPS[entry.name])
            return
        try:
            if entry.name == "standard":
                _stands_alone(entry, named)
            self._take(entry, checks.check(entry, around))
        except Untranslatable as error:
            self._lose(entry, error)

    def _take(self, entry: Entry, asked: Asked) -> None:
        self.asked.append(asked)
        self.demands += asked.demands
        self.looks &= asked.looks
        self.unsaid |= asked.unsaid
        self.kept.append(entry)
        for note in asked.notes:
            self._lose(entry, note, Loss.NOTE)

    def _narrow(self) -> None:
        """Leave out the posts of which AutoModerator can check nothing."""
        found = [one.search for one in self.asked if one.search is not None]
        if found and all(search.fields == ("url",) for search in found):
            self.looks &= ~Looks.TEXT
        if not self._is_lost() and self.looks & self.unsaid:
            self._lose_whole("asks for the one who began the thread: add type: comment")
        if not self._is_lost() and self.looks not in _ON:
            self._lose_whole("asks for what no post and no comment has at once")
        self.demands = [one for one in self.demands if one.matters & self.looks]

    def _lose_whole(self, why: str) -> None:
        self.lost.append(Lost(self.section.line, 1, "", why, Loss.RULE))

    def _action(self, entry: Entry) -> None:
        media = _media(entry)
        if media:
            self._lose(entry, f"asks for posts with media: {{{{{media}}}}}")
            return
        try:
            done = actions.action(entry, self._around)
        except Untranslatable as error:
            self._lose(entry, error, Loss.ACTION)
            return
        self.do += done.do
        self.keys |= done.keys
        self.kept += (entry, *entry.within)
        if done.missing:
            self._lose(entry, done.missing, Loss.ACTION)

    @property
    def _around(self) -> actions.Around:
        finding = [
            one.search.name
            for one in self.asked
            if one.search is not None and not one.search.negated
        ]
        return actions.Around(
            self.frame.subreddit,
            _KINDS.get(self.looks, ""),
            tuple(finding),
            self.frame.instead,
        )

    def _rules(self, named: Mapping[str, Entry]) -> Iterator[Tree]:
        """Write the rule; one that must not overwrite a flair may become two."""
        if not self.do:
            self._lose_whole("no action is left")
            return
        anything = "type" not in named or _value(named["type"]) == "any"
        if anything and not self.asked and not self.demands:
            self._lose_whole("asks for nothing; AutoModerator passes it over")
            return
        demands = list(self.demands)
        if self._spares_moderators(named):
            demands.append(_MODERATORS)
        overwrites = _is_true(named.get("overwrite_flair"))
        flair = [one for one in self.do if one == "flair" and not overwrites]
        rest = [one for one in self.do if one not in flair]
        try:
            if rest:
                yield self._rule(demands, rest)
            if flair:
                yield self._rule([*demands, _HAS_FLAIR], flair)
        except Untranslatable as error:
            self._lose_whole(str(error))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            self._lose_whole(f"rules do not take it: {first['msg']}")

    def _spares_moderators(self, named: Mapping[str, Entry]) -> bool:
        if "moderators_exempt" in named:
            return _is_true(named["moderators_exempt"])
        entry = named.get("action")
        does = actions.asks_for([entry]) if entry is not None else ""
        return does in (*actions.REMOVALS, "report")

    def _rule(self, demands: Iterable[Demand], do: list[str]) -> Tree:
        parts = combined(demands)
        if not parts.keys() & {"when", "any_of"}:
            parts = {"when": _ANYTHING, **parts}
        # A removal with a message is explained by a reply, at any hour.
        kinds = [one for one in do if one != "nudge" or "remove" not in do]
        belongs = {"message": "nudge", "mail": "modmail", "flair": "flair"}
        keys = {k: v for k, v in self.keys.items() if belongs.get(k, do[0]) in do}
        rule: Tree = {"mode": "shadow", "on": _ON[self.looks], **parts}
        rule |= {"do": list(dict.fromkeys(kinds)), **keys, "exempt": False}
        CustomRule.model_validate({"name": "x", **rule})
        return rule


def _value(entry: Entry) -> object:
    try:
        return value_of(entry)
    except ValueError as error:
        raise Untranslatable(str(error)) from None


def _is_true(entry: Entry | None) -> bool:
    return entry is not None and _value(entry) is True


def _media(entry: Entry) -> str:
    """Return a media placeholder in an action's texts, which is a condition, too."""
    for one in (entry, *entry.within):
        try:
            texts = [value for value, _ in texts_of(one)]
        except ValueError:
            continue
        found = next(filter(None, map(placeholders.media_in, texts)), "")
        if found:
            return found
    return ""


def _stands_alone(entry: Entry, named: Mapping[str, Entry]) -> None:
    """See that no key of the rule takes the place of a part of its standard.

    Raises:
        Untranslatable: one does.
    """
    for field_ in sorted(standards.replaced_by(_value(entry))):
        if any(re.match(rf"~?{field_}\b", name) for name in named):
            raise Untranslatable(f"the rule's own '{field_}' takes a part of its place")
