"""Reading a briefing: what is understood, and how mistakes are shown."""

from datetime import date

import pytest

from civilbot.briefings import parse_briefing
from civilbot.briefings.article import Side, Status
from civilbot.briefings.sections import SectionName
from civilbot.errors import BadInput
from tests.unit.briefings.made_up import HARBOUR_BRIDGE, bridge, swapped


def test_the_front_matter_becomes_values():
    """Dates, names and sources are read as written."""
    briefing = bridge()
    assert (briefing.id, briefing.revision) == ("harbour-bridge", 3)
    assert briefing.key == "harbour-bridge@3"
    assert briefing.review_by == date(2031, 9, 1)
    assert [source.id for source in briefing.sources] == ["report", "letter", "radio"]
    assert briefing.sources[1].side is Side.AGAINST
    assert briefing.sources[2].status is Status.UNLINKED


def test_sections_hold_paragraphs_and_points_on_one_line_each():
    """Wrapped lines are joined, and a bullet becomes a point."""
    briefing = bridge()
    summary = briefing.section(SectionName.SUMMARY)
    assert [passage.text for passage in summary.paragraphs] == [
        "The council votes on a bridge over the harbour in June. [^radio]"
    ]
    points = briefing.section(SectionName.CASE_FOR).points
    assert [point.text for point in points] == [
        "It halves the way to the hospital. [^report]"
    ]


def test_a_citation_knows_its_line_and_column():
    """Lint can point at the very mark."""
    (passage,) = bridge().section(SectionName.SUMMARY).paragraphs
    (citation,) = passage.citations
    assert (citation.mark, citation.line, citation.column) == ("radio", 53, 27)


def test_a_number_cites_the_source_in_that_place():
    """`[2]` is the second source; `[9]` is none."""
    briefing = bridge(("[^radio]", "[2] [9]"))
    (passage,) = briefing.section(SectionName.SUMMARY).paragraphs
    found = [briefing.cited(citation) for citation in passage.citations]
    assert found[0] == briefing.sources[1]
    assert found[1] is None


def test_a_year_at_the_start_of_a_wrapped_line_is_no_list():
    """Only -, * and + make points."""
    briefing = bridge(("over the harbour in June.", "in the year\n2031. It is long."))
    summary = briefing.section(SectionName.SUMMARY)
    assert summary.points == ()
    assert summary.paragraphs[0].text.startswith(
        "The council votes on a bridge in the year 2031. It is long."
    )


def test_sections_may_stand_in_any_order_and_case():
    """Their headings say what they are."""
    briefing = bridge(("## Summary", "## KEY points"), ("## Key points", "## summary"))
    assert briefing.section(SectionName.KEY_POINTS).line == 50
    assert briefing.section(SectionName.SUMMARY).line == 63


def test_a_missing_section_is_empty_and_left_to_lint():
    """Parsing does not insist on every section."""
    briefing = bridge(("## Key points\n", ""), ("- The toll is not settled.", ""))
    assert briefing.section(SectionName.KEY_POINTS).passages == ()


def test_a_briefing_may_be_posted_from_its_date_to_its_review():
    """Not a day earlier or later."""
    briefing = bridge()
    assert not briefing.may_be_posted(date(2031, 2, 28))
    assert briefing.may_be_posted(date(2031, 3, 1))
    assert briefing.may_be_posted(date(2031, 9, 1))
    assert not briefing.may_be_posted(date(2031, 9, 2))


def test_a_byte_order_mark_is_no_mistake():
    """Some editors write one."""
    text = "\ufeff" + HARBOUR_BRIDGE
    assert parse_briefing(text, source="x.md").id == "harbour-bridge"


