"""Which matchers are measured, and how each is taught from labelled titles.

A source's titles are judged by a matcher that was taught the other sources' titles,
as moderators teach: about the subject, near it, or something else. Titles that stand
in the judged source word by word are not taught.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from civilbot.briefings import Briefing, Meaning, Taught, match
from civilbot.briefings.article import Examples, Topic
from civilbot.briefings.meaning import Vector
from civilbot.briefings.terms import automatic_terms
from civilbot.briefings.words import compile_topic
from civilbot.evaluation.titles import Label, LabelledTitle
from civilbot.model import Caution, Item, Kind, Match, Verdict

#: Judges a title: how sure it is that the title is about the subject, and what then.
Judge = Callable[[str], "Judged"]
#: Makes a judge of a briefing's topic.
Making = Callable[[Topic], Judge]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a matcher says of a title."""

    confidence: float
    verdict: Verdict
    #: What it would say at each operating point; empty where it has none.
    levels: Mapping[Caution, Verdict] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How titles are read, and how matchers are fitted, by the sentence encoder."""

    vector: Callable[[str], Vector]
    fit: Callable[[Topic], Taught]


def by_meaning(
    briefing: Briefing, others: Sequence[Briefing], encoding: Encoding
) -> Making:
    """Measure the matcher as the bot uses it, the other briefings competing."""
    rivals = {other.id: encoding.fit(other.topic) for other in others}

    def make(topic: Topic) -> Judge:
        chosen = briefing.model_copy(update={"topic": topic})
        matchers = {**rivals, briefing.id: encoding.fit(topic)}

        def judge(title: str) -> Judged:
            item, meaning = thread(title), Meaning(encoding.vector(title), (), matchers)
            alone = match(item, [chosen], meaning)
            levels = {
                level: _verdict(match(item, [chosen, *others], meaning, level), chosen)
                for level in Caution
            }
            return Judged(alone.confidence, levels[Caution.CAUTIOUS], levels)

        return judge

    return make


def _verdict(among_rivals: Match, chosen: Briefing) -> Verdict:
    """Give what is done with a briefing; nothing where another one fits better."""
    fits = among_rivals.briefing in ("", chosen.id)
    return among_rivals.verdict if fits else Verdict.NONE


def by_words(briefing: Briefing) -> Making:
    """Measure the hand rule: terms and shared words, without a sentence encoder."""

    def make(topic: Topic) -> Judge:
        chosen = briefing.model_copy(update={"topic": topic})

        def judge(title: str) -> Judged:
            found = match(thread(title), [chosen])
            return Judged(found.confidence, found.verdict)

        return judge

    return make


def by_shared_words(topic: Topic) -> Judge:
    """Measure plain TF-IDF: likeness to the closest wanted text; it has no verdicts."""
    # One term that no title holds: the words stand for themselves.
    bare = topic.model_copy(update={"terms": (), "must": ()})
    subject = compile_topic(bare)

    def judge(title: str) -> Judged:
        vector = subject.space.vector(title, ())
        return Judged(subject.wanted.nearest(vector).likeness, Verdict.NONE)

    return judge


def judge_all(
    titles: Sequence[LabelledTitle], topic: Topic, make: Making
) -> list[Judged]:
    """Judge titles by the document alone."""
    judge = make(topic)
    return [judge(one.title) for one in titles]


def leave_one_source_out(
    titles: Sequence[LabelledTitle],
    topic: Topic,
    make: Making,
) -> list[Judged]:
    """Judge each source's titles, taught those of all other sources."""
    found: dict[int, Judged] = {}
    for source in dict.fromkeys(one.outlet for one in titles):
        held = [at for at, one in enumerate(titles) if one.outlet == source]
        words = {titles[at].title for at in held}
        rest = (one for one in titles if one.title not in words)
        judge = make(taught_topic(topic, rest))
        found.update((at, judge(titles[at].title)) for at in held)
    return [found[at] for at in range(len(titles))]


def taught_topic(topic: Topic, titles: Iterable[LabelledTitle]) -> Topic:
    """Add labelled titles to a topic's examples, each once."""
    examples = topic.examples
    held = {
        Label.MATCH: dict.fromkeys(examples.match),
        Label.NEAR: dict.fromkeys(examples.near),
        Label.NO: dict.fromkeys(examples.unrelated),
    }
    known = {text for texts in held.values() for text in texts}
    for one in titles:
        if one.title not in known:
            held[one.label][one.title] = None
            known.add(one.title)
    more = Examples(
        match=tuple(held[Label.MATCH]),
        near=tuple(held[Label.NEAR]),
        unrelated=tuple(held[Label.NO]),
    )
    return topic.model_copy(update={"examples": more})


def untaught_topic(topic: Topic) -> Topic:
    """Keep the sentences alone, and what names stand in them: nothing by hand."""
    terms = automatic_terms(topic.sentences)
    return topic.model_copy(
        update={
            "terms": terms,
            "must": (tuple(term.name for term in terms),) if terms else (),
            "any": (),
            "together": (),
            "none": (),
            "examples": Examples(),
        }
    )


def thread(title: str) -> Item:
    """Make a bare link post with a title."""
    return Item(
        fullname="t3_0",
        kind=Kind.SUBMISSION,
        subreddit="",
        author=None,
        created_utc=0.0,
        title=title,
    )
