"""Findings are told in sentences that moderators would say."""

from civilbot.language import CALL_TO_ACTION, read, report_reason, sentence
from civilbot.model import Category, Reading


def test_every_category_names_the_point_it_goes_against():
    """The call to action covers all categories."""
    assert set(CALL_TO_ACTION) == set(Category)
    points = {text.partition(":")[0] for text in CALL_TO_ACTION.values()}
    assert points == {"Respectful dialogue", "Peaceful resolution"}


def test_a_sentence_quotes_the_words_and_names_the_rule():
    """One sentence is enough for the log."""
    text = "You are an **i.d.i.o.t**"
    (finding,) = read(text).findings
    assert sentence(finding, text) == (
        "Personal attack on another participant (“i.d.i.o.t”): it goes against the "
        "call for respectful dialogue."
    )


def test_a_report_names_category_words_and_id():
    """A moderator sees in the queue what it is about."""
    assert report_reason(read("you are a moron"), "k3f9") == (
        "Personal attack on another participant: “moron” [k3f9]"
    )


def test_a_long_report_is_cut_inside_the_words_and_keeps_the_id():
    """Reddit takes 100 characters."""
    text = "All these Ukrainians should really just simply all be publicly executed"
    said = report_reason(read(text), "k3f9")
    assert len(said) <= 100
    assert said.endswith("…” [k3f9]")


def test_line_breaks_and_control_signs_never_reach_a_report():
    """A reason is one line, whatever the author typed."""
    text = "you are a piece\tof\u200b \u202eshit"
    said = report_reason(read(text), "k3\nf9")
    assert said == ("Personal attack on another participant: “piece of shit” [k3 f9]")


def test_a_report_without_findings_says_so():
    """Nothing is invented."""
    assert report_reason(Reading(0.1, (), "words-2"), "k3f9") == "Nothing found [k3f9]"
