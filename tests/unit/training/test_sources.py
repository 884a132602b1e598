"""Each research set is believed only where it is known to be right."""

import pytest
from training.labels import HEADS, NOTHING_KNOWN, UNKNOWN, draw, fine, violating
from training.sources import (
    labels_of,
    subscores,
    with_incivility,
    with_profanity,
)

from civilbot.model import Target


def test_a_text_that_cad_calls_neutral_is_fine_under_every_head_but_criticism():
    """Harsh criticism may be neutral, so that head stays unknown."""
    labels = labels_of("cad", "Neutral", violation=False)
    assert labels.vector() == (0, 0, 0, 0, 0, 0, 0, UNKNOWN, UNKNOWN)
    assert labels.target is None


def test_cad_names_the_kind_of_abuse_and_whom_it_hits():
    """What CAD does not ask about (threats, dehumanising words) stays unknown."""
    labels = labels_of("cad", "AffiliationDirectedAbuse", violation=True)
    assert labels.heads == {
        "violation": 1,
        "personal_attack": 0,
        "identity_hate": 0,
        "inflammatory_label": 1,
    }
    assert labels.target is Target.GROUP


def test_two_kinds_of_abuse_leave_open_whom_it_hits():
    """A person and a group are attacked: no single target is right."""
    tag = "IdentityDirectedAbuse,PersonDirectedAbuse"
    labels = labels_of("cad", tag, violation=True)
    assert (labels.heads["personal_attack"], labels.heads["identity_hate"]) == (1, 1)
    assert labels.target_index() == UNKNOWN


@pytest.mark.parametrize(
    ("source", "tag"),
    [
        ("edos", "none"),
        ("toxic_spans", ""),
        ("hatexplain", "0"),
        ("toxigen_ann", "3.0"),
    ],
)
def test_negatives_of_narrow_sets_say_nothing(source, tag):
    """Not sexist is not the same as fine."""
    assert labels_of(source, tag, violation=False) == NOTHING_KNOWN


def test_harsh_words_at_politicians_are_criticism_and_never_a_violation():
    """MUPID calls impolite what the norm allows."""
    labels = labels_of("mupid", "imp1_int0", violation=True)
    assert labels.heads == {"criticism": 1}
    assert labels.target is Target.PUBLIC_FIGURE
    assert "violation" not in labels_of("mupid", "imp0_int1", violation=True).heads


def test_threats_and_dehumanising_words_are_taken_from_the_sets_that_name_them():
    """Few sets know of these; what they say is all there is."""
    threat = labels_of("edos", "1.1 threats of harm", violation=True)
    beast = labels_of("hatemoji_build", "dehumanizinglanguage", violation=True)
    implied = labels_of("implicit_hate_classes", "threatening", violation=True)
    assert threat.heads["threat"] == 1
    assert (beast.heads["dehumanisation"], beast.heads["threat"]) == (1, 0)
    assert implied.heads["threat"] == 1


def test_a_personal_attack_counts_in_a_set_that_looks_for_something_else():
    """Guest's set calls it fine because it is not misogynistic."""
    tag = "Nonmisogynistic_personal_attack"
    labels = labels_of("guest_misogyny", tag, violation=False)
    assert labels.heads == {"personal_attack": 1, "identity_hate": 0}


def test_disputed_ratings_are_not_learnt():
    """Between a fifth and a half of the raters is neither yes nor no."""
    shares = {"toxicity": 0.9, "insult": 0.3, "identity_attack": 0.0, "threat": 0.5}
    assert subscores(shares).heads == {
        "violation": 1,
        "incivility": 1,
        "identity_hate": 0,
        "threat": 1,
    }


def test_profanity_is_hostile_only_in_an_attack():
    """A swear word in a text that is fine teaches the difference."""
    clean = labels_of("cad", "Neutral", violation=False)
    attack = labels_of("cad", "PersonDirectedAbuse", violation=True)
    elsewhere = labels_of("redditbias", "race_black", violation=True)
    head = "hostile_profanity"
    assert with_profanity(clean, "cad", profane=True).heads[head] == 0
    assert with_profanity(attack, "cad", profane=True).heads[head] == 1
    assert with_profanity(attack, "cad", profane=False).heads[head] == 0
    assert head not in with_profanity(elsewhere, "redditbias", profane=True).heads


def test_incivility_is_known_where_raters_were_asked():
    """A tweet at a politician is no violation, and may well be rude."""
    tweet = labels_of("mupid", "imp_int0", violation=True)
    heard = with_incivility(tweet, "mupid", violation=True)
    assert heard.heads["incivility"] == 1
    assert "violation" not in heard.heads
    assert (
        with_incivility(fine(), "civil_comments", violation=False).heads["incivility"]
        == 0
    )


def test_incivility_is_unknown_where_nobody_asked():
    """A polite text can be sexist, and an abusive one is never polite."""
    sexist = violating("identity_hate")
    assert "incivility" not in with_incivility(sexist, "edos", violation=True).heads
    assert "incivility" not in with_incivility(fine(), "cad", violation=False).heads
    abuse = labels_of("cad", "PersonDirectedAbuse", violation=True)
    assert with_incivility(abuse, "cad", violation=True).heads["incivility"] == 1
    assert "incivility" not in fine().heads


def test_draws_depend_on_seed_and_parts_alone():
    """The same seed repeats a run on any machine."""
    assert draw(0, "a", 1) == draw(0, "a", 1)
    assert draw(0, "a", 1) != draw(1, "a", 1)
    assert 0.0 <= draw(7, "\ud800") < 1.0


def test_heads_start_with_the_verdict():
    """Losses and thresholds rely on where it stands."""
    assert (HEADS[0], *HEADS[-2:]) == ("violation", "criticism", "incivility")
