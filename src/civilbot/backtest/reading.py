"""Has the trained models read an item where a rule needs it, once for all rules."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from civilbot.backtest.remembered import Kept, Memory, digest, packed, unpacked
from civilbot.briefings import Briefing, Meaning, Taught, understand
from civilbot.briefings.article import Topic
from civilbot.judge import (
    Evidence,
    first_look,
    wants_meaning,
    wants_scores,
)
from civilbot.language import Scores, lacks_words
from civilbot.model import Category, Context, Item
from civilbot.ports import Embedder, Scorer
from civilbot.rules import Conditions, Rules


@dataclass(frozen=True, slots=True)
class Models:
    """How the trained models are loaded; each process does so for itself."""

    scorer: Callable[[], Scorer]
    embedder: Callable[[], Embedder]
    teach: Callable[[Topic, Embedder], Taught]


def hears_detector(rules: Rules) -> bool:
    """Whether anything in the rules depends on what the detector finds."""
    if any(rules.flags.actions_for(category) for category in Category):
        return True
    return any(
        conditions.found or conditions.aimed_at
        for rule in rules.rules
        for conditions in (*rule.any_of, *rule.unless, *_all_of(rule.when))
    )


def _all_of(when: Conditions | None) -> Sequence[Conditions]:
    return () if when is None else (when,)


class Reader:
    """Gives what models make of an item under all sets of rules."""

    def __init__(
        self,
        sets: Sequence[Rules],
        briefings: Sequence[Briefing],
        models: Models,
        memory: Memory | None,
        *,
        detector: bool,
    ) -> None:
        """Take what is to be read for; models are loaded when first needed.

        Args:
            sets: the rules that the items are judged under.
            briefings: those at hand.
            models: how to load them.
            memory: what they said of texts before.
            detector: whether language is judged at all.
        """
        self._sets = sets
        self._hearing = [r for r in sets if detector and hears_detector(r)]
        self._briefings = briefings
        self._models = models
        self._memory = memory
        self._fresh: dict[bytes, Kept] = {}

    def read(self, item: Item, context: Context) -> Evidence:
        """Read an item, where the rules want it."""
        return Evidence(
            scores=self._scores(item, context), meaning=self._meaning(item, context)
        )

    def fresh(self) -> Iterator[Kept]:
        """Give the scores that were not kept yet, and forget them."""
        fresh, self._fresh = self._fresh, {}
        yield from fresh.values()

    @cached_property
    def _scorer(self) -> Scorer:
        return self._models.scorer()

    @cached_property
    def _embedder(self) -> Embedder:
        return self._models.embedder()

    @cached_property
    def _pattern(self) -> Scores:
        """Any scores of the model: they name its heads."""
        return self._scorer.score("")

    @cached_property
    def _taught(self) -> Mapping[str, Taught]:
        teach = self._models.teach
        return {one.id: teach(one.topic, self._embedder) for one in self._briefings}

    def _meaning(self, item: Item, context: Context) -> Meaning | None:
        wanted = any(wants_meaning(item, context, rules) for rules in self._sets)
        if not wanted or not self._briefings:
            return None
        return understand(item, self._embedder.vector, self._taught)

    def _scores(self, item: Item, context: Context) -> Scores | None:
        wanting = [r for r in self._hearing if wants_scores(item, context, r)]
        if not wanting:
            return None
        words = item.words
        key = digest(self._scorer.model, words)
        kept = self._find(key)
        scores = self._read(words, kept)
        looks = (first_look(item, context, rules, scores) for rules in wanting)
        explains = any(lacks_words(look) for look in looks)
        if not explains:
            if kept is None:
                self._keep(packed(key, scores, explained=False))
            return scores
        if kept is not None and kept.pulls is not None:
            return unpacked(kept, self._pattern)
        scores = self._scorer.explain(words, scores)
        self._keep(packed(key, scores, explained=True))
        return scores

    def _read(self, words: str, kept: Kept | None) -> Scores:
        """Give scores without the words that they rest on, whoever asked before."""
        if kept is None:
            return self._scorer.score(words)
        return replace(unpacked(kept, self._pattern), pulls=())

    def _find(self, key: bytes) -> Kept | None:
        if self._memory is None:
            return None
        return self._fresh.get(key) or self._memory.find(key)

    def _keep(self, kept: Kept) -> None:
        if self._memory is not None:
            self._fresh[kept.digest] = kept
