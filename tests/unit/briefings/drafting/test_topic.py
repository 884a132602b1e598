"""A topic is proposed from names and words that an article keeps saying."""

from civilbot.briefings.drafting.topic import ProposedTopic, propose

TEXTS = (
    "Mayor Ines Roth met the Region of Norland in Farnby. The tram of Farnby is late.",
    "In Norland a tram costs more. Critics in Farnby say that Roth knows.",
    "The U.S. firm builds each tram. The firm of the U.S. waits for Roth.",
    "On Monday Norland's council spoke, and on Monday the Norlandic press did.",
    "They told Ines Roth so, and Ms Roth told the U.S. firm.",
)


def _proposed(title: str = "Roth wants a tram for Farnby") -> ProposedTopic:
    return propose(title, "The mayor wants a tram. Nobody else does.", TEXTS)


def test_names_that_stand_often_become_terms_with_their_spellings() -> None:
    """A full name counts as its last part, an adjective as its country."""
    terms = dict(_proposed().terms)
    assert terms["Roth"] == ("Roth",)
    assert terms["Farnby"] == ("Farnby",)
    assert "Norland" in terms
    assert terms["US"] == ("US",)


def test_days_titles_and_first_words_are_no_names() -> None:
    """Capitals alone make none: "Monday", "Critics"."""
    names = {name for name, _ in _proposed().terms}
    assert not names & {"Monday", "Mayor", "Critics", "The", "Mayor Ines Roth", "Ms"}


def test_the_titles_names_must_stand_and_the_rest_may() -> None:
    """Every group names known terms."""
    proposed = _proposed()
    assert set(proposed.must[0]) == {"Roth", "Farnby"}
    assert {"Norland", "US", "tram"} <= set(proposed.any)
    assert {*proposed.must[0], *proposed.any} == {name for name, _ in proposed.terms}


def test_an_article_without_names_has_its_titles_words() -> None:
    """Small words say nothing."""
    proposed = propose(
        "Should the mill stay?", "", ("the mill is old. a mill is loud.",)
    )
    assert proposed.must[0][0] == "mill"
    assert "the" not in proposed.must[0]


def test_an_article_without_anything_gets_no_term() -> None:
    """The document then asks for one."""
    assert propose("", "", ("",)).terms == ()


def test_sentences_are_the_title_and_the_summarys_first() -> None:
    """Not one that stands twice."""
    assert _proposed().sentences == (
        "Roth wants a tram for Farnby",
        "The mayor wants a tram.",
        "Nobody else does.",
    )
    assert propose("A mill.", "A mill.", ()).sentences == ("A mill.",)
