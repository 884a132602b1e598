"""Model and second opinion in the pipeline: who is asked, when, and what it changes."""

import pytest

from civilbot.language import Scores
from civilbot.model import Caution, Judgement, Opinion, Outcome
from civilbot.pipeline import Pipeline
from civilbot.store import SqlStore
from tests.builders import StoppedClock, an_item, some_rules
from tests.unit.language.test_fused import PLAIN, scores
from tests.unit.test_pipeline import Line

DOUBTFUL = PLAIN


class Model:
    """A trained model that thinks every text a violation, as surely as it is told."""

    model = "test-1"

    def __init__(self, chance: float) -> None:
        self.chance = chance
        self.asked: list[str] = []

    def score(self, text: str) -> Scores:
        """Remember the text and score it."""
        self.asked.append(text)
        return scores(text, self.chance, word="shampoo")

    def explain(self, text: str, scores: Scores) -> Scores:
        """It has said so already."""
        return scores


class Friend:
    """Somebody who has one answer to everything."""

    def __init__(self, verdict: Judgement | None) -> None:
        self.verdict = verdict
        self.asked: list[tuple[str, str, str]] = []

    def ask(self, text: str, *, parent: str = "", title: str = "") -> Opinion | None:
        """Remember the question and answer it."""
        self.asked.append((text, parent, title))
        if self.verdict is None:
            return None
        return Opinion(self.verdict, None, None, "it says so", "friend-7b", "1-abc")


def _outcome(line: Line, model: Model, friend: Friend) -> Outcome:
    fields = {
        name: getattr(line.pipeline, name)
        for name in ("reddit", "store", "clock", "log", "shelf", "submit", "watching")
    }
    line.pipeline = Pipeline(**fields, scorer=model, second_opinion=friend)
    line.poll(an_item(text=DOUBTFUL))
    return line.outcomes()["t1_abc"]


@pytest.fixture
def line(store: SqlStore, clock: StoppedClock) -> Line:
    """A fresh pipeline over an empty store."""
    return Line(store, clock)


def test_what_only_the_model_sees_is_acted_upon(line: Line) -> None:
    """And nobody else is asked where it is sure."""
    friend = Friend(Judgement.FINE)
    assert _outcome(line, Model(0.97), friend) is Outcome.ACT
    assert friend.asked == []
    reading = line.decisions()["t1_abc"].decision.reading
    assert reading is not None
    assert (reading.model, reading.opinion) == ("test-1", None)


@pytest.mark.parametrize(
    ("verdict", "outcome"),
    [
        (Judgement.VIOLATION, Outcome.ACT),
        (Judgement.FINE, Outcome.LEAVE),
        (Judgement.UNSURE, Outcome.LEAVE),
        (None, Outcome.LEAVE),
    ],
)
def test_where_it_is_in_doubt_a_second_opinion_settles_it(line, verdict, outcome):
    """No answer is no opinion: the detector's own caution decides."""
    friend = Friend(verdict)
    assert _outcome(line, Model(0.5), friend) is outcome
    assert friend.asked == [(DOUBTFUL, "", "Cats are fine")]


def test_a_second_opinion_is_kept_with_the_decision(line: Line) -> None:
    """Whoever asks why later can read it."""
    _outcome(line, Model(0.5), Friend(Judgement.VIOLATION))
    reading = line.decisions()["t1_abc"].decision.reading
    assert reading is not None
    assert reading.opinion is not None
    assert reading.opinion.model == "friend-7b"
    assert reading.findings[0].level is Caution.EAGER


def test_nobody_scores_what_is_not_judged(line: Line) -> None:
    """An exempt author's words go to no model, ours or another's."""
    rules = some_rules(exempt={"users": ["some_person"]})
    line.shelf = type(line.shelf)({"news": rules}, ())
    model, friend = Model(0.97), Friend(Judgement.VIOLATION)
    assert _outcome(line, model, friend) is Outcome.LEAVE
    assert (model.asked, friend.asked) == ([], [])
