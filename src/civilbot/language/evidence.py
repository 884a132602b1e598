"""What words and turns of phrase in a text say, before it is decided upon."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache

from civilbot.language import abstain, context
from civilbot.language.aim import Aim, How
from civilbot.language.answers import answer_hits
from civilbot.language.explain import one_line
from civilbot.language.hints import hint, swearing
from civilbot.language.hits import Hit
from civilbot.language.idioms import harmless
from civilbot.language.lexicon import TERMS, Term, Use, terms_at
from civilbot.language.normalise import MAX_CHARACTERS, NormalText, normalise
from civilbot.language.people import (
    FIGURES,
    GROUPS,
    IDEAS,
    INSTITUTIONS,
    ME,
    THEY,
    VAGUE_PEOPLE,
    YOU,
    YOU_ARE,
    known_people,
)
from civilbot.language.phrases import phrase_hits
from civilbot.language.score import category_of, together, weigh
from civilbot.language.sentences import Sentence, sentences
from civilbot.language.target import aim_at
from civilbot.model import Category, Target

CUT = f"only the first {MAX_CHARACTERS:,} characters were read"
#: Below this, what was found is not worth telling.
WORTH_TELLING = 0.3
#: What a sweeping claim keeps of its weight where its prejudice is named.
_DEBATED = 0.72
#: So much is kept for who asks again: an item is read once with its scores, once with
#: the words they rest on, and once more when it is judged.
_KEPT = 8
#: The words that show whom a text speaks to or of.
_TELLING: Mapping[Target, AbstractSet[str]] = {
    Target.OTHER_USER: YOU | YOU_ARE | {"your", "ur", "yourself", "op"},
    Target.GROUP: GROUPS.keys() | VAGUE_PEOPLE | THEY,
    Target.PUBLIC_FIGURE: FIGURES,
    Target.INSTITUTION: INSTITUTIONS | IDEAS,
    Target.SELF: ME,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found in a text, where, and what stands against it."""

    text: str
    plain: NormalText
    hits: tuple[Hit, ...]
    #: What was found and is left alone, and why.
    vetoes: tuple[str, ...]
    #: Why nothing can be judged; "" if it can.
    abstained: str
    #: Soft signs of temper, 0..1: too weak to flag, enough to rank.
    temper: float
    #: Whom the text speaks to or of, as far as single words tell.
    mentions: frozenset[Target]
    #: How many different swear words there are, whoever they hit, up to three.
    swearing: int

    def best(self) -> dict[Category, float]:
        """Return the highest score of each category that was found."""
        best: dict[Category, float] = {}
        for hit in self.hits:
            best[hit.category] = max(best.get(hit.category, 0.0), hit.score)
        return best

    @property
    def score(self) -> float:
        """All scores joined into one, 0..1."""
        return together(list(self.best().values()), self.temper)

    @property
    def is_stopped(self) -> bool:
        """Whether all that was found is left alone for a reason."""
        vetoed = any(hit.veto for hit in self.hits)
        return vetoed and all(
            hit.veto for hit in self.hits if hit.score >= WORTH_TELLING
        )


def gather(
    text: str, *, parent: str = "", title: str = "", people: Sequence[str] = ()
) -> Evidence:
    """Look for what attacks people; the arguments are those of `read`."""
    return _gathered(text, parent, title, tuple(people))


@lru_cache(maxsize=_KEPT)
def _gathered(text: str, parent: str, title: str, people: tuple[str, ...]) -> Evidence:
    plain = normalise(text)
    parts = list(sentences(plain.text))
    words = [word for part in parts for word in part.words]
    thread = _Thread(known_people(people, title), parent, title)
    hits = tuple(_hits(plain, parts, thread))
    why = abstain.abstention(text, plain, words)
    if hits and why in {abstain.MOSTLY_LINKS, abstain.MOSTLY_QUOTES}:
        why = ""
    vetoes = tuple(_vetoes(text, hits, plain))
    mentions = frozenset(_mentions(set(words), thread.names))
    return Evidence(
        text=text,
        plain=plain,
        hits=hits,
        vetoes=vetoes,
        abstained=why,
        temper=hint(words),
        mentions=mentions,
        swearing=swearing(words),
    )


