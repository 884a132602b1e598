"""The reply as it is posted: complete, short enough, and pinging nobody."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civilbot.briefings import Wording, found_in, render, revision_in, strike
from civilbot.briefings.article import Change, Source, Status
from civilbot.briefings.markdown import clip, escape, length, without_pings
from civilbot.briefings.sections import Citation, Passage, Section, SectionName
from tests.unit.briefings.made_up import bridge

GOLDEN = r"""
**As of 1 March 2031: The new harbour bridge.** Later events are not covered; the next review is due by 1 September 2031.

A short file on the subject, kept for harbour\_town, with its sources at the end.

The council votes on a bridge over the harbour in June. \[3\]

**The case for building the bridge**

* It halves the way to the hospital. \[1\]

**The case against building the bridge**

* It closes the quay to boats. \[2\]

**Key points**

* The toll is not settled. \[1, 2\]

**References**

1. [Traffic report](https://council.example/report), City council
2. [Letter of the fishers](https://gazette.example/letter_%282031%29), Harbour Gazette (copy read)
3. Evening news, Radio Quay (no link checked)

**What we ask of this thread**

* Speak with respect, and check your sources.

---

*I am a bot (quay\_bot), posting prepared background for the moderators of harbour\_town.* Wrong or one-sided? [Message the moderators](/message/compose?to=%2Fr%2Fharbour_town&subject=Briefing%20harbour-bridge%403), who can remove it.

*civilbot briefing harbour-bridge r3*
""".strip()  # noqa: E501 - the reply, character by character


def reply(briefing, **more):
    """Render for a made-up subreddit."""
    return render(briefing, subreddit="harbour_town", account="quay_bot", **more)


def test_the_reply_reads_as_agreed():
    """Golden: dated first, two sides, numbered links, how to object, the tag."""
    assert reply(bridge()) == GOLDEN


def test_the_caller_may_say_how_to_object():
    """A subreddit's own sentence replaces the default."""
    text = reply(bridge(), how_to_object="Write to the [desk](https://desk.example).")
    assert "Write to the [desk](https://desk.example).\n" in text
    assert "message/compose" not in text


def test_the_case_can_be_looked_up():
    """Only its letters, digits and hyphens are shown."""
    text = reply(bridge(), case="ab-12 u/ines")
    assert text.endswith("*civilbot briefing harbour-bridge r3 case ab-12uines*")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("unverified", "(address not confirmed)"),
        ("nearest", "(nearest document found)"),
        ("archived", "(archived copy)"),
        ("copy", "(copy read)"),
    ],
)
def test_what_was_not_simply_verified_is_said(status, words):
    """A reader knows how far to trust a link."""
    text = reply(bridge(("status: verified", f"status: {status}")))
    assert f"(https://council.example/report), City council {words}\n" in text


def test_marks_of_unknown_sources_are_left_out():
    """Lint has reported them already."""
    assert "in June.\n" in reply(bridge(("[^radio]", "[^nobody]")))


def test_markdown_in_titles_means_nothing():
    """Brackets, stars and carets are shown as they are."""
    text = reply(bridge(("title: Traffic report", "title: 'A *b* [c](x) ^d #e <f> |'")))
    assert r"[A \*b\* \[c\](x) \^d \#e \<f\> \|](https://council" in text


def test_an_address_in_a_title_does_not_become_a_link():
    """Neither with a scheme nor with www."""
    assert escape("see https://x.example and www.x.example") == (
        r"see https\://x.example and www\.x.example"
    )


def test_a_reply_is_known_again_and_a_quote_of_it_is_not():
    """By its last line, for this briefing only."""
    text = reply(bridge(), case="7")
    assert found_in(text, "harbour-bridge")
    assert not found_in(text, "harbour")
    assert not found_in(text, "bridge")
    quoted = "\n".join(f"> {line}" for line in text.splitlines())
    assert not found_in(f"{quoted}\n\nWhat is this?", "harbour-bridge")
    assert not found_in("The harbour bridge briefing was good", "harbour-bridge")


PINGS = [
    "u/ines",
    "/u/ines",
    "(u/ines)",
    "thanks,u/ines",
    "_u/ines_",
    "U/Ines",
    "user/ines",
    "[x](/u/ines)",
    "[x](</u/ines>)",
    r"u\/ines",
    "r/bridges",
    "/r/bridges",
    "https://reddit.com/u/ines",
    "[x](https://www.reddit.com/user/ines)",
]


