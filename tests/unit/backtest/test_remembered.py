"""Scores are read back as they were, so that a second backtest comes to the same."""

from pathlib import Path

import pytest

from civilbot import classifier
from civilbot.backtest.reading import Models, Reader
from civilbot.backtest.remembered import Memory, digest, packed, unpacked
from civilbot.errors import Refused
from civilbot.language import Scores
from civilbot.ports import Embedder, Scorer
from tests.builders import INSULT, a_context, an_item, some_rules

TEXTS = [INSULT, "I see it so.", "", "Those people ought to be driven out \ufffd"]


class Counting:
    """A scorer that counts how often it is asked."""

    def __init__(self) -> None:
        self._scorer = classifier.load()
        self.model = self._scorer.model
        self.asked: list[str] = []

    def score(self, text: str) -> Scores:
        """Count and score; the empty text only shows what scores look like."""
        self.asked += [text] if text else []
        return self._scorer.score(text)

    def explain(self, text: str, scores: Scores) -> Scores:
        """Count and explain."""
        self.asked.append(f"why {text}")
        return self._scorer.explain(text, scores)


def _no_embedder() -> Embedder:
    raise AssertionError


def _reader(scorer: Scorer, memory: Memory | None, *, detector: bool = True) -> Reader:
    models = Models(lambda: scorer, _no_embedder, lambda *_: None)  # type: ignore[arg-type]
    return Reader([some_rules()], (), models, memory, detector=detector)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("explained", [False, True])
def test_scores_come_back_to_the_last_digit(text: str, *, explained: bool) -> None:
    """A report must not depend on what was kept."""
    scorer = classifier.load()
    scores = scorer.score(text)
    if explained:
        scores = scorer.explain(text, scores)
    kept = packed(digest(scorer.model, text), scores, explained=explained)
    assert unpacked(kept, scorer.score("")) == scores


def test_another_model_does_not_share_its_scores() -> None:
    """Nor do other words."""
    keys = {digest("civil-1", "a"), digest("civil-2", "a"), digest("civil-1", "b")}
    assert len(keys) == 3
    assert all(len(key) == 16 for key in keys)


def test_what_was_read_once_is_not_read_again(tmp_path: Path) -> None:
    """By another process either, and it comes to the same evidence."""
    path = tmp_path / "scores.sqlite3"
    items = [an_item(text=text) for text in TEXTS]
    first = Counting()
    reader, memory = _reader(first, Memory(path)), Memory(path)
    seen = [reader.read(item, a_context()) for item in items]
    memory.keep(reader.fresh())
    assert list(reader.fresh()) == []
    memory.close()
    assert TEXTS[0] in first.asked
    second = Counting()
    again = _reader(second, Memory(path))
    assert [again.read(item, a_context()) for item in items] == seen
    assert second.asked == []


def test_more_than_was_needed_changes_nothing(tmp_path: Path) -> None:
    """Whoever asked before may have wanted to know on which words scores rest."""
    scorer, memory = classifier.load(), Memory(tmp_path / "scores.sqlite3")
    explained = scorer.explain(INSULT, scorer.score(INSULT))
    assert explained.pulls
    memory.keep([packed(digest(scorer.model, INSULT), explained, explained=True)])
    item = an_item(text=INSULT)
    fresh = _reader(scorer, None).read(item, a_context())
    assert _reader(scorer, memory).read(item, a_context()) == fresh


def test_nothing_is_scored_where_the_detector_does_not_judge() -> None:
    """Scoring takes nearly all the time."""
    scorer = Counting()
    reader = _reader(scorer, None, detector=False)
    assert reader.read(an_item(text=INSULT), a_context()).scores is None
    assert scorer.asked == []


def test_the_file_holds_no_words(tmp_path: Path) -> None:
    """What users wrote is not kept twice."""
    path = tmp_path / "scores.sqlite3"
    reader, memory = _reader(classifier.load(), Memory(path)), Memory(path)
    reader.read(an_item(text=INSULT), a_context())
    memory.keep(reader.fresh())
    memory.close()
    assert INSULT.encode() not in path.read_bytes()


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    """In one line."""
    path = tmp_path / "scores.sqlite3"
    path.write_text("I am a letter, and longer than a page of any database. " * 100)
    with pytest.raises(Refused, match="cannot keep scores there: "):
        Memory(path)
