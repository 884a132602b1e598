"""Fits a briefing's matcher from its own examples and from moderators' answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from civilbot.briefings.article import Topic
from civilbot.briefings.features import Features, features
from civilbot.briefings.fitting import PRIOR, PRIOR_ALONE, Weights, refit
from civilbot.briefings.lessons import Lesson, by_title
from civilbot.briefings.meaning import Learnt, Vector, paired
from civilbot.briefings.post import whole
from civilbot.briefings.words import (
    Subject,
    compile_topic,
    read_words,
    unwanted_texts,
    wanted_texts,
)
from civilbot.model import Item


@dataclass(frozen=True, slots=True)
class Taught:
    """A briefing's matcher, ready to judge titles."""

    subject: Subject
    wanted: tuple[tuple[str, Vector], ...]
    unwanted: tuple[tuple[str, Vector], ...]
    learnt: Learnt | None
    weights: Weights
    #: By their titles, what moderators answered; all else is the document's.
    lessons: Mapping[str, Lesson] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the sentence encoder made of a thread, and the matchers it is held to."""

    title: Vector
    #: Of title, flair, text and link together; () where there is only a title.
    post: Vector = ()
    #: By the briefing's id.
    taught: Mapping[str, Taught] | None = None


def understand(
    item: Item, read: Callable[[str], Vector], taught: Mapping[str, Taught]
) -> Meaning:
    """Have a thread's title and post read by a sentence encoder."""
    post = whole(item)
    return Meaning(read(item.title), read(post) if post else (), taught)


def texts(topic: Topic) -> tuple[str, ...]:
    """Give the texts whose vectors `teach` needs, in its order."""
    return (*wanted_texts(topic), *unwanted_texts(topic))


def labels(topic: Topic) -> tuple[bool, ...]:
    """Tell for each of `texts` whether it shows what the briefing answers."""
    wanted, unwanted = wanted_texts(topic), unwanted_texts(topic)
    return (*(True for _ in wanted), *(False for _ in unwanted))


def teach(
    topic: Topic,
    vectors: Sequence[Vector],
    learnt: Learnt | None = None,
    lessons: Sequence[Lesson] = (),
) -> Taught:
    """Fit the matcher of a topic.

    Args:
        topic: what the moderators wrote down, and the titles of `lessons`.
        vectors: one for each of `texts`.
        learnt: what sets `texts` apart by their `labels`; None where they have only
            one kind.
        lessons: which of the examples are moderators' answers.
    """
    wanted, unwanted = wanted_texts(topic), unwanted_texts(topic)
    subject = compile_topic(topic)
    return Taught(
        subject=subject,
        wanted=paired(wanted, vectors[: len(wanted)]),
        unwanted=paired(unwanted, vectors[len(wanted) :]),
        learnt=learnt,
        weights=_weights(subject, learnt),
        lessons=by_title(lessons),
    )


def _weights(subject: Subject, learnt: Learnt | None) -> Weights:
    if learnt is None:
        return PRIOR_ALONE
    rows, wanted = examples(subject, learnt)
    # One kind of example alone would say that everything is of that kind.
    return refit(PRIOR, rows, wanted) if len(set(wanted)) == 2 else PRIOR


def examples(subject: Subject, learnt: Learnt) -> tuple[list[Features], list[bool]]:
    """Judge each example as if it were not among them; give also what it is."""
    first = len(subject.topic.sentences)
    rows = [
        features(read_words(subject, text, but=text), closest=closest, lean=lean)
        for text, closest, lean in zip(
            texts(subject.topic)[first:],
            learnt.closest[first:],
            learnt.left_out[first:],
            strict=True,
        )
    ]
    return rows, list(labels(subject.topic)[first:])
