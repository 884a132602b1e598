"""Which threads a briefing is offered to, with the reasons people read."""

from pathlib import Path

import pytest

from civilbot.briefings import match, parse_briefing
from civilbot.model import Item, Kind, Verdict
from tests.unit.briefings.made_up import bridge, thread

ROOT = Path(__file__).resolve().parents[3]
SHIPPED_FILE = ROOT / "config" / "briefings" / "trump-putin-ceasefire.md"
SHIPPED = parse_briefing(SHIPPED_FILE.read_text("utf-8"), source=SHIPPED_FILE.name)

TITLES = {
    "reply": [
        (
            "Trump Treats War Criminal Dictator Putin Like Royalty, Still Fails To Get"
            " Ceasefire"
        ),
        "Putin and Trump to speak by phone about a truce on Tuesday",
        "TRUMP AND PUTIN END SUMMIT WITHOUT CEASEFIRE",
        "Kremlin says another Trump call is being prepared, no date for a summit",
        "After the Alaska summit, nothing has changed on the ground",
        "Ukraine ready for an unconditional ceasefire, Moscow is not",
        "U.S. envoys take new ceasefire proposal to Moscow",
        "What did Putin offer Trump at their meeting?",
        "Zelenskyy: truce must come before talks with Putin",
        "White House hails progress on ending the war in Ukraine",
        "Trump sets Putin a deadline: peace within ten days",
        "Russia and Ukraine to resume talks in Istanbul next week",
    ],
    "ask": [
        "Trump and Putin, a history",
        "Putin flatters Trump and Ukraine watches",
        "Trump-Putin talks overshadowed by drone attack on Moscow",
        "Zelensky wants a summit",
        "Trump and Putin speak about peace and tariffs",
        "Putin open to meeting, says Lavrov",
        "Beijing watches the Trump-Putin summit closely",
    ],
    "none": [
        "Putin's chef opens a restaurant in Lisbon",
        "Trump tower sold for half its price",
        "Ceasefire in Gaza holds, mediators say",
        "Trump and Starmer agree a trade deal",
        "Russia's chess federation elects a new president",
        "Peace talks between Armenia and Azerbaijan resume",
        "Trump announces tariffs on furniture",
        "Russian tourists return to Thailand",
        "Ukrainian pianist wins the Chopin competition",
        "Putin turns 74",
        "Let us talk about peace of mind",
        "Ceasefire agreed in Sudan after weeks of fighting",
        "Trump calls Netanyahu after the strike on Iran",
        "Moscow metro opens its new ring line",
        "Kyiv ballet company tours Japan",
        "Trump signs order on prescription drug prices",
        "Earthquake felt across eastern Russia",
        "Washington state ferries run late again",
        "My deal for a used car fell through",
        "Russia bans another messenger app",
        "Ukraine's grain harvest is the best in years",
        "Trump's approval rating falls to a new low",
        "A truce in the streaming wars?",
        "How do I stop my cats from fighting?",
    ],
}


@pytest.mark.parametrize(
    ("title", "verdict"),
    [(title, verdict) for verdict, titles in TITLES.items() for title in titles],
)
def test_the_shipped_briefing_is_offered_where_it_belongs(title, verdict):
    """The subject is answered, a shared name is not."""
    found = match(thread(title), [SHIPPED])
    assert (found.verdict, found.why != ()) == (verdict, True), found


@pytest.mark.parametrize("title", SHIPPED.topic.examples.near)
def test_its_own_counter_examples_are_never_answered(title):
    """What moderators wrote down holds."""
    assert match(thread(title), [SHIPPED]).verdict is Verdict.NONE


@pytest.mark.parametrize("title", SHIPPED.topic.examples.match)
def test_its_own_examples_are_answered_or_asked_about(title):
    """None is passed over."""
    assert match(thread(title), [SHIPPED]).verdict is not Verdict.NONE


KINDS = [
    ("Trump-Putin summit and ceasefire: megathread", "", "megathread"),
    ("Mega thread: Trump, Putin, ceasefire", "", "megathread"),
    ("I reported on the Trump-Putin summit. AMA", "", "question round"),
    ("Ask me anything about the Trump-Putin ceasefire talks", "", "question round"),
    ("Trump-Putin ceasefire talks: live updates", "", "live thread"),
    ("Live thread: Trump and Putin speak of a ceasefire", "", "live thread"),
    ("Daily discussion thread: Trump, Putin, ceasefire", "", "standing discussion"),
    ("Weekly Ukraine questions: Trump, Putin, ceasefire", "", "standing discussion"),
    ("Discussion thread: Trump-Putin ceasefire talks", "", "standing discussion"),
    ("I need help: Trump, Putin and the ceasefire scare me", "", "call for help"),
    ("Trump-Putin ceasefire talks", "Support", "call for help"),
    ("Trump-Putin ceasefire talks", "AMA", "question round"),
    ("Trump-Putin ceasefire talks", "Megathread", "megathread"),
    ("Trump-Putin ceasefire talks", "LIVE", "live thread"),
]


@pytest.mark.parametrize(("title", "flair", "kind"), KINDS)
def test_briefings_stay_out_of_some_kinds_of_thread(title, flair, kind):
    """Whatever their subject; the reason is given."""
    found = match(thread(title, flair=flair), [SHIPPED])
    assert found.verdict is Verdict.NONE
    assert found.confidence == 0.0
    assert kind in found.why[0]


