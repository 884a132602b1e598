"""The words a verdict rests on: all that tell something, wherever they stand."""

import itertools
from functools import partial

import numpy as np
import pytest

from civilbot import classifier
from civilbot.classifier.encoder import NEVER, Bound, Encoder
from civilbot.classifier.manifest import read_manifest
from civilbot.classifier.shipped import FOLDER
from civilbot.model import Caution

FRUIT = """apples pears plums grapes melons lemons limes cherries dates figs berries
    peaches apricots oranges bananas mangoes olives nuts carrots beans peas onions
    cabbage spinach lettuce radishes turnips leeks"""
HARSH = "filthy subhuman vermin"


@pytest.fixture(name="encoder", scope="module")
def an_encoder():
    """The shipped one, without what stands around it."""
    return Encoder(FOLDER, read_manifest(FOLDER).tokens)


def test_of_many_words_the_likeliest_are_tried(encoder):
    """In order and apart; each stands where it is written."""
    words = [*FRUIT.split(), *HARSH.split()]
    text = f"{' '.join(FRUIT.split())} you are {HARSH}"
    pulls = encoder.explain(text)
    shown = [text[pull.start : pull.end] for pull in pulls]
    assert len(shown) == 6
    assert {"subhuman", "vermin"} < set(shown) <= set(words)
    assert shown == sorted(shown, key=words.index)
    assert all(a.end <= b.start for a, b in itertools.pairwise(pulls))


def test_of_few_words_all_are_tried(encoder):
    """None that tells something is left out."""
    text = f"apples and pears, you {HARSH}"
    shown = [text[pull.start : pull.end] for pull in encoder.explain(text)]
    assert shown == ["apples", "pears", *HARSH.split()]


@pytest.mark.parametrize("place", [0, 14, 28])
def test_the_worst_words_weigh_most_wherever_they_stand(encoder, place):
    """Also where there are more words than are tried."""
    words = FRUIT.split()
    text = " ".join([*words[:place], "you", HARSH, *words[place:]])
    pulls = sorted(encoder.explain(text), key=lambda pull: -pull.weight)
    worst = {text[pull.start : pull.end] for pull in pulls[:3]}
    assert worst & set(HARSH.split())


def test_little_words_are_weighed_where_there_are_no_others(encoder):
    """Something must be shown."""
    assert [(p.start, p.end) for p in encoder.explain("you are")] == [(0, 3), (4, 7)]
    assert encoder.explain("") == ()


def test_words_are_found_in_the_worst_part_of_a_long_text(encoder):
    """Places count from the beginning of the text, not of the part."""
    calm = "the weather is lovely today and the bus was on time. " * 20
    text = f"{calm}{f'you are {HARSH}. ' * 40}{calm}"
    worst = max(encoder.explain(text), key=lambda pull: pull.weight)
    assert text[worst.start : worst.end] in HARSH.split()
    assert len(calm) < worst.start < worst.end < len(text) - len(calm)


def test_what_the_first_layers_call_civil_is_read_no_further(encoder):
    """Their own answer stands; where they doubt one part, that part's does."""
    text = f"you are {HARSH}"
    careless = encoder.read(text, Bound(below=100.0))
    careful = encoder.read(text, Bound(below=-100.0))
    assert careless.glanced
    assert careless.logits.tolist() == encoder.glance(text).tolist()
    assert not careful.glanced
    assert careful.logits.tolist() == encoder.read(text).logits.tolist()
    assert careful.logits.tolist() != careless.logits.tolist()


def test_a_text_is_civil_early_if_its_answers_together_say_so():
    """Each counts by its weight: a threat may be no insult."""
    bound = Bound(below=-2.0, weights=(0.5, 0.0, 1.0))
    assert bound.holds(np.array([-3.0, 5.0, -2.5, 9.0]))
    assert not bound.holds(np.array([-3.0, -3.0, 1.0, -9.0]))
    assert not NEVER.holds(np.array([-99.0]))


def test_a_long_text_is_read_on_where_it_is_doubtful(encoder):
    """One harsh part of many calm ones is read whole, and speaks for the text."""
    calm = "the weather is lovely today and the bus was on time. " * 20
    text = f"{calm}{f'you are {HARSH}. ' * 40}{calm}"
    between = (float(encoder.glance(calm)[0]) + float(encoder.glance(text)[0])) / 2
    assert encoder.read(calm, Bound(between)).glanced
    assert not encoder.read(text, Bound(between)).glanced
    said = encoder.read(text, Bound(between)).logits
    assert said.tolist() == encoder.read(text).logits.tolist()


def test_asking_for_words_changes_no_verdict():
    """Neither of the text asked about, nor of those read between and after."""
    model, texts = classifier.load(), [f"you are {word}" for word in FRUIT.split()]
    alone = {text: model.score(text) for text in texts}
    for text in texts[::-1]:
        model.explain(text, alone[text])
        assert model.score(text) == alone[text]


def test_what_was_read_before_is_judged_as_if_for_the_first_time():
    """What is kept for who asks again is kept apart by thread and people."""
    model, text = classifier.load(), f"Gonzo is a {HARSH}"
    asked = [
        partial(model.read, text, title=title, parent=parent, caution=Caution.EAGER)
        for title in ("", "Gonzo speaks")
        for parent in ("", "what is Gonzo?")
    ]
    first = [ask() for ask in asked]
    assert [ask() for ask in asked[::-1]] == first[::-1]
    assert first[0] != first[2]
