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
from civilbot.briefings.meaning import Vector, closest
from civilbot.briefings.post import NOT_SURE, addition
from civilbot.briefings.similarity import Nearest
from civilbot.briefings.teaching import Meaning, Taught
from civilbot.briefings.threads import kind_of
from civilbot.briefings.words import WordEvidence, read_words, reasons
from civilbot.model import Item, Kind, Match, Verdict

#: At this confidence the bot may reply on its own, at that one it asks. Chosen on
#: the labelled titles, leaving out one source after another, so that nine in ten of
#: those about the subject are seen; on other titles that has to show.
REPLY_AT = 0.8
ASK_AT = 0.15

#: A briefing with few examples or counter-examples asks only about what is likelier:
#: with its terms alone the same titles give precision .68 and recall .93 there.
ASK_AT_UNTAUGHT = 0.4
FEW = 10

#: Two briefings closer than this compete; only moderators choose between them.
RIVAL_WITHIN = 0.15

#: A title this close to a counter-example, by words or in meaning, is one.
_SAME_WORDS = 0.9
_SAME_MEANING = 0.95

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
    ask_at: float

    @property
    def is_counter_example(self) -> bool:
        """Whether a moderator said of this very title that it is something else."""
        by_words = self.words.unlike.likeness >= _SAME_WORDS
        nearer = self.unlike.likeness > self.like.likeness
        return by_words or (nearer and self.unlike.likeness >= _SAME_MEANING)


def match(
    item: Item, briefings: Sequence[Briefing], meaning: Meaning | None = None
) -> Match:
    """Find the briefing that fits a thread best, and advise what to do about it.

    Args:
        item: the thread.
        briefings: those in use.
        meaning: what the sentence encoder made of it; without, words alone judge.
    """
    refused = _refused(item, briefings)
    if refused:
        return Match("", 0.0, Verdict.NONE, (refused,))
    matches = sorted(
        (_judge(item, briefing, meaning) for briefing in briefings),
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


def _judge(item: Item, briefing: Briefing, meaning: Meaning | None) -> Match:
    taught = (meaning.taught or {}).get(briefing.id) if meaning else None
    if meaning is None or taught is None:
        return judge_by_words(item, briefing)
    title = _read(taught, item.title, meaning.title)
    verdict = _verdict(title)
    if verdict is Verdict.NONE and meaning.post:
        return _by_post(item, briefing, taught, title, meaning.post)
    why = tuple(_reasons(title, "title"))
    return Match(briefing.id, title.confidence, verdict, why)


def _read(taught: Taught, text: str, vector: Vector) -> _Found:
    words = read_words(taught.subject, text)
    like = closest(vector, taught.wanted)
    lean = taught.learnt.lean(vector) if taught.learnt else 0.0
    row = features(words, closest=like.likeness, lean=lean)
    sure = confidence(taught.weights, row)
    unlike = closest(vector, taught.unwanted)
    examples = taught.subject.topic.examples
    few = min(len(examples.match), len(taught.unwanted)) < FEW
    ask_at = ASK_AT_UNTAUGHT if few else ASK_AT
    found = _Found(words, like, unlike, lean, sure, ask_at)
    if found.is_counter_example:
        return replace(found, confidence=min(sure, ASK_AT - NOT_SURE))
    return found


def _verdict(found: _Found) -> Verdict:
    if found.confidence < found.ask_at:
        return Verdict.NONE
    sure = found.confidence >= REPLY_AT and found.words.is_clear
    return Verdict.REPLY if sure else Verdict.ASK


def _by_post(
    item: Item, briefing: Briefing, taught: Taught, title: _Found, vector: Vector
) -> Match:
    """Where the title is not enough, let the post's own words raise a question."""
    why = tuple(_reasons(title, "title"))
    no = Match(briefing.id, title.confidence, Verdict.NONE, why)
    post = _read(taught, f"{item.title} {addition(item)}", vector)
    if title.is_counter_example or post.words.unmet or post.words.none_hits:
        return no
    needed = ASK_AT if _is_related(title, briefing) else REPLY_AT
    if post.confidence < max(needed, post.ask_at):
        return no
    sure = min(post.confidence, REPLY_AT - NOT_SURE)
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
    if found.like.likeness > 0:
        yield f"closest in meaning to '{found.like.text}' ({found.like.likeness:.2f})"
    if found.unlike.likeness > 0:
        yield (
            "closest counter-example: "
            f"'{found.unlike.text}' ({found.unlike.likeness:.2f})"
        )
    if found.lean < 0:
        yield "on the whole it means what the counter-examples mean"
