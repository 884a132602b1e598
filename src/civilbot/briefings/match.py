"""Which briefing fits a thread, how sure that is, and why, in sentences.

The title decides; a post's text, flair and address can only raise a question. What a
title means and which words stand in it are weighed together; a reply needs both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from civilbot.briefings.article import Briefing
from civilbot.briefings.by_words import judge_by_words
from civilbot.briefings.features import features
from civilbot.briefings.fitting import confidence
from civilbot.briefings.lessons import Lesson, spoke
from civilbot.briefings.meaning import Vector, closest
from civilbot.briefings.points import LOWEST, POINTS, OperatingPoint
from civilbot.briefings.post import NOT_SURE, addition
from civilbot.briefings.similarity import Nearest
from civilbot.briefings.teaching import Meaning, Taught
from civilbot.briefings.threads import kind_of
from civilbot.briefings.words import WordEvidence, read_words, reasons
from civilbot.model import Caution, Item, Kind, Match, Verdict

#: With fewer examples or counter-examples a briefing counts as untaught.
FEW = 10

#: Two briefings closer than this compete; only moderators choose between them.
RIVAL_WITHIN = 0.15

#: A title this close to a counter-example, by words or in meaning, is one.
_SAME_WORDS = 0.9
_SAME_MEANING = 0.95
_TIE = 1e-6

#: A title that names nothing of the subject and is not even this close to it in
#: meaning takes a post that is sure by itself.
_RELATED = 0.4


@dataclass(frozen=True, slots=True)
class _Found:
    """What speaks for a briefing and against it in a text."""

    words: WordEvidence
    like: Nearest
    unlike: Nearest
    lean: float
    confidence: float
    #: There are too few examples to ask about what is barely likely.
    untaught: bool
    #: Where the closest of either kind is a moderator's answer.
    approved: Lesson | None
    declined: Lesson | None

    @property
    def is_counter_example(self) -> bool:
        """Whether a moderator said of this very title that it is something else."""
        nearer = self.unlike.likeness > self.like.likeness
        against, speaking = self.words.unlike.likeness, self.words.like.likeness
        # Where the words are alike to both, what they mean decides.
        by_words = against > speaking + _TIE or (nearer and against > speaking - _TIE)
        return (by_words and against >= _SAME_WORDS) or (
            nearer and self.unlike.likeness >= _SAME_MEANING
        )

    def ask_at(self, point: OperatingPoint) -> float:
        """From which confidence on moderators are asked about it."""
        return point.ask_at_untaught if self.untaught else point.ask_at


def match(
    item: Item,
    briefings: Sequence[Briefing],
    meaning: Meaning | None = None,
    caution: Caution = Caution.CAUTIOUS,
) -> Match:
    """Find the briefing that fits a thread best, and advise what to do about it.

    Args:
        item: the thread.
        briefings: those in use.
        meaning: what the sentence encoder made of it; without, words alone judge.
        caution: how sure it must be, where meaning is judged.
    """
    refused = _refused(item, briefings)
    if refused:
        return Match("", 0.0, Verdict.NONE, (refused,))
    point = POINTS[caution]
    matches = sorted(
        (_judge(item, briefing, meaning, point) for briefing in briefings),
        key=lambda found: (-found.confidence, found.briefing),
    )
    best, *rest = matches
    if best.verdict is Verdict.REPLY and rest:
        return _among_rivals(best, rest[0])
    return best


def _refused(item: Item, briefings: Sequence[Briefing]) -> str:
    if item.kind is not Kind.SUBMISSION:
        return "only threads are matched, and this is a comment"
    if not item.title.strip():
        return "the thread has no title"
    if not briefings:
        return "no briefing is loaded"
    kind = kind_of(item.title, item.flair)
    return f"{kind}; briefings stay out of those" if kind else ""


def _among_rivals(best: Match, second: Match) -> Match:
    if best.confidence - second.confidence > RIVAL_WITHIN:
        return best
    why = f"the briefing '{second.briefing}' fits nearly as well"
    return replace(best, verdict=Verdict.ASK, why=(why, *best.why))


def _judge(
    item: Item, briefing: Briefing, meaning: Meaning | None, point: OperatingPoint
) -> Match:
    taught = (meaning.taught or {}).get(briefing.id) if meaning else None
    if meaning is None or taught is None:
        return judge_by_words(item, briefing)
    title = _read(taught, item.title, meaning.title)
    verdict = _verdict(title, point)
    why = tuple(_reasons(title, "title"))
    found = Match(briefing.id, title.confidence, verdict, why)
    if verdict is not Verdict.NONE or not meaning.post or title.is_counter_example:
        return found
    post = _read(taught, f"{item.title} {addition(item)}", meaning.post)
    return _by_post(title, post, briefing, point) or found


def _read(taught: Taught, text: str, vector: Vector) -> _Found:
    words = read_words(taught.subject, text)
    like = closest(vector, taught.wanted)
    lean = taught.learnt.lean(vector) if taught.learnt else 0.0
    row = features(words, closest=like.likeness, lean=lean)
    sure = confidence(taught.weights, row)
    unlike = closest(vector, taught.unwanted)
    examples = taught.subject.topic.examples
    few = min(len(examples.match), len(taught.unwanted)) < FEW
    said = taught.lessons.get
    found = _Found(
        words, like, unlike, lean, sure, few, said(like.text), said(unlike.text)
    )
    if found.is_counter_example:
        return replace(found, confidence=min(sure, LOWEST - NOT_SURE))
    return found


def _verdict(found: _Found, point: OperatingPoint) -> Verdict:
    if found.confidence < found.ask_at(point):
        return Verdict.NONE
    sure = found.confidence >= point.reply_at and found.words.is_clear
    return Verdict.REPLY if sure else Verdict.ASK


def _by_post(
    title: _Found, post: _Found, briefing: Briefing, point: OperatingPoint
) -> Match | None:
    """Where the title is not enough, let the post's own words raise a question."""
    if post.words.unmet or post.words.none_hits:
        return None
    needed = point.ask_at if _is_related(title, briefing) else point.reply_at
    if post.confidence < max(needed, post.ask_at(point)):
        return None
    sure = min(post.confidence, point.reply_at - NOT_SURE)
    unmet = tuple(_unmet(title.words))
    return Match(briefing.id, sure, Verdict.ASK, (*unmet, *_reasons(post, "post")))


def _is_related(title: _Found, briefing: Briefing) -> bool:
    """Whether a title at least names the subject, or comes near it in meaning."""
    names = {name for group in briefing.topic.must[:1] for name in group}
    named = any(hit.term in names for hit in title.words.hits)
    return named or title.like.likeness >= _RELATED


def _unmet(words: WordEvidence) -> Iterable[str]:
    if words.unmet:
        yield f"nothing in the title speaks of {words.unmet[0]}"


def _reasons(found: _Found, where: str) -> Iterable[str]:
    if where == "title":
        yield from _unmet(found.words)
    yield from reasons(found.words, where)
    like, unlike = found.like, found.unlike
    if found.approved:
        yield spoke(found.approved, like.likeness)
    elif like.likeness > 0:
        yield f"closest in meaning to '{like.text}' ({like.likeness:.2f})"
    if found.declined:
        yield spoke(found.declined, unlike.likeness)
    elif unlike.likeness > 0:
        yield f"closest counter-example: '{unlike.text}' ({unlike.likeness:.2f})"
    if found.lean < 0:
        yield "on the whole it means what the counter-examples mean"