@pytest.mark.parametrize(
    ("title", "flair"),
    [
        ("Trump-Putin ceasefire talks", "News"),
        ("Trump and Putin: I live in Kyiv and want a ceasefire", ""),
        ("Trump says Putin will support a ceasefire", "Politics"),
    ],
)
def test_ordinary_threads_are_not_taken_for_such_kinds(title, flair):
    """A single word does not make a kind."""
    assert match(thread(title, flair=flair), [SHIPPED]).verdict is Verdict.REPLY


def test_the_reasons_are_sentences_about_the_title():
    """What stands there, what settles it, what it is like."""
    found = match(thread("The port's quay gets a bridge"), [bridge()])
    assert found.verdict is Verdict.REPLY
    assert found.why == (
        "'quay' and 'bridge' stand in the title",
        "bridge and harbour: enough to know the subject",
        "closest to the example 'Council votes on the harbour bridge' (0.44)",
    )


def test_what_speaks_of_another_subject_is_named():
    """And the bot does not reply on its own."""
    found = match(thread("Brooklyn bridge and harbour vote"), [bridge()])
    assert found.verdict is Verdict.ASK
    assert "'Brooklyn' speaks of something else (other bridge)" in found.why


def test_a_title_without_the_subject_says_what_is_missing():
    """The first thing that should stand there."""
    found = match(thread("Harbour vote tonight"), [bridge()])
    assert found.verdict is Verdict.NONE
    assert found.why == ("nothing in the title speaks of bridge",)
    found = match(thread("A crossing"), [bridge()])
    assert found.why == ("nothing in the title speaks of harbour or decision",)


def test_a_short_name_counts_in_capitals_only():
    """So that "us" is not a country."""
    assert match(thread("HB bridge"), [bridge()]).verdict is Verdict.REPLY
    assert match(thread("H.B. bridge"), [bridge()]).verdict is Verdict.REPLY
    assert match(thread("hb bridge"), [bridge()]).verdict is Verdict.NONE


def test_words_are_found_whole_with_possessives_and_stems():
    """Not inside other words."""
    assert match(thread("The bridge's harbour"), [bridge()]).verdict is Verdict.REPLY
    assert match(thread("The bridge\u2019s port"), [bridge()]).verdict is Verdict.REPLY
    assert match(thread("Harbour links vote"), [bridge()]).confidence > 0
    assert match(thread("Bridgehead and report"), [bridge()]).verdict is Verdict.NONE


def test_a_post_whose_title_is_not_enough_may_be_asked_about():
    """Its own words can raise a question, never a reply."""
    text = "The harbour vote on this crossing is close, and the port waits."
    found = match(thread("That bridge", text=text), [bridge()])
    assert found.verdict is Verdict.ASK
    assert found.confidence < 0.8
    assert found.why[0] == "nothing in the title speaks of harbour or decision"
    assert found.why[1].endswith("stand in the post")


def test_the_words_of_an_address_count_like_the_posts_own():
    """Outlets write the headline there."""
    url = "https://news.example/2031/04/harbour-bridge-vote?x=1#top"
    assert match(thread("That bridge", url=url), [bridge()]).verdict is Verdict.ASK
    host = "https://harbour-vote.example/"
    assert match(thread("That bridge", url=host), [bridge()]).verdict is Verdict.NONE


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Good morning", "The harbour bridge vote is near."),
        ("That bridge", "Brooklyn has a port, too."),
        ("That bridge", "x " * 400 + "harbour vote"),
    ],
)
def test_a_posts_words_alone_are_not_enough(title, text):
    """The title has to name the subject, and nothing may speak against it."""
    found = match(thread(title, text=text), [bridge()])
    assert found.verdict is Verdict.NONE


def other(**changes):
    """Make a second briefing on nearly the same subject."""
    return bridge(("id: harbour-bridge", "id: port-bridge")).model_copy(update=changes)


def test_two_briefings_that_fit_alike_are_left_to_the_moderators():
    """The bot does not choose between them."""
    found = match(thread("Harbour bridge"), [other(), bridge()])
    assert found.verdict is Verdict.ASK
    assert found.briefing == "harbour-bridge"
    assert found.why[0] == "the briefing 'port-bridge' fits nearly as well"


def test_the_better_of_two_briefings_is_offered():
    """The order of the files does not matter."""
    for briefings in ([SHIPPED, bridge()], [bridge(), SHIPPED]):
        found = match(thread("Harbour bridge"), briefings)
        assert (found.briefing, found.verdict) == ("harbour-bridge", Verdict.REPLY)


def test_comments_untitled_threads_and_an_empty_shelf_get_nothing():
    """With the reason."""
    comment = Item(
        fullname="t1_abc",
        kind=Kind.COMMENT,
        subreddit="harbourtown",
        author="somebody",
        created_utc=0.0,
        text="Trump, Putin, ceasefire",
    )
    assert match(comment, [SHIPPED]).why == (
        "only threads are matched, and this is a comment",
    )
    assert match(thread("  "), [SHIPPED]).why == ("the thread has no title",)
    assert match(thread("Trump"), []).why == ("no briefing is loaded",)


def test_a_counter_example_is_never_answered_even_if_its_words_fit():
    """The moderators' own word weighs more than any rule."""
    briefing = bridge(("near: [Ferry", "near: [Harbour bridge vote, Ferry"))
    found = match(thread("Harbour bridge vote"), [briefing])
    assert found.verdict is Verdict.NONE
    assert found.why[-1].startswith("closest to the counter-example 'Harbour bridge")
