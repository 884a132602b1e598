"""References are read as written: no address, publisher or kind is made up."""

from dataclasses import astuple

import pytest

from civilbot.briefings.article import SourceKind, Status
from civilbot.briefings.drafting import Link
from civilbot.briefings.drafting.outline import addresses
from civilbot.briefings.drafting.references import MAX_REFERENCES, Reference, References
from tests.unit.briefings.drafting.outlines import block

URL = "https://a.example/r"


def _read(line: str, *links: Link) -> Reference:
    [found] = References([block(line, *links)]).all
    return found


@pytest.mark.parametrize(
    ("line", "title", "publisher", "url"),
    [
        ("- Traffic report", "Traffic report", "", ""),
        ("- Traffic report \u2013 Farnby Echo", "Traffic report", "Farnby Echo", ""),
        ("- Traffic report, Farnby Echo", "Traffic report", "Farnby Echo", ""),
        (
            "- Traffic report. Council of Farnby.",
            "Traffic report",
            "Council of Farnby",
            "",
        ),
        (f"- Traffic report, Farnby Echo, {URL}", "Traffic report", "Farnby Echo", URL),
        (f"- Traffic report ({URL}).", "Traffic report", "", URL),
        (f"- Traffic report. Available at: {URL}", "Traffic report", "", URL),
        ('- "Roads, and more", Farnby Echo', "Roads, and more", "Farnby Echo", ""),
        ('- Farnby Echo, "Roads", 3 May 2024', "Roads", "Farnby Echo", ""),
        (
            "- Talk with the mayor, Radio Quay, 3 May 2024",
            "Talk with the mayor",
            "Radio Quay",
            "",
        ),
        ("- [2] Traffic report", "Traffic report", "", ""),
        ("- 28-point plan", "28-point plan", "", ""),
        ("- Report \u2013 an overview from the council", "Report", "", ""),
    ],
)
def test_a_reference_is_read_as_it_is_written(
    line: str, title: str, publisher: str, url: str
) -> None:
    """With a publisher only where a name stands for one."""
    found = _read(line)
    assert (found.title, found.publisher, found.url) == (title, publisher, url)


def test_what_else_is_said_is_kept_for_whoever_looks_it_up() -> None:
    """It often tells the publisher."""
    found = _read("- Report \u2013 An overview from the council of Farnby, with dates.")
    assert found.said == "An overview from the council of Farnby, with dates."


def test_a_links_words_are_the_title() -> None:
    """Unless they say nothing."""
    found = _read("- Traffic report, Farnby Echo", Link("Traffic report", URL))
    assert (found.title, found.publisher, found.url) == (
        "Traffic report",
        "Farnby Echo",
        URL,
    )
    found = _read("- Traffic report (here)", Link("here", URL))
    assert (found.title, found.url) == ("Traffic report (here)", URL)
    assert _read("- here", Link("here", URL)).title == "TODO: the title of the page"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "/page",
        "ftp://a.example/r",
        "https://www.reddit.com/user/somebody",
        "https://a.example/r r",
        "",
    ],
)
def test_an_address_that_cannot_be_cited_is_no_address(url: str) -> None:
    """The reference stays, unlinked."""
    found = _read("- Traffic report", Link("Traffic report", url))
    assert (found.url, found.status) == ("", Status.UNLINKED)


def test_nothing_counts_as_checked() -> None:
    """Whatever the article says."""
    assert _read(f"- Verified report {URL}").status is Status.UNVERIFIED


@pytest.mark.parametrize(
    ("host", "official"),
    [
        ("www.norland.gov", True),
        ("www.gov.uk", True),
        ("stats.gov.uk", True),
        ("www.who.int", True),
        ("ec.europa.eu", True),
        ("interieur.gouv.fr", True),
        ("pmc.ncbi.nlm.nih.gov", False),
        ("norland.gov.example.com", False),
        ("mygov.example", False),
        ("nato.example", False),
    ],
)
def test_only_an_address_that_proves_it_is_official(
    host: str,
    official: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """Endings that anybody can buy prove nothing, and libraries keep others' work."""
    kind = _read(f"- Report https://{host}/r").kind
    assert kind is (SourceKind.OFFICIAL if official else None)


def test_ids_are_made_of_titles_and_differ() -> None:
    """Also where a title has no Latin letter."""
    found = References(
        block(f"- {title}")
        for title in (
            "The traffic report of 2023",
            "Traffic report of 2024",
            "報告",
            "2024 in numbers",
        )
    ).all
    assert [each.id for each in found] == [
        "traffic-report",
        "traffic-report-2",
        "source",
        "source-2024-numbers",
    ]


def test_a_claims_link_cites_the_reference_with_that_address() -> None:
    """Or becomes a source of its own."""
    known = References([block("- Traffic report", Link("Traffic report", URL))])
    claim = block("- Fewer cars, as counted.", Link("counted", f"{URL}/"))
    assert known.cited_in(claim) == ("traffic-report",)
    other = block("- Clean.", Link("A study of air", "https://b.example/"))
    assert known.cited_in(other) == ("study-air",)
    assert known.cited_in(block("- Loud.", Link("nowhere", ""))) == ()
    assert [each.id for each in known.all] == ["traffic-report", "study-air"]


def test_several_titled_links_in_one_line_are_several_references() -> None:
    """As in "See also: …"."""
    links = (Link("First report", URL), Link("Second report", f"{URL}2"))
    found = References([block("See First report and Second report", *links)]).all
    assert [each.title for each in found] == ["First report", "Second report"]


def test_the_sentence_above_a_list_is_no_reference() -> None:
    """Paragraphs are, where there is no list."""
    listed = References([block("We read these:"), block("- Traffic report")]).all
    assert [each.title for each in listed] == ["Traffic report"]
    assert len(References([block("Traffic report"), block("Letter")]).all) == 2


def test_a_reference_that_stands_twice_is_one() -> None:
    """And the most that are kept is counted."""
    twice = References([block("- Report"), block("- Report")])
    assert len(twice.all) == 1
    many = References([block(f"- Report {n}") for n in range(MAX_REFERENCES + 5)])
    assert (len(many.all), many.left_out) == (MAX_REFERENCES, 5)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://a.example/r.", ("https://a.example/r",)),
        ("(see https://a.example/r)", ("https://a.example/r",)),
        ("https://a.example/r_(2024), too", ("https://a.example/r_(2024)",)),
        ("a.example and mailto:a@b.example", ()),
    ],
)
def test_addresses_end_before_the_sentences_stops(
    text: str, found: tuple[str, ...]
) -> None:
    """Brackets that were opened in them belong to them."""
    assert addresses(text) == found


def test_a_reference_holds_nothing_that_the_article_does_not() -> None:
    """Each word of it stands there."""
    line = "- Traffic survey \u2013 Farnby Echo, counted in spring https://a.example/r"
    for value in astuple(_read(line))[1:]:
        assert value in line
