"""Words and model together: what counts, at whom, and what is vetoed."""

import math
from dataclasses import replace

import pytest

from civilbot.language import heed, in_doubt, read
from civilbot.language.scores import (
    CRITICISM,
    HEADS,
    INCIVILITY,
    VIOLATION,
    Fusion,
    Pull,
    Scores,
    Weights,
    logit_of,
)
from civilbot.model import Category, Caution, Judgement, Opinion, Target

#: The encoder alone decides here, so that a test says what the model thinks.
ENCODER_ALONE = Weights(shift=0.0, linear=0.0, rules=0.0, encoder=1.0)
LINEAR_ALONE = Weights(shift=0.0, linear=1.0, rules=0.0)
LEVELS = dict(zip(Caution, (0.9, 0.8, 0.6, 0.4), strict=True))
FUSION = Fusion(
    seen=dict.fromkeys(HEADS, ENCODER_ALONE),
    glanced=dict.fromkeys(HEADS, ENCODER_ALONE),
    skipped=dict.fromkeys(HEADS, LINEAR_ALONE),
    thresholds=dict.fromkeys(HEADS, LEVELS),
)


def scores(
    text: str,
    chance: float,
    *,
    category: Category = Category.PERSONAL_ATTACK,
    target: Target = Target.OTHER_USER,
    word: str = "",
) -> Scores:
    """A model that thinks a text with that chance a violation of that kind."""
    logits = dict.fromkeys(HEADS, -6.0)
    logits |= {VIOLATION: logit_of(chance), category.value: logit_of(chance)}
    at = text.casefold().find(word)
    return Scores(
        model="test-1",
        linear=dict.fromkeys(HEADS, 0.0),
        encoder=logits,
        targets={t: 0.95 if t is target else 0.01 for t in Target},
        pulls=(Pull(at, at + len(word), 1.5),) if word else (),
        fusion=FUSION,
    )


PLAIN = (
    "How embarrassing and ridiculous, your joke of a talent suits the worst shampoo."
)
CALM = "Somebody with your talents should write instructions for shampoo."


def test_what_only_the_model_sees_is_found_with_the_words_that_made_it():
    """The rules know none of these words."""
    assert read(PLAIN).findings == ()
    reading = read(PLAIN, scores=scores(PLAIN, 0.85, word="shampoo"))
    (finding,) = reading.findings
    assert (finding.category, finding.target) == (
        Category.PERSONAL_ATTACK,
        Target.OTHER_USER,
    )
    assert [PLAIN[s.start : s.end] for s in finding.spans] == ["shampoo"]
    assert finding.reason == (
        "Personal attack on another participant: “suits the worst shampoo”"
    )
    assert reading.model == "test-1"


@pytest.mark.parametrize(
    ("chance", "level"),
    [(0.95, "very_cautious"), (0.85, "cautious"), (0.7, "balanced"), (0.5, "eager")],
)
def test_a_finding_counts_from_the_level_that_its_chance_reaches(chance, level):
    """Levels were measured; a reading at a more careful one is without it."""
    found = scores(PLAIN, chance, word="shampoo")
    (finding,) = read(PLAIN, caution=Caution.EAGER, scores=found).findings
    assert finding.level == level
    for caution in Caution:
        counts = list(Caution).index(caution) >= list(Caution).index(finding.level)
        assert bool(read(PLAIN, caution=caution, scores=found).findings) is counts


def test_of_a_calm_text_the_model_must_be_surer_by_one_level():
    """No harsh word stands there, and being spoken to is no attack; threats count."""
    found = scores(CALM, 0.85, word="shampoo")
    assert read(CALM, scores=found).findings == ()
    (finding,) = read(CALM, caution=Caution.BALANCED, scores=found).findings
    assert finding.level == "balanced"
    threat = scores(CALM, 0.85, category=Category.THREAT, word="shampoo")
    assert read(CALM, scores=threat).findings


@pytest.mark.parametrize(
    ("target", "veto"),
    [
        (Target.PUBLIC_FIGURE, "criticism of a public figure"),
        (Target.INSTITUTION, "criticism of an institution or an idea"),
        (Target.SELF, "about oneself"),
        (Target.NOBODY, "aimed at nobody"),
    ],
)
def test_criticism_of_the_powerful_is_vetoed_and_the_veto_is_named(target, veto):
    """However sure the model is that the words are harsh."""
    text = "What he did to the budget is beneath contempt."
    reading = read(text, scores=scores(text, 0.99, target=target, word="contempt"))
    assert reading.findings == ()
    assert veto in reading.vetoes