MISTAKES = {
    "unknown key": (
        ("approver: Ines", "aprover: Ines"),
        "bridge.md:8:1: unknown key 'aprover' (did you mean 'approver'?)",
    ),
    "bad id": (
        ("id: harbour-bridge", "id: Harbour Bridge"),
        (
            "bridge.md:2:5: id: 'Harbour Bridge' is no id: small letters and digits,"
            " joined by -"
        ),
    ),
    "bad date": (
        ("review_by: 2031-09-01", "review_by: soon"),
        ("bridge.md:7:12: review_by: should be a date such as 2026-01-31, not 'soon'"),
    ),
    "revision below one": (
        ("revision: 3", "revision: 0"),
        "bridge.md:5:11: revision: should be at least 1, not 0",
    ),
    "unknown term": (
        ("none: [other bridge]", "none: [other brige]"),
        (
            "bridge.md:9:1: topic: no term is named 'other brige';"
            " did you mean 'other bridge'?"
        ),
    ),
    "term of nowhere": (
        ("    - [bridge, harbour]", "    - [bridge, zzz]"),
        "bridge.md:9:1: topic: no term is named 'zzz'; add it to terms",
    ),
    "term without a letter": (
        ('"harbour link*"', '"*"'),
        "bridge.md:12:7: topic.terms.words: '*' holds no letter",
    ),
    "two sources alike": (
        ("- id: letter", "- id: report"),
        "bridge.md:31:1: sources: 2 sources are named 'report'",
    ),
    "bad source id": (
        ("- id: letter", "- id: 2nd"),
        (
            "bridge.md:40:9: sources.id: '2nd' is no source id: a letter, then"
            " letters, digits or -"
        ),
    ),
    "not a web address": (
        ("https://council.example/report", "council.example"),
        (
            "bridge.md:35:10: sources.url: 'council.example' is no web address:"
            " write https://…"
        ),
    ),
    "somebody's page": (
        ("https://council.example/report", "https://old.reddit.com/user/ines"),
        (
            "bridge.md:35:10: sources.url: a user's page on Reddit is no source:"
            " nobody is pinged"
        ),
    ),
    "no address": (
        ("    url: https://council.example/report\n", ""),
        (
            "bridge.md:32:5: sources: source 'report' has no url; add it or set"
            " status: unlinked"
        ),
    ),
    "unlinked with an address": (
        ("status: verified", "status: unlinked"),
        (
            "bridge.md:32:5: sources: source 'report' is unlinked and has a url;"
            " drop one"
        ),
    ),
    "unknown section": (
        ("## Key points", "## Keypoints"),
        "bridge.md:63:4: unknown section 'Keypoints' (did you mean 'Key points'?)",
    ),
    "foreign section": (
        ("## Key points", "## Zusammenfassung"),
        (
            "bridge.md:63:4: unknown section 'Zusammenfassung' (use 'Summary',"
            " 'The case for', 'The case against', 'Key points', 'References',"
            " 'Call to action')"
        ),
    ),
    "twice": (
        ("## Key points", "## Summary"),
        "bridge.md:63:1: the section 'Summary' stands twice (the first is in line 50)",
    ),
    "text before": (
        ("## Summary\n", "Hello\n\n## Summary\n"),
        (
            "bridge.md:50:1: text stands before the first section (start with a heading"
            " such as '## Summary')"
        ),
    ),
    "a title in the body": (
        ("## Summary\n", "# The bridge\n\n## Summary\n"),
        (
            "bridge.md:50:1: text stands before the first section (the title stands in"
            " the front matter)"
        ),
    ),
    "a heading inside": (
        ("- It halves", "### Time\n- It halves"),
        (
            "bridge.md:57:1: a heading stands inside a section (sections start with"
            " '## '; write points as '- ')"
        ),
    ),
    "no front matter": (
        ("---\nid:", "id:"),
        (
            "bridge.md:1:1: expected a line '---' (the front matter stands between two"
            " such lines)"
        ),
    ),
}


@pytest.mark.parametrize(("swap", "shown"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_shown_with_its_place_and_a_hint(swap, shown):
    """One line: file, line, column, what is wrong, what helps."""
    with pytest.raises(BadInput) as caught:
        parse_briefing(swapped(swap), source="bridge.md")
    assert str(caught.value) == shown


def test_front_matter_that_is_never_closed_is_told_so():
    """The end of the file is no closing line."""
    with pytest.raises(
        BadInput, match=r"bridge\.md:1:1: the front matter is not closed"
    ):
        parse_briefing("---\nid: x\n", source="bridge.md")


def test_an_empty_file_is_told_what_to_start_with():
    """Nothing at all is no briefing."""
    with pytest.raises(BadInput, match="expected a line '---'"):
        parse_briefing("", source="bridge.md")


def test_all_mistakes_are_shown_at_once_in_file_order():
    """Front matter and sections alike."""
    text = swapped(
        ("## Key points", "## Keypoints"),
        ("revision: 3", "revison: 3"),
        ("review_by: 2031-09-01", "review_by: soon"),
    )
    with pytest.raises(BadInput) as caught:
        parse_briefing(text, source="bridge.md")
    assert [problem.place.line for problem in caught.value.problems] == [5, 7, 63]


TOLL = "{revision: 3, on: 2031-03-02, what: the toll}"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            "[{revision: 4, on: 2031-03-02, what: the toll}]",
            "revision 4 is still to come: this is 3; raise revision",
        ),
        (
            f"[{TOLL}, {TOLL}]",
            "revision 3 has 2 changes; keep one",
        ),
        ("[{revision: 3, what: the toll}]", "'changes.on' is missing"),
        ("[{revision: 1, on: 2031-03-02, what: first}]", "should be at least 2"),
    ],
)
def test_what_a_revision_changed_is_told_once_and_for_one_that_exists(changes, told):
    """Each with its line."""
    with pytest.raises(BadInput) as caught:
        bridge(("revision: 3\n", f"revision: 3\nchanges: {changes}\n"))
    assert told in str(caught.value)
    assert "bridge.md:6" in str(caught.value)
