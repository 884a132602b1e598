"""Asks the models that ship about an item, where its rules want to know."""

from collections.abc import Mapping

from civilbot.briefings import Meaning, Taught, understand
from civilbot.judge import first_look, wants_meaning, wants_scores
from civilbot.language import Scores, lacks_words
from civilbot.model import Context, Item, Reading
from civilbot.ports import Embedder, Scorer
from civilbot.rules import Rules


def scored(
    scorer: Scorer | None, item: Item, context: Context, rules: Rules
) -> tuple[Scores, Reading] | None:
    """Have an item's language scored, with the words that a finding rests on.

    Returns:
        The scores and a first, eager reading; None where nobody wants them.
    """
    if scorer is None or not wants_scores(item, context, rules):
        return None
    scores = scorer.score(item.words)
    eager = first_look(item, context, rules, scores)
    if lacks_words(eager):
        scores = scorer.explain(item.words, scores)
    return scores, eager


def understood(
    embedder: Embedder | None,
    item: Item,
    context: Context,
    rules: Rules,
    taught: Mapping[str, Taught],
) -> Meaning | None:
    """Have a thread read by the sentence encoder, where it is matched at all."""
    if embedder is None or not wants_meaning(item, context, rules):
        return None
    return understand(item, embedder.vector, taught)
