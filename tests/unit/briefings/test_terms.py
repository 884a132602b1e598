"""Terms in titles, and names that are found in sentences without any terms."""

import pytest

from civilbot.briefings.article import Term
from civilbot.briefings.terms import Vocabulary, automatic_terms


def found(text, *words):
    """Look for one term."""
    hits = Vocabulary([Term(name="it", words=words)]).hits(text)
    return [hit.words for hit in hits]


@pytest.mark.parametrize(
    ("text", "word", "hits"),
    [
        ("Peace TALKS and talks", "talks", ["TALKS", "talks"]),
        ("The US and us", "US", ["US"]),
        ("U.S. envoys, U. S. envoys", "US", ["U.S.", "U. S."]),
        ("negotiating, negotiators", "negotiat*", ["negotiating", "negotiators"]),
        ("a cease-fire and a cease fire", "cease-fire", ["cease-fire", "cease fire"]),
        ("Kyiv\u2019s answer", "Kyiv", ["Kyiv\u2019s"]),
        ("an oval office", "Oval Office", ["oval office"]),
        ("PUT\u0131N", "Putin", ["PUT\u0131N"]),
        ("STRA\u00dfE", "stra\u00dfe", ["STRA\u00dfE"]),
        ("Trumpet", "Trump", []),
    ],
)
def test_a_term_is_found_as_it_is_written(text, word, hits):
    """The quick look at a word's beginning never hides one that the pattern finds."""
    assert found(text, word) == hits


def test_names_in_sentences_become_terms():
    """Words with a capital, but not for standing first."""
    terms = automatic_terms(
        ["Peace talks of Ms Ayre and Orland's envoys.", "Orland answers Peace."]
    )
    assert [term.name for term in terms] == ["Ayre", "Orland", "Peace"]
    assert automatic_terms(["Nothing has a name here.", ""]) == ()