def _mentions(words: set[str], names: frozenset[str]) -> Iterator[Target]:
    for target, known in _TELLING.items():
        named = target is Target.PUBLIC_FIGURE and not words.isdisjoint(names)
        if named or not words.isdisjoint(known):
            yield target


@dataclass(frozen=True, slots=True)
class _Thread:
    """What is known of the thread that a text stands in."""

    names: frozenset[str]
    parent: str
    title: str


def _hits(plain: NormalText, parts: list[Sentence], thread: _Thread) -> Iterator[Hit]:
    found = list(_found(plain, parts, thread))
    if any(_can_be_debated(hit) for hit in found) and context.is_debated(plain.text):
        found = [_debated(hit) for hit in found]
    yield from found


def _can_be_debated(hit: Hit) -> bool:
    return hit.category is Category.IDENTITY_HATE and hit.target is Target.GROUP


def _debated(hit: Hit) -> Hit:
    if not _can_be_debated(hit) or hit.veto:
        return hit
    return hit._replace(score=hit.score * _DEBATED, veto=context.DEBATED)


def _found(plain: NormalText, parts: list[Sentence], thread: _Thread) -> Iterator[Hit]:
    for part in parts:
        if not TERMS.keys().isdisjoint(part.words):
            yield from _term_hits(plain.text, part, thread)
        yield from phrase_hits(plain.text, part, thread.names)
    yield from answer_hits(plain.text, parts, thread.parent, thread.title)


def _term_hits(text: str, part: Sentence, thread: _Thread) -> Iterator[Hit]:
    index = 0
    while index < len(part.words):
        terms = terms_at(part.words, index)
        if not terms:
            index += 1
            continue
        last = index + len(terms[0].words) - 1
        why = harmless(part, text, index, last)
        if why:
            yield _harmless(part, index, last, why)
            index = last + 1
            continue
        aim = aim_at(part, index, last, thread.names)
        yield max(
            (_hit(part, index, term, aim, thread) for term in terms),
            key=lambda hit: hit.score,
        )
        index = last + 1


def _harmless(part: Sentence, first: int, last: int, why: str) -> Hit:
    start, end = part.starts[first], part.ends[last]
    return Hit(Category.IDENTITY_HATE, Target.NOBODY, 0.0, start, end, why)


def _hit(part: Sentence, first: int, term: Term, aim: Aim, thread: _Thread) -> Hit:
    last = first + len(term.words) - 1
    raw = weigh(term, aim, sworn=part.word(first - 1) in _SWORN)
    softened = context.soften(part, first, last, aim)
    factor, veto = softened
    if term.use is Use.SLUR and part.word(first - 1) in {"my", "us", "we", "fellow"}:
        factor, veto = 0.3, context.RECLAIMED
    elif not veto and aim.target in _CRITICISED and raw < WORTH_TELLING:
        veto = _CRITICISED[aim.target]
    elif not veto and _echoes(part, term, thread.parent):
        factor, veto = 0.4, context.ECHOED
    elif aim.how is How.ALONE and thread.parent:
        factor *= 1.1
    if term.use is Use.SLUR and aim.target is Target.NOBODY:
        aim = replace(aim, target=Target.GROUP)
    return Hit(
        category_of(term, aim),
        aim.target,
        min(0.99, raw * factor),
        part.starts[first],
        part.ends[last],
        veto,
    )


_SWORN = frozenset({"fucking", "fuckin", "fking"})
_CRITICISED = {
    Target.PUBLIC_FIGURE: "criticism of a public figure",
    Target.INSTITUTION: "criticism of an institution or an idea",
}


def _echoes(part: Sentence, term: Term, parent: str) -> bool:
    """Whether a term is only handed back: "A moron? Really?"."""
    if part.closed_by != "?" or not parent:
        return False
    return len(part.words) < 6 and " ".join(term.words) in parent.casefold()


def _vetoes(text: str, hits: Sequence[Hit], plain: NormalText) -> Iterator[str]:
    """Name what was found and left alone, and why."""
    if len(text) > MAX_CHARACTERS:
        yield CUT
    told = set()
    for hit in hits:
        if hit.veto:
            start, end = plain.original(hit.start, hit.end)
            told.add(f"{hit.veto}: “{one_line(text[start:end])}”")
    for out in plain.left_out:
        if out.what != "link":
            told.add(out.what)
    yield from sorted(told)[:20]