def test_a_rude_word_at_nobody_named_hits_whom_the_model_says():
    """The rules do not know who is meant; at those in power it is criticism."""
    text = "The chairman is an idiot."
    figure = scores(text, 0.99, target=Target.PUBLIC_FIGURE)
    assert read(text, scores=figure).findings == ()
    (finding,) = read(text, scores=scores(text, 0.99)).findings
    assert finding.target is Target.OTHER_USER


def test_of_a_calm_text_that_names_leaders_kind_and_verdict_must_both_be_sure():
    """A mayor who puts something on a slide is no threat, whatever one part thinks."""
    text = "Permits are the number that every mayor puts on a slide."
    figure = Target.PUBLIC_FIGURE
    threat = scores(text, 0.95, category=Category.THREAT, target=figure)
    assert read(text, scores=threat).findings
    unsure = {**threat.encoder, VIOLATION: logit_of(0.85)}
    assert read(text, scores=replace(threat, encoder=unsure)).findings == ()


@pytest.mark.parametrize("category", [Category.THREAT, Category.DEHUMANISATION])
def test_nobody_may_be_threatened_or_dehumanised(category):
    """Also public figures are protected from that."""
    text = "One fine morning the motorcade will not arrive."
    found = scores(text, 0.99, category=category, target=Target.PUBLIC_FIGURE)
    (finding,) = read(text, scores=found).findings
    assert (finding.category, finding.target) == (category, Target.PUBLIC_FIGURE)


def test_a_threat_that_the_rules_find_counts_though_the_model_doubts_it():
    """A missed threat is worse than a needless look at one."""
    text = "I will kill you, you know that?"
    (finding,) = read(text, scores=scores(text, 0.2)).findings
    assert finding.category is Category.THREAT


def test_where_the_model_is_sure_that_all_is_well_a_turn_of_phrase_is_no_threat():
    """The rules cannot tell a game of cards from a fight."""
    text = "I will kill you in round two, my deck is built for it."
    assert read(text, scores=scores(text, 0.01)).findings == ()


def test_what_rules_and_model_see_aimed_at_nobody_is_left_alone():
    """Ticks may be called parasites."""
    text = "They are vermin, put a trap behind the fridge."
    found = scores(text, 0.9, category=Category.DEHUMANISATION, target=Target.NOBODY)
    reading = read(text, scores=found)
    assert reading.findings == ()
    assert "aimed at nobody" in reading.vetoes


def test_quoted_and_denied_words_stop_a_finding_of_the_model():
    """The rules found the word, and why it is not meant."""
    text = "I am not saying that you are a moron."
    assert read(text, scores=scores(text, 0.99, word="moron")).findings == ()


def test_what_cannot_be_judged_is_not_judged_by_the_model_either():
    """An abstention is never a score of zero by another name."""
    text = "Das ist wirklich eine sehr gute Idee und ich habe nicht daran gedacht."
    reading = read(text, scores=scores(text, 0.99))
    assert reading.abstained
    assert reading.findings == ()


def test_a_clearly_civil_text_needs_no_encoder():
    """Its chance then comes from the linear model."""
    linear = dict.fromkeys(HEADS, -4.0)
    quick = Scores("test-1", linear, {}, {}, (), FUSION)
    reading = read("Thanks for the link.", scores=quick)
    assert reading.score == pytest.approx(1 / (1 + math.exp(4)), abs=1e-3)
    assert reading.findings == ()


def test_a_text_that_was_glanced_at_is_weighed_by_what_first_layers_are_worth():
    """They know less, so the same logit may mean another chance."""
    doubting = Weights(shift=-2.0, linear=0.0, rules=0.0, encoder=0.5)
    fusion = replace(FUSION, glanced=dict.fromkeys(HEADS, doubting))
    whole = replace(scores(CALM, 0.5), fusion=fusion)
    glanced = replace(whole, glanced=True)
    assert read(CALM, scores=whole).score == pytest.approx(0.5)
    assert read(CALM, scores=glanced).score == pytest.approx(
        1 / (1 + math.exp(2)), abs=1e-3
    )


