"""Which briefing fits a thread, how sure that is, and why, in sentences.

The title decides; a post's text and address can only raise a question. Terms that
stand together weigh most, likeness to the briefing's own examples shifts the rest.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from civilbot.briefings.article import Briefing, Topic
from civilbot.briefings.similarity import Nearest, Space, Vector, nearest
from civilbot.briefings.terms import Hit, Vocabulary
from civilbot.briefings.threads import kind_of
from civilbot.model import Item, Kind, Match, Verdict

#: At this confidence the bot may reply on its own, at that one it asks.
REPLY_AT = 0.8
ASK_AT = 0.5

#: Two briefings closer than this compete; only moderators choose between them.
RIVAL_WITHIN = 0.15

# Fitted by logistic regression on the odd rows of the labelled titles, then rounded
# and kept simple; tests/unit/briefings/test_titles.py measures the other half.
_BIAS = -0.9
_EACH_ANY = 1.4
_TOGETHER = 2.1
_EACH_NONE = -1.6
_LIKE_MATCH = 1.5
_LIKE_NEAR = -1.5

#: A title this close to a counter-example is one.
_SAME = 0.9

#: Long posts mention everything somewhere; their beginning says what they are about.
_TEXT_READ = 600


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A topic, compiled once."""

    topic: Topic
    vocabulary: Vocabulary
    space: Space
    wanted: tuple[tuple[str, Vector], ...]
    unwanted: tuple[tuple[str, Vector], ...]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for a topic and against it in a text."""

    hits: tuple[Hit, ...]
    unmet: tuple[str, ...]
    together: tuple[str, ...]
    like: Nearest
    unlike: Nearest
    any_count: int
    none_hits: tuple[Hit, ...]


def match(item: Item, briefings: Sequence[Briefing]) -> Match:
    """Find the briefing that fits a thread best, and advise what to do about it."""
    refused = _refused(item, briefings)
    if refused:
        return Match("", 0.0, Verdict.NONE, (refused,))
    matches = sorted(
        (_judge(item, briefing) for briefing in briefings),
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


def _judge(item: Item, briefing: Briefing) -> Match:
    prepared = _prepared(briefing.topic)
    evidence = _weigh(prepared, item.title)
    if evidence.unmet:
        return _by_text(item, briefing, evidence)
    confidence = _confidence(evidence)
    verdict = _verdict(confidence, evidence)
    why = tuple(_reasons(evidence, "title"))
    return Match(briefing.id, confidence, verdict, why)


def _by_text(item: Item, briefing: Briefing, title: _Evidence) -> Match:
    """Where the title is not enough, let the post's own words raise a question."""
    unmet = f"nothing in the title speaks of {title.unmet[0]}"
    addition = f"{item.text[:_TEXT_READ]} {_words_of(item.url)}".strip()
    subjects = set(briefing.topic.must[0])
    if not addition or not any(hit.term in subjects for hit in title.hits):
        return Match(briefing.id, 0.0, Verdict.NONE, (unmet,))
    evidence = _weigh(_prepared(briefing.topic), f"{item.title} {addition}")
    if evidence.unmet or evidence.none_hits:
        return Match(briefing.id, 0.0, Verdict.NONE, (unmet,))
    confidence = min(_confidence(evidence), REPLY_AT - 0.01)
    verdict = Verdict.ASK if confidence >= ASK_AT else Verdict.NONE
    why = (unmet, *_reasons(evidence, "post"))
    return Match(briefing.id, confidence, verdict, why)


def _verdict(confidence: float, evidence: _Evidence) -> Verdict:
    if confidence < ASK_AT or evidence.unlike.likeness >= _SAME:
        return Verdict.NONE
    clear = evidence.together and evidence.any_count and not evidence.none_hits
    sure = confidence >= REPLY_AT and clear
    return Verdict.REPLY if sure else Verdict.ASK


def _confidence(evidence: _Evidence) -> float:
    """Turn the evidence into a probability."""
    logit = (
        _BIAS
        + _EACH_ANY * min(evidence.any_count, 2)
        + _TOGETHER * bool(evidence.together)
        + _EACH_NONE * min(len({hit.term for hit in evidence.none_hits}), 2)
        + _LIKE_MATCH * evidence.like.likeness
        + _LIKE_NEAR * evidence.unlike.likeness
    )
    return round(1 / (1 + math.exp(-logit)), 4)


def _weigh(prepared: _Prepared, text: str) -> _Evidence:
    topic = prepared.topic
    hits = prepared.vocabulary.hits(text)
    found = {hit.term for hit in hits}
    vector = prepared.space.vector(text, hits)
    return _Evidence(
        hits=hits,
        unmet=tuple(_either(g) for g in topic.must if not found & set(g)),
        together=next((g for g in topic.together if found.issuperset(g)), ()),
        like=nearest(vector, prepared.wanted),
        unlike=nearest(vector, prepared.unwanted),
        any_count=len(found & set(topic.any)),
        none_hits=tuple(hit for hit in hits if hit.term in topic.none),
    )


def _reasons(evidence: _Evidence, where: str) -> Iterable[str]:
    other = {hit.term for hit in evidence.none_hits}
    words = list(
        {
            hit.term: f"'{hit.words}'" for hit in evidence.hits if hit.term not in other
        }.values()
    )
    verb = "stands" if len(words) == 1 else "stand"
    yield f"{_joined(words, 'and')} {verb} in the {where}"
    if evidence.together:
        yield f"{_joined(evidence.together, 'and')}: enough to know the subject"
    for hit in evidence.none_hits:
        yield f"'{hit.words}' speaks of something else ({hit.term})"
    closer = max(evidence.like, evidence.unlike, key=lambda near: near.likeness)
    if closer.likeness > 0:
        kind = "example" if closer is evidence.like else "counter-example"
        yield f"closest to the {kind} '{closer.text}' ({closer.likeness:.2f})"


def _either(group: Sequence[str]) -> str:
    return _joined(group, "or")


def _joined(words: Sequence[str], conjunction: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def _words_of(url: str) -> str:
    """Read the words in a link's path: outlets write the headline there."""
    path = re.sub(r"^\w+://[^/]*", "", url).split("?")[0].split("#")[0]
    return " ".join(re.findall(r"[A-Za-z]{2,}", path))


@lru_cache(maxsize=256)
def _prepared(topic: Topic) -> _Prepared:
    vocabulary = Vocabulary(topic.terms)
    examples = topic.examples
    wanted = (*examples.match, *topic.sentences)
    unwanted = (*examples.near, *examples.unrelated)
    space = Space(vocabulary, (*wanted, *unwanted))
    return _Prepared(
        topic,
        vocabulary,
        space,
        tuple((text, space.vector(text, vocabulary.hits(text))) for text in wanted),
        tuple((text, space.vector(text, vocabulary.hits(text))) for text in unwanted),
    )