def pings(text):
    """Find what would notify a user or link a subreddit, after Reddit's rules.

    Full addresses are links, not mentions, unless they lead to a user's page.
    """
    profile = r"https?://[^/\s]*reddit\.com/+u(?:ser)?/\w"
    if re.search(profile, text, re.IGNORECASE):
        return True
    bare = re.sub(r"https?://[^\s)\]>]+", "", text)
    return bool(re.search(r"(?i)(?<![a-z0-9])(?:u|user|r)\\?/\\?[\w-]", bare))


@pytest.mark.parametrize("text", PINGS)
def test_a_mention_loses_its_power(text):
    """In running text, in brackets, in links."""
    assert pings(text)
    assert not pings(without_pings(text))


@pytest.mark.parametrize(
    "text",
    [
        "either/or",
        "the EU/US talks",
        "[x](https://2009-2017.state.example/r/pa/ei.htm)",
        "see https://x.example/r/pa now",
    ],
)
def test_words_and_addresses_stay_as_they_are(text):
    """A slash alone is no mention."""
    assert without_pings(text) == text


@given(words=st.lists(st.sampled_from([*PINGS, "and", "*", "`", " ", "\\"])))
@settings(deadline=None)
def test_nothing_in_a_briefing_can_ping(words):
    """Not a title, a point, a publisher, nor what the caller passes in."""
    text = " ".join(words) or "x"
    tight = "".join(words) or "x"
    passage = Passage(f"{text} {tight}", 1)
    briefing = bridge().model_copy(
        update={
            "title": text,
            "at_issue": tight,
            "sources": (
                Source(
                    id="s", title=text, publisher=tight, url="https://x.example/r/pa"
                ),
            )
            if text.strip() and len(text + tight) < 80
            else (),
            "sections": tuple(
                Section(name, 1, (passage,), (passage,)) for name in SectionName
            ),
        }
    )
    posted = render(
        briefing, subreddit="town", account="bot", how_to_object=tight, case=text
    )
    assert not pings(posted)


def long_briefing(words, count, sources):
    """Make a briefing that is far too long in every part."""
    listed = tuple(
        Source(
            id=f"s{number}",
            title="T" * 200,
            publisher="P" * 80,
            url=f"https://x.example/{number}{'(' * 400}",
            status=Status.NEAREST,
        )
        for number in range(sources)
    )
    marks = tuple(Citation(f"s{number}", 1, 1) for number in range(sources))
    text = words + "".join(f"[^s{number}]" for number in range(sources))
    passages = tuple(Passage(text, 1, marks) for _ in range(count))
    sections = tuple(Section(name, 1, passages, passages) for name in SectionName)
    return bridge().model_copy(update={"sections": sections, "sources": listed})


@given(
    words=st.sampled_from(["", "word ", "wordwithoutend", "😀", "[x](y) "]),
    times=st.sampled_from([1, 40, 1_000, 4_000]),
    count=st.integers(1, 6),
    sources=st.integers(0, 15),
)
@settings(deadline=None, max_examples=25)
def test_the_reply_is_never_longer_than_reddit_takes(words, times, count, sources):
    """However much was written; what must be said is still there."""
    text = render(
        long_briefing(words * times, count, sources),
        subreddit="s" * 300,
        account="a" * 300,
        how_to_object="o" * 20_000,
        case="c" * 500,
    )
    assert len(text.encode("utf-16-le")) // 2 < 10_000
    assert text.startswith("**As of 1 March 2031: The new harbour bridge.**")
    assert "I am a bot" in text
    assert found_in(text, "harbour-bridge")


def test_the_least_important_is_left_out_first_and_the_cases_stay_even():
    """Key points go before cases; the cases lose their last points together."""
    texts = {
        SectionName.SUMMARY: ["sum"],
        SectionName.CASE_FOR: ["for one " * 200, "for two " * 200],
        SectionName.CASE_AGAINST: ["against one " * 200, "against two " * 200],
        SectionName.KEY_POINTS: ["key one " * 50, "key two " * 300],
        SectionName.CALL_TO_ACTION: ["appeal to all"],
    }
    sections = tuple(
        Section(name, 1, (), tuple(Passage(text.strip(), 1) for text in written))
        for name, written in texts.items()
    )
    text = reply(bridge().model_copy(update={"sections": sections}))
    assert "key two" not in text
    assert "key one" in text
    assert "for two" in text
    assert "against two" in text
    longer = tuple(
        Section(s.name, 1, s.points, s.points * 2) if "case" in s.name else s
        for s in sections
    )
    text = reply(bridge().model_copy(update={"sections": longer}))
    assert (text.count("* for "), text.count("* against ")) == (2, 2)
    assert "appeal to all" in text


