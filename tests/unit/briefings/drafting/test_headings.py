"""Headings are known by their words, in many spellings."""

import pytest

from civilbot.briefings.drafting.headings import Part, part_of, subject_of

# Spellings, parted by bars.
SPELLINGS = (
    (Part.SUMMARY, "Summary|TL;DR|In brief|What happened?|Executive summary"),
    (Part.BACKGROUND, "Background|Context & Background|How we got here|1.2 Timeline"),
    (Part.ANALYSIS, "In-Depth Analysis|Analysis|A deep dive|Why it matters"),
    (Part.BOTH_CASES, "Pros and Cons|PROS & CONS|Benefits and risks|For and against"),
    (Part.BOTH_CASES, "Both sides|Arguments|The debate"),
    (Part.CASE_FOR, "Pros|Pros of the tram:|Benefits|\u2705 Arguments for|3) Pros|For"),
    (Part.CASE_FOR, "The case for|Arguments in favour of the tram|Supporters say"),
    (Part.CASE_AGAINST, "Cons|Cons of the tram:|Criticism|\u274c Arguments against"),
    (Part.CASE_AGAINST, "The case against it|Critics say|IV. Drawbacks|Against"),
    (Part.KEY_POINTS, "Key Takeaways|Takeaways|Key points|At a glance|Bottom line"),
    (Part.KEY_POINTS, "\U0001f4a1 Key facts|What you need to know"),
    (Part.OUTLOOK, "Future Outlook|Outlook|What's next?|Looking ahead|The road ahead"),
    (Part.REFERENCES, "References|Official References:|Sources|Section 7: Sources"),
    (Part.REFERENCES, "\U0001f4da Sources & links|Further reading|Works cited|Notes"),
    (Part.CONCLUSION, "Conclusion|Final thoughts|Closing remarks"),
    (Part.CALL_TO_ACTION, "Call to Action|What you can do|Take action|Get involved"),
    (Part.CALL_TO_ACTION, "Conclusion and call to action|Have your say"),
    (Part.FURNITURE, "Related articles|Leave a comment|2 comments|Share this|Tags"),
)


@pytest.mark.parametrize(
    ("heading", "part"),
    [(heading, part) for part, all_ in SPELLINGS for heading in all_.split("|")],
)
def test_a_section_is_known_by_its_heading(heading: str, part: Part) -> None:
    """Whatever number, emoji, capitals or stops it has."""
    assert part_of(heading) is part


@pytest.mark.parametrize(
    "heading",
    [
        "Sources of tension",
        "The share of the harbour",
        "The war against Norland",
        "The link to the coast",
        "Consequences",
        "Professors",
        "A tram for Farnby",
        "\U0001f68b",
        "",
        "It has its pros and its cons" + ", and more" * 10,
    ],
)
def test_other_headings_say_nothing(heading: str) -> None:
    """A word in it is not enough."""
    assert part_of(heading) is None


def test_a_heading_tells_what_a_case_is_about() -> None:
    """Without the stops after it."""
    assert subject_of("Pros of the tram:") == "the tram"
    assert subject_of("The case against closing the mill") == "closing the mill"
    assert not subject_of("Pros")