def test_swearing_at_nobody_tells_of_incivility_and_not_of_a_violation():
    """Each question has weights of its own; words alone answer only the second."""
    rude = Weights(shift=-2.0, linear=0.0, rules=0.0, swearing=1.5)
    seen = {**dict.fromkeys(HEADS, ENCODER_ALONE), INCIVILITY: rude}
    said = {
        text: read(
            text, scores=replace(scores(text, 0.1), fusion=replace(FUSION, seen=seen))
        )
        for text in ("This damn printer is shit.", "This printer is slow.")
    }
    swearing, calm = said.values()
    assert swearing.incivility == pytest.approx(1 / (1 + math.exp(-1)), abs=1e-3)
    assert calm.incivility == pytest.approx(1 / (1 + math.exp(2)), abs=1e-3)
    assert swearing.findings == calm.findings == ()
    assert read("This printer is slow.").incivility is None


def test_criticism_weighs_against_a_violation():
    """It is a part of the sum, beside encoder, linear model and rules."""
    weights = Weights(0.0, 0.5, 0.5, encoder=1.0, criticism=-0.5)
    fusion = Fusion(dict.fromkeys(HEADS, weights), {}, {}, FUSION.thresholds)
    text = "You are a moron."
    calm = scores(text, 0.8)
    angry = {**calm.encoder, CRITICISM: 4.0}
    harsh = Scores("t", calm.linear, angry, calm.targets, (), fusion)
    mild = Scores("t", calm.linear, calm.encoder, calm.targets, (), fusion)
    assert read(text, scores=harsh).score < read(text, scores=mild).score


def _opinion(verdict: Judgement) -> Opinion:
    return Opinion(verdict, None, None, "because", "other-model", "1-abc")


def test_a_second_opinion_settles_what_is_in_doubt():
    """It lets an eager finding count or leaves a text alone; unsure changes nothing."""
    eager = read(
        PLAIN, caution=Caution.EAGER, scores=scores(PLAIN, 0.5, word="shampoo")
    )
    assert in_doubt(eager)
    cautious = Caution.CAUTIOUS
    assert heed(eager, cautious, None).findings == ()
    assert heed(eager, cautious, _opinion(Judgement.UNSURE)).findings == ()
    assert heed(eager, cautious, _opinion(Judgement.VIOLATION)).findings
    left = heed(eager, Caution.EAGER, _opinion(Judgement.FINE))
    assert left.findings == ()
    assert "a second opinion (other-model): fine" in left.vetoes
    assert left.opinion == _opinion(Judgement.FINE)


def test_what_rules_find_counts_where_the_verdict_nearly_agrees():
    """Two who agree: neither would be sure enough alone."""
    text = "You are a moron."
    assert read(text).findings[0].level is Caution.VERY_CAUTIOUS
    lead = Category.INFLAMMATORY_LABEL
    nearly, hardly = (
        read(text, scores=scores(text, chance, category=lead)) for chance in (0.82, 0.7)
    )
    kinds = [finding.category for finding in nearly.findings]
    assert Category.PERSONAL_ATTACK in kinds
    assert Category.PERSONAL_ATTACK not in [f.category for f in hardly.findings]


def test_a_second_kind_counts_only_where_a_word_or_the_encoder_speaks_for_it():
    """Of an insult hardly any text says that it is no threat."""
    eager = Weights(shift=3.0, linear=0.0, rules=0.0, encoder=0.5)
    seen = {**FUSION.seen, Category.THREAT.value: eager}
    insult = replace(scores(PLAIN, 0.99), fusion=replace(FUSION, seen=seen))
    doubting = {**insult.encoder, Category.THREAT.value: -1.0}
    meaning_it = {**insult.encoder, Category.THREAT.value: 1.0}
    found = [
        {f.category for f in read(PLAIN, scores=replace(insult, encoder=said)).findings}
        for said in (doubting, meaning_it)
    ]
    assert found == [
        {Category.PERSONAL_ATTACK},
        {Category.PERSONAL_ATTACK, Category.THREAT},
    ]


def test_what_is_sure_needs_no_second_opinion():
    """Nobody can talk the detector out of what the most careful would flag."""
    sure = read(
        PLAIN, caution=Caution.EAGER, scores=scores(PLAIN, 0.97, word="shampoo")
    )
    assert not in_doubt(sure)
    settled = heed(sure, Caution.CAUTIOUS, _opinion(Judgement.FINE))
    assert settled.findings
    assert settled.opinion is None
