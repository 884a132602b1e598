"""What keeps a briefing from being posted, and what is only advised."""

import time
from datetime import date

import pytest

from civilbot.briefings import check
from civilbot.briefings.lint import errors
from civilbot.briefings.lint.plain_words import bare
from tests.unit.briefings.made_up import bridge

TODAY = date(2031, 4, 1)


def shown(*swaps, today=TODAY):
    """Give the findings about the bridge briefing, as lines."""
    return [str(lint) for lint in check(bridge(*swaps), today=today)]


def test_a_good_briefing_has_no_finding():
    """The made-up one is fit to post."""
    assert shown() == []


FINDINGS = {
    "an unknown source": (
        ("[^radio]", "[^nobody]"),
        (
            "error: bridge.md:53:27: no source is named 'nobody' (add it under "
            "sources, or correct the mark) [unknown-source]"
        ),
    ),
    "unused source": (
        (" [^radio]", ""),
        (
            "warning: bridge.md:47: the source 'radio' is not cited (cite it, or "
            "take it out) [unused-source]"
        ),
    ),
    "a claim without a source": (
        ("the hospital. [^report]", "the hospital."),
        (
            "warning: bridge.md:57: a claim without a source (add a mark such as "
            "[^id]) [claim-without-source]"
        ),
    ),
    "as_of ahead": (
        ("as_of: 2031-03-01", "as_of: 2031-04-02"),
        (
            "error: bridge.md:6: as_of is 2031-04-02, and today is 2031-04-01 "
            "(write the day on which somebody checked the facts) [as-of-ahead]"
        ),
    ),
    "review before checking": (
        ("review_by: 2031-09-01", "review_by: 2031-03-01"),
        (
            "error: bridge.md:7: review_by does not come after as_of (leave it "
            "some weeks) [review-before-as-of]"
        ),
    ),
    "nobody approved": (
        ("approver: Ines", 'approver: ""'),
        (
            "warning: bridge.md:8: nobody has approved this text (whoever read it "
            "signs here) [no-approver]"
        ),
    ),
    "a section is missing": (
        ("## Key points\n\n- The toll is not settled. [^report][^letter]\n", ""),
        (
            "error: bridge.md: the section 'Key points' is missing (add a heading "
            "'## Key points') [missing-section]"
        ),
    ),
    "a section is empty": (
        ("- The toll is not settled. [^report][^letter]", ""),
        (
            "error: bridge.md:63: the section 'Key points' is empty (write at "
            "least one point) [empty-section]"
        ),
    ),
    "no appeal": (
        ("Speak with respect, and check your sources.", "Have a nice day."),
        (
            "error: bridge.md:67: the call to action makes no appeal (ask for "
            "respectful words, good sources or accountability) [no-appeal]"
        ),
    ),
    "one case somewhat longer": (
        (
            "to boats. [^letter]",
            "to boats, to their crews and to the market. [^letter]",
        ),
        (
            "warning: bridge.md:59: 'The case against' is 1.6 times as long as "
            "'The case for' (give both the same room) [uneven-length]"
        ),
    ),
    "one case much longer": (
        ("It closes the quay to boats.", "It closes the quay to boats. " * 4),
        (
            "error: bridge.md:59: 'The case against' is 2.8 times as long as 'The "
            "case for' (give both the same room) [uneven-length]"
        ),
    ),
    "one side has no source": (
        ("side: against", "side: neutral"),
        (
            "error: bridge.md:31: no source speaks against, but 1 for (both sides "
            "need their own words) [uneven-sources]"
        ),
    ),
    "not https": (
        ("https://council.example", "http://council.example"),
        (
            "error: bridge.md:32: the address of 'report' is not https (write "
            "https://…, if the page answers there) [not-https]"
        ),
    ),
    "the same address twice": (
        ("https://gazette.example/letter_(2031)", "https://council.example/report/"),
        (
            "error: bridge.md:40: 'letter' has the same address as 'report' (keep "
            "one, and cite it in both places) [same-address]"
        ),
    ),
    "verified, but when": (
        ("    checked_on: 2031-02-20\n", ""),
        (
            "warning: bridge.md:32: 'report' is verified, but not since when (add "
            "checked_on) [verified-without-day]"
        ),
    ),
    "a loaded word": (
        ("The council votes", "The corrupt council votes"),
        (
            "warning: bridge.md:52: 'Summary' says 'corrupt' (say what happened;"
            " quote the word if somebody used it) [loaded-word]"
        ),
    ),
    "a ping in a point": (
        ("the hospital.", "the hospital, says u/ines."),
        (
            "error: bridge.md:57: this would ping a user or link a subreddit "
            "(write it without u/, r/ or @) [ping]"
        ),
    ),
    "a subreddit in a point": (
        ("the hospital.", "the hospital; see r/bridges."),
        (
            "error: bridge.md:57: this would ping a user or link a subreddit "
            "(write it without u/, r/ or @) [ping]"
        ),
    ),
    "a ping in the title": (
        ("title: The new harbour bridge", "title: The bridge of /u/ines"),
        (
            "error: bridge.md:3: this would ping a user or link a subreddit (write "
            "it without u/, r/ or @) [ping]"
        ),
    ),
    "a ping in a source": (
        ("title: Traffic report", "title: Report by u/ines"),
        (
            "error: bridge.md:32: this would ping a user or link a subreddit "
            "(write it without u/, r/ or @) [ping]"
        ),
    ),
    "no example to answer": (
        ("match: [Council votes on the harbour bridge]", "match: []"),
        (
            "error: bridge.md:9: there is no example of a title to answer (add "
            "topic.examples.match) [no-match-example]"
        ),
    ),
    "more than people read": (
        ("The toll is not settled.", "The toll is not settled. " * 170),
        (
            "warning: bridge.md: the reply is 5,076 characters to read (aim at "
            "4,500) [long-read]"
        ),
    ),
    "more than reddit takes": (
        ("The toll is not settled.", "The toll is not settled. " * 400),
        (
            "error: bridge.md: the reply needs 10,972 characters; Reddit takes "
            "10,000 (leave out or shorten points, or else its last ones are left out)"
            " [too-long]"
        ),
    ),
}


