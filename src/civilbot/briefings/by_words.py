"""The matcher without a sentence encoder: terms and shared words alone.

It is what the encoder is measured against, and what judges where no vectors are
given. The running bot always has them.
"""

import math
from functools import lru_cache

from civilbot.briefings.article import Briefing, Topic
from civilbot.briefings.post import NOT_SURE, addition
from civilbot.briefings.words import (
    Subject,
    WordEvidence,
    compile_topic,
    read_words,
    reasons,
)
from civilbot.model import Item, Match, Verdict

#: At this confidence the words alone allow a reply, at that one a question.
REPLY_AT = 0.8
ASK_AT = 0.5

# Fitted by logistic regression on the odd rows of the labelled titles, then rounded
# and kept simple.
_BIAS = -0.9
_EACH_ANY = 1.4
_TOGETHER = 2.1
_EACH_NONE = -1.6
_LIKE_MATCH = 1.5
_LIKE_NEAR = -1.5

#: A title this close to a counter-example is one.
_SAME = 0.9


def judge_by_words(item: Item, briefing: Briefing) -> Match:
    """Match a thread's title, then its own words, with one briefing."""
    subject = _compiled(briefing.topic)
    title = read_words(subject, item.title)
    if title.unmet:
        return _by_post(item, briefing, subject, title)
    confidence = _confidence(title)
    why = tuple(_reasons(title, "title"))
    return Match(briefing.id, confidence, _verdict(confidence, title), why)


def _by_post(
    item: Item, briefing: Briefing, subject: Subject, title: WordEvidence
) -> Match:
    """Where the title is not enough, let the post's own words raise a question."""
    unmet = f"nothing in the title speaks of {title.unmet[0]}"
    more = addition(item)
    names = set(briefing.topic.must[0])
    if not more or not any(hit.term in names for hit in title.hits):
        return Match(briefing.id, 0.0, Verdict.NONE, (unmet,))
    evidence = read_words(subject, f"{item.title} {more}")
    if evidence.unmet or evidence.none_hits:
        return Match(briefing.id, 0.0, Verdict.NONE, (unmet,))
    confidence = min(_confidence(evidence), REPLY_AT - NOT_SURE)
    verdict = Verdict.ASK if confidence >= ASK_AT else Verdict.NONE
    why = (unmet, *_reasons(evidence, "post"))
    return Match(briefing.id, confidence, verdict, why)


def _verdict(confidence: float, evidence: WordEvidence) -> Verdict:
    if confidence < ASK_AT or evidence.unlike.likeness >= _SAME:
        return Verdict.NONE
    sure = confidence >= REPLY_AT and evidence.is_clear
    return Verdict.REPLY if sure else Verdict.ASK


def _confidence(evidence: WordEvidence) -> float:
    """Turn the evidence into a probability."""
    logit = (
        _BIAS
        + _EACH_ANY * min(evidence.any_count, 2)
        + _TOGETHER * bool(evidence.together)
        + _EACH_NONE * min(evidence.none_count, 2)
        + _LIKE_MATCH * evidence.like.likeness
        + _LIKE_NEAR * evidence.unlike.likeness
    )
    return round(1 / (1 + math.exp(-logit)), 4)


def _reasons(evidence: WordEvidence, where: str) -> list[str]:
    why = list(reasons(evidence, where))
    closer = max(evidence.like, evidence.unlike, key=lambda near: near.likeness)
    if closer.likeness > 0:
        kind = "example" if closer is evidence.like else "counter-example"
        why.append(f"closest to the {kind} '{closer.text}' ({closer.likeness:.2f})")
    return why


@lru_cache(maxsize=256)
def _compiled(topic: Topic) -> Subject:
    return compile_topic(topic)
