"""What the words of a title say about a briefing's subject, for it and against it.

Terms that a moderator wrote down, and likeness by shared words to the briefing's own
sentences and examples.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from civilbot.briefings.article import Topic
from civilbot.briefings.similarity import Index, Nearest, Space, Vector
from civilbot.briefings.terms import Hit, Vocabulary


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic, compiled once."""

    topic: Topic
    vocabulary: Vocabulary
    space: Space
    wanted: Index
    unwanted: Index


@dataclass(frozen=True, slots=True)
class WordEvidence:
    """What the words of a text say."""

    hits: tuple[Hit, ...]
    #: Each group of terms that should stand there and does not: "bridge or harbour".
    unmet: tuple[str, ...]
    #: The share of those groups that do stand there.
    met: float
    #: The terms that stand together and settle the subject.
    together: tuple[str, ...]
    any_count: int
    none_hits: tuple[Hit, ...]
    #: By shared words, the closest of the wanted texts and of the others.
    like: Nearest
    unlike: Nearest

    @property
    def none_count(self) -> int:
        """How many different terms speak of something else."""
        return len({hit.term for hit in self.none_hits})

    @property
    def is_clear(self) -> bool:
        """Whether the words alone settle that this is the subject and no other."""
        said = not self.unmet and self.together and self.any_count
        return bool(said) and not self.none_hits


def compile_topic(topic: Topic) -> Subject:
    """Make a topic ready to be looked for."""
    vocabulary = Vocabulary(topic.terms)
    wanted, unwanted = wanted_texts(topic), unwanted_texts(topic)
    space = Space(vocabulary, (*wanted, *unwanted))

    def index(texts: Iterable[str]) -> Index:
        return Index((text, _vector(text, vocabulary, space)) for text in texts)

    return Subject(topic, vocabulary, space, index(wanted), index(unwanted))


def wanted_texts(topic: Topic) -> tuple[str, ...]:
    """Give the texts that show what the briefing answers: sentences, then titles."""
    return (*topic.sentences, *topic.examples.match)


def unwanted_texts(topic: Topic) -> tuple[str, ...]:
    """Give the titles that show what it must not answer."""
    return (*topic.examples.near, *topic.examples.unrelated)


def _vector(text: str, vocabulary: Vocabulary, space: Space) -> Vector:
    return space.vector(text, vocabulary.hits(text))


def read_words(subject: Subject, text: str, *, but: str = "") -> WordEvidence:
    """Read a text's words; the example `but` does not count."""
    topic = subject.topic
    hits = subject.vocabulary.hits(text)
    found = {hit.term for hit in hits}
    vector = subject.space.vector(text, hits)
    unmet = tuple(_joined(g, "or") for g in topic.must if not found & set(g))
    return WordEvidence(
        hits=hits,
        unmet=unmet,
        met=1 - len(unmet) / max(1, len(topic.must)),
        together=next((g for g in topic.together if found.issuperset(g)), ()),
        any_count=len(found & set(topic.any)),
        none_hits=tuple(hit for hit in hits if hit.term in topic.none),
        like=subject.wanted.nearest(vector, but=but),
        unlike=subject.unwanted.nearest(vector, but=but),
    )


def reasons(evidence: WordEvidence, where: str) -> Iterable[str]:
    """Say which terms stand in the title or the post, and what they mean."""
    other = {hit.term for hit in evidence.none_hits}
    words = list(
        {
            hit.term: f"'{hit.words}'" for hit in evidence.hits if hit.term not in other
        }.values()
    )
    if words:
        verb = "stands" if len(words) == 1 else "stand"
        yield f"{_joined(words, 'and')} {verb} in the {where}"
    if evidence.together:
        yield f"{_joined(evidence.together, 'and')}: enough to know the subject"
    for hit in evidence.none_hits:
        yield f"'{hit.words}' speaks of something else ({hit.term})"


def _joined(words: Sequence[str], conjunction: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