@pytest.mark.parametrize(("swap", "line"), FINDINGS.values(), ids=FINDINGS)
def test_a_finding_says_where_and_what_helps(swap, line):
    """Each mistake brings its own line."""
    assert line in shown(swap)


def test_no_example_to_leave_alone_is_an_error():
    """A matcher needs to be shown what not to answer."""
    lines = shown(
        ("near: [Ferry timetable for the harbour changes]", "near: []"),
        ("unrelated: [A new bakery opens]", "unrelated: []"),
    )
    assert lines == [
        (
            "error: bridge.md:9: there is no example of a title to leave alone (add"
            " topic.examples.near) [no-counter-example]"
        )
    ]


def test_no_references_at_all_is_an_error():
    """Nothing could be checked."""
    text_of_sources = bridge().text.split("sources:\n")[1].split("---\n")[0]
    lines = shown((f"sources:\n{text_of_sources}", ""))
    assert (
        "error: bridge.md: there are no references (list them under sources)"
        " [no-sources]"
    ) in lines


def test_many_sources_on_one_side_are_a_warning():
    """Three to one is not balanced."""
    more = "".join(
        f"  - {{id: more-{n}, title: More, publisher: Club, status: unlinked,"
        " side: for}\n"
        for n in (1, 2)
    )
    lines = shown(("  - {id: radio", f"{more}  - {{id: radio"))
    assert (
        "warning: bridge.md:31: 3 sources speak for, 1 against (look for more of the"
        " fewer) [uneven-sources]" in lines
    )


def test_a_loaded_word_may_be_quoted():
    """What somebody said is a fact."""
    assert shown(("The council votes", 'The "corrupt" council votes')) == []


def test_after_its_review_day_a_briefing_is_not_fit_to_post():
    """The day itself is still good."""
    assert shown(today=date(2031, 9, 1)) == []
    assert shown(today=date(2031, 9, 2)) == [
        (
            "error: bridge.md:7: the review was due by 2031-09-01 (check the facts"
            " again, then set as_of and review_by) [review-overdue]"
        )
    ]


def test_only_errors_keep_a_briefing_from_being_posted():
    """A warning does not."""
    findings = check(
        bridge(("approver: Ines", 'approver: ""'), ("https://c", "http://c")),
        today=TODAY,
    )
    assert len(findings) == 2
    assert [str(lint) for lint in errors(findings)] == [
        (
            "error: bridge.md:32: the address of 'report' is not https (write "
            "https://…, if the page answers there) [not-https]"
        )
    ]


@pytest.mark.parametrize(
    "piece", ["[", "[[", "![", "[x](", "[x](a(", "(", "\u201c", "[^a", "[^a]", "**a "]
)
def test_a_hostile_passage_cannot_hold_up_the_lint(piece):
    """100,000 characters of anything take a small multiple of what plain words take."""
    assert _seconds(piece) < 10 * _seconds("plain words ")


def _seconds(piece: str) -> float:
    """Say how much of the processor checking a passage of it takes."""
    briefing = bridge(
        ("It halves the way to the hospital", piece * (100_000 // len(piece)))
    )
    before = time.process_time()
    check(briefing, today=TODAY)
    return time.process_time() - before


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("See [the report](https://a.example/x) today", "See the report today"),
        ("See [a letter](https://a.example/x_(2031)) today", "See a letter today"),
        ("See [1] and [this", "See and [this"),
    ],
)
def test_a_link_is_read_as_its_text(written, read):
    """Also where its address holds brackets."""
    assert bare(written) == read