def test_rendering_twice_gives_the_same_text():
    """A repeated try must not look like another reply."""
    briefing = long_briefing("word " * 900, 5, 9)
    assert reply(briefing) == reply(briefing)


def test_a_text_is_cut_between_words():
    """With a sign that something is missing."""
    assert clip("one two three", 9) == "one two…"
    assert clip("one two", 9) == "one two"
    assert length(clip("😀" * 50, 20)) <= 20


def test_a_subreddit_leaves_out_what_it_does_not_want():
    """But never one of the two cases alone, nor summary and references."""
    text = reply(bridge(), wording=Wording(cases=False, key_points=False))
    assert "The case for" not in text
    assert "The case against" not in text
    assert "Key points" not in text
    for kept in ("in June", "**References**", "What we ask of this thread"):
        assert kept in text
    assert "What we ask" not in reply(bridge(), wording=Wording(call_to_action=False))


def test_a_subreddits_own_sentence_takes_the_place_of_ours_and_pings_nobody():
    """It stands below the date."""
    text = reply(bridge(), wording=Wording(intro="Ask u/somebody about it."))
    assert text.split("\n\n")[1] == "Ask u / somebody about it."
    assert "A short file" not in text


def test_every_subreddit_is_sent_a_text_of_its_own():
    """The same one each time; names that differ in capitals are one subreddit."""
    names = [f"place_{number}" for number in range(200)]
    texts = {render(bridge(), subreddit=name, account="bot") for name in names}
    intros = {text.split("\n\n")[1] for text in texts}
    assert len(intros) == len(names)
    assert len({intro.replace("place", "").split("\\_")[0] for intro in intros}) > 4
    assert reply(bridge()) == reply(bridge())


@pytest.mark.parametrize("most", [1500, 2000, 4000])
def test_a_subreddit_may_want_it_shorter(most: int):
    """Least important things are left out first; the tag stays."""
    long = Section(
        SectionName.KEY_POINTS,
        1,
        (),
        tuple(Passage("word " * 60, 1) for _ in range(20)),
    )
    briefing = bridge().model_copy(
        update={"sections": (*bridge().sections[:3], long, bridge().sections[4])}
    )
    text = reply(briefing, wording=Wording(max_length=most))
    assert length(text) <= most
    assert "The case for" in text
    assert "The case against" in text
    assert found_in(text, "harbour-bridge")


def test_the_revision_of_a_reply_can_be_read_and_a_struck_one_has_none():
    """So that a correction neither repeats nor undoes anything."""
    assert revision_in(reply(bridge()), "harbour-bridge") == 3
    assert (
        revision_in("> " + reply(bridge()).splitlines()[-1], "harbour-bridge") is None
    )
    struck = strike("harbour-bridge", 3, subreddit="x", account="bot", case="ab12")
    assert revision_in(struck, "harbour-bridge") is None
    assert struck.endswith("*civilbot briefing harbour-bridge r3 retracted case ab12*")


def test_a_correction_tells_what_changed_since_it_was_posted():
    """The newest first; what was posted with that revision is not told."""
    changes = [
        Change(revision=2, on=date(2031, 2, 1), what="the date of the vote"),
        Change(revision=3, on=date(2031, 3, 1), what="the toll, as u/somebody says"),
    ]
    briefing = bridge().model_copy(update={"changes": tuple(changes)})
    both = reply(briefing, wording=Wording(since=1))
    assert (
        "* 1 March 2031: the toll, as u / somebody says\n"
        "* 1 February 2031: the date of the vote" in both
    )
    assert "the date of the vote" not in reply(briefing, wording=Wording(since=2))
    assert reply(briefing, wording=Wording(since=3)) == reply(briefing)


def test_a_correction_without_a_word_on_what_changed_says_that_it_is_one():
    """With the day on which the facts were checked."""
    text = reply(bridge(), wording=Wording(since=1))
    assert "*Corrected; the facts were checked on 1 March 2031.*" in text
