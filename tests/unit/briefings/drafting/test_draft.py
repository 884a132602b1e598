"""An article's parts find their place in a draft; what it lacks is marked."""

from datetime import date

import pytest

from civilbot.briefings.drafting import Draft, draft
from civilbot.briefings.sections import SectionName
from tests.unit.briefings.drafting.outlines import article, drafted, section

FOR, AGAINST = SectionName.CASE_FOR, SectionName.CASE_AGAINST
SUMMARY, KEY = SectionName.SUMMARY, SectionName.KEY_POINTS
APPEAL = SectionName.CALL_TO_ACTION


def test_every_section_that_is_missing_is_asked_for() -> None:
    """With what belongs there; the opening is the summary."""
    made = drafted("Rails are to be laid.")
    assert section(made, SUMMARY) == ["Rails are to be laid."]
    for name in (FOR, AGAINST, KEY, APPEAL):
        [passage] = section(made, name)
        assert passage.startswith("TODO: ")


def test_points_are_taken_as_they_stand() -> None:
    """Loaded words stay, for the lint to show."""
    made = drafted("# Pros\n- Cheap, obviously.\n# Cons\n- A disgrace!")
    assert section(made, FOR) == ["Cheap, obviously."]
    assert section(made, AGAINST) == ["A disgrace!"]


def test_paragraphs_are_points_where_there_is_no_list() -> None:
    """A small heading becomes the first words."""
    made = drafted("## Pros\nCheap.\n### Jobs at sea\nMany.\n## Cons\nLoud.")
    assert section(made, FOR) == ["Cheap.", "Jobs at sea: Many."]


def test_what_stands_around_a_list_is_left_out_and_told() -> None:
    """Its introduction, and what comes after."""
    made = drafted("# Pros\nThey say:\n- Cheap.\nSo they say.\n# Cons\n- Loud.")
    assert section(made, FOR) == ["Cheap."]
    assert made.left_out == ("'Pros': 2 paragraphs",)


@pytest.mark.parametrize(
    "text",
    [
        "Pros: cheap; clean.\nCons: loud; slow.",
        "Pros: cheap, clean\nCons: loud, and slow.",
        "Pros: cheap; clean. Cons: loud; slow.",
        "# Pros and cons\n- Pro: cheap\n- Pro: clean\n- Con: loud\n- Con: slow",
        "# Pros and cons\n## Pros\n- cheap\n- clean\n## Cons\n- loud\n- slow",
        "# Pros\n- cheap\n- clean\n###### Cons\n- loud\n- slow",
        "Pros:\n- cheap\n- clean\nCons:\n- loud\n- slow",
    ],
)
def test_the_two_cases_may_be_written_in_many_ways(text: str) -> None:
    """In one line, in a list, under small headings."""
    made = drafted(text)
    assert section(made, FOR) == ["cheap", "clean"]
    assert section(made, AGAINST) == ["loud", "slow"]


def test_a_small_heading_within_a_case_does_not_end_it() -> None:
    """Even if its words could open the other one."""
    made = drafted("## Pros\n### Fewer risks\nSafe.\n### Costs\nLow.\n## Cons\n- Loud.")
    assert section(made, FOR) == ["Fewer risks: Safe.", "Costs: Low."]
    assert section(made, AGAINST) == ["Loud."]


def test_a_lead_with_a_colon_is_no_heading() -> None:
    """The word "criticism" begins a point here."""
    made = drafted("## Pros\n- Criticism heard: they listened.\n- Cheap.")
    assert section(made, FOR) == ["Criticism heard: they listened.", "Cheap."]


def test_the_articles_own_summary_is_taken_before_anything_else() -> None:
    """Then its opening is left out, and told."""
    made = drafted("Once upon a time.\n# Summary\nRails are to be laid.")
    assert section(made, SUMMARY) == ["Rails are to be laid."]
    assert made.left_out == ("the opening: 1 paragraph",)


def test_without_a_summary_the_parts_give_their_first_sentences() -> None:
    """Whole ones, in the order of a story; what is cut is told."""
    made = drafted(
        f"The vote is near. {'Much more is said here. ' * 40}\n# Outlook\nNobody knows."
        "\n# Background\nThe first tram closed in 1961.\n# Analysis\nIt costs a lot."
    )
    first, *others = section(made, SUMMARY)
    assert first.startswith("The vote is near. Much")
    assert first.endswith("said here.")
    assert len(first) <= 600
    assert others == [
        "The first tram closed in 1961.",
        "It costs a lot.",
        "Nobody knows.",
    ]
    assert made.left_out == ("the opening: all but its beginning",)


def test_a_conclusion_closes_an_article_without_a_call_to_action() -> None:
    """With one, it is left out."""
    conclusion = "# Conclusion\nArgue with respect."
    assert section(drafted(conclusion), APPEAL) == ["Argue with respect."]
    made = drafted(f"{conclusion}\n# Call to action\n- Mind your sources.")
    assert section(made, APPEAL) == ["Mind your sources."]
    assert "'Conclusion': 1 paragraph" in made.left_out


def test_what_the_cases_are_about_is_taken_where_both_headings_agree() -> None:
    """Otherwise it stays open."""
    assert (
        drafted("# Pros of the tram\n- a\n# Cons of the tram\n- b").at_issue
        == "the tram"
    )
    assert not drafted("# Pros of the tram\n- a\n# Cons of the bus\n- b").at_issue


def _day(text: str, day: date | None = None) -> date | None:
    return draft(article(text, day=day)).as_of


@pytest.mark.parametrize(
    "line",
    [
        "3 March 2024",
        "Published March 3rd, 2024",
        "Updated: 2024-03-03",
        "By Ada Lind, 3 Mar 2024",
    ],
)
def test_a_byline_gives_the_day_and_is_no_part_of_the_summary(line: str) -> None:
    """In the ways that leave no doubt."""
    made = drafted(f"{line}\nThe vote is near.")
    assert made.as_of == date(2024, 3, 3)
    assert section(made, SUMMARY) == ["The vote is near."]


@pytest.mark.parametrize(
    "text",
    [
        "Published 03/04/2024",
        "Published in March 2024",
        "Published 31 February 2024",
        "The council met on 3 March 2024 and could not agree on anything at all.",
        "Published 3 March 2024\nUpdated 5 March 2024",
        "The vote is near.\n# Background\n3 March 2024",
    ],
)
def test_a_day_in_doubt_is_left_open(text: str) -> None:
    """Days in sentences, of two kinds, or two of them."""
    assert _day(text) is None


def test_a_page_and_its_byline_must_not_differ() -> None:
    """Then a person has to look."""
    assert _day("3 March 2024", date(2024, 3, 3)) == date(2024, 3, 3)
    assert _day("3 March 2024", date(2024, 3, 4)) is None


def test_an_endless_passage_is_cut_and_told() -> None:
    """The reply would cut it anyhow."""
    made: Draft = drafted(f"# Pros\n- {'word ' * 1_000}")
    [point] = section(made, FOR)
    assert len(point) <= 2_000
    assert "the end of 1 passages that never stop" in made.left_out


def test_too_many_points_are_cut_and_told() -> None:
    """Nobody reads a hundred."""
    made = drafted("# Pros\n" + "\n".join(f"- Point {n}." for n in range(100)))
    assert len(section(made, FOR)) == 30
    assert "70 further points" in made.left_out
