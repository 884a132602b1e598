"""Which threads a briefing is offered to when titles are read for their meaning."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest

from civilbot import sentences
from civilbot.briefings import Meaning, match
from civilbot.briefings.article import Examples
from civilbot.briefings.points import LOWEST, POINTS
from civilbot.model import Caution, Verdict
from tests.unit.briefings.made_up import bridge, thread
from tests.unit.briefings.reading import matched, meaning
from tests.unit.briefings.test_match import KINDS, SHIPPED, TITLES, other

#: The levels, the most careful first, and the one that holds unless rules say else.
LEVELS = tuple(Caution)
USUAL = POINTS[Caution.CAUTIOUS]


@pytest.mark.parametrize("title", TITLES["reply"])
def test_what_is_clearly_the_subject_is_seen(title):
    """Answered, or asked about; none is passed over."""
    assert matched(thread(title), SHIPPED).verdict is not Verdict.NONE


def test_most_of_it_is_answered():
    """A title needs clear words and a close meaning."""
    found = [matched(thread(title), SHIPPED).verdict for title in TITLES["reply"]]
    assert found.count(Verdict.REPLY) >= 9


@pytest.mark.parametrize("title", [*TITLES["none"], *TITLES["ask"]])
def test_what_is_not_clearly_the_subject_is_never_answered(title):
    """A shared name, or another subject beside it."""
    assert matched(thread(title), SHIPPED).verdict is not Verdict.REPLY


def test_little_of_what_is_something_else_is_asked_about():
    """Moderators' time is dear: who would rather miss some can be more careful."""
    found = {title: meaning(thread(title), SHIPPED) for title in TITLES["none"]}

    def asked(level: Caution) -> int:
        verdicts = [
            match(thread(title), [SHIPPED], held, level).verdict
            for title, held in found.items()
        ]
        return verdicts.count(Verdict.ASK)

    assert asked(Caution.VERY_CAUTIOUS) == 0
    assert asked(Caution.CAUTIOUS) <= 4


@pytest.mark.parametrize("title", SHIPPED.topic.examples.near)
def test_its_own_counter_examples_are_never_answered_or_asked_about(title):
    """What moderators wrote down holds."""
    found = matched(thread(title), SHIPPED)
    assert found.verdict is Verdict.NONE
    assert found.confidence < LOWEST


@pytest.mark.parametrize("title", SHIPPED.topic.examples.match)
def test_its_own_examples_are_answered_or_asked_about(title):
    """None is passed over."""
    assert matched(thread(title), SHIPPED).verdict is not Verdict.NONE


def test_other_words_for_the_subject_are_asked_about_and_never_answered():
    """That is what the sentence encoder is for: no term of the document stands there.

    A reply by itself needs the moderators' own terms.
    """
    title = "Town hall decides on a second road over the river mouth to the docks"
    briefing = bridge(("match: [Council", f"match: [{title} today, Council"))
    found = matched(thread(title), briefing)
    assert found.verdict is Verdict.ASK
    assert found.why[0] == "nothing in the title speaks of bridge"
    assert match(thread(title), [briefing]).verdict is Verdict.NONE


def test_a_word_of_another_subject_stops_a_reply():
    """However close title and examples are."""
    sure = matched(thread("Council votes on the harbour bridge today"), bridge())
    assert sure.verdict is Verdict.REPLY
    title = "Council votes on the harbour bridge today, Brooklyn watches"
    found = matched(thread(title), bridge())
    assert found.verdict is not Verdict.REPLY
    assert "'Brooklyn' speaks of something else (other bridge)" in found.why


def test_a_counter_example_in_other_spelling_is_one():
    """By its meaning, even where its words fit."""
    near = "The harbour bridge in model railways: a harbour vote"
    briefing = bridge(("near: [Ferry", f'near: ["{near}", Ferry'))
    found = matched(
        thread("THE HARBOUR BRIDGE IN MODEL RAILWAYS (A HARBOUR VOTE)"), briefing
    )
    assert found.verdict is Verdict.NONE
    assert found.confidence < LOWEST


def test_it_works_without_any_example():
    """From the sentences and the terms; it asks about what is likely."""
    topic = bridge().topic.model_copy(update={"examples": Examples()})
    briefing = bridge().model_copy(update={"topic": topic})
    assert matched(thread("Should the harbour bridge be built?"), briefing).verdict in (
        Verdict.ASK,
        Verdict.REPLY,
    )
    assert matched(thread("Lemon cake for beginners"), briefing).verdict is Verdict.NONE


def test_with_few_examples_it_asks_about_less():
    """What is barely likely is only asked about once ten of each kind were given."""
    title = "Kremlin aide: the two leaders spoke for ninety minutes"
    found = matched(thread(title), SHIPPED)
    assert USUAL.ask_at <= found.confidence < USUAL.ask_at_untaught
    assert found.verdict is Verdict.ASK
    examples = SHIPPED.topic.examples
    few = Examples(match=examples.match[:9], near=examples.near)
    topic = SHIPPED.topic.model_copy(update={"examples": few})
    found = matched(thread(title), SHIPPED.model_copy(update={"topic": topic}))
    assert USUAL.ask_at <= found.confidence < USUAL.ask_at_untaught
    assert found.verdict is Verdict.NONE


def test_the_reasons_say_what_spoke_for_it_and_against():
    """Terms, what settles it, the closest of both kinds."""
    found = matched(thread("The port's quay gets a bridge"), bridge())
    assert found.why[:2] == (
        "'quay' and 'bridge' stand in the title",
        "bridge and harbour: enough to know the subject",
    )
    assert found.why[2].startswith("closest in meaning to '")
    assert found.why[3].startswith("closest counter-example: 'Ferry timetable")


def test_a_title_that_means_something_else_says_so():
    """In one sentence."""
    found = matched(thread("A new bakery opens today"), bridge())
    assert found.verdict is Verdict.NONE
    assert found.why[-1] == "on the whole it means what the counter-examples mean"


@pytest.mark.parametrize(("title", "flair", "kind"), KINDS)
def test_briefings_stay_out_of_some_kinds_of_thread(title, flair, kind):
    """Also where the meaning fits."""
    found = matched(thread(title, flair=flair), SHIPPED)
    assert (found.verdict, found.confidence) == (Verdict.NONE, 0.0)
    assert kind in found.why[0]


def test_a_post_may_raise_a_question_where_its_title_says_little():
    """Its text, its flair, its link or what it repeats; never a reply."""
    text = "The council votes tonight: will the harbour bridge be built?"
    url = "https://news.example/2031/04/council-votes-on-harbour-bridge"
    for item in (
        thread("Thoughts?", text=text),
        thread("Thoughts?", url=url),
        thread("Our harbour", text="The vote on the bridge over it is close."),
        thread("At the quay", flair="Harbour bridge vote"),
        replace(thread("Thoughts?"), crosspost_title=text),
        replace(thread("Thoughts?"), crosspost_text=text),
    ):
        found = matched(item, bridge())
        assert (found.verdict, found.confidence < USUAL.reply_at) == (Verdict.ASK, True)
        assert any(why.endswith("in the post") for why in found.why)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Good morning", "I baked a cake and took the ferry across the harbour."),
        ("Our harbour", "It is as lively as the port by Brooklyn bridge."),
        ("Good morning", "x " * 400 + "The council votes on the harbour bridge."),
    ],
)
def test_a_post_that_only_mentions_the_subject_raises_none(title, text):
    """Nor one that speaks of another, nor what stands far down."""
    assert matched(thread(title, text=text), bridge()).verdict is Verdict.NONE


def test_two_briefings_that_fit_alike_are_left_to_the_moderators():
    """The bot does not choose between them."""
    title = "Council votes on the harbour bridge today"
    found = matched(thread(title), other(), bridge())
    assert found.verdict is Verdict.ASK
    assert found.briefing == "harbour-bridge"
    assert found.why[0] == "the briefing 'port-bridge' fits nearly as well"


def test_the_better_of_two_briefings_is_offered():
    """The order of the files does not matter."""
    title = thread("Council votes on the harbour bridge today")
    for briefings in ((SHIPPED, bridge()), (bridge(), SHIPPED)):
        found = matched(title, *briefings)
        assert (found.briefing, found.verdict) == ("harbour-bridge", Verdict.REPLY)


def test_the_same_vectors_give_the_same_match():
    """Also when they were stored in between: a decision can be replayed."""
    item = thread("Kremlin aide: the two leaders spoke for ninety minutes")
    held = meaning(item, SHIPPED)
    stored = Meaning(tuple(json.loads(json.dumps(held.title))), held.post, held.taught)
    first = match(item, [SHIPPED], held)
    assert match(item, [SHIPPED], stored) == first
    assert matched(item, SHIPPED) == first


def test_a_briefing_whose_matcher_is_not_there_is_judged_by_words():
    """As where there is no sentence encoder at all."""
    item = thread("The port's quay gets a bridge")
    held = Meaning(sentences.load().vector(item.title))
    assert match(item, [bridge()], held) == match(item, [bridge()])


def test_each_level_asks_and_replies_where_the_one_before_does():
    """Less caution never means less."""
    points = [POINTS[level] for level in LEVELS]
    for careful, less in pairwise(points):
        assert less.reply_at <= careful.reply_at
        assert less.ask_at < careful.ask_at
        assert less.ask_at_untaught < careful.ask_at_untaught
    for point in points:
        assert point.ask_at < point.ask_at_untaught < point.reply_at


def test_what_is_less_sure_needs_less_caution():
    """A subreddit chooses; the confidence stays what it is."""
    item = thread("Kremlin aide: the two leaders spoke for ninety minutes")
    held = meaning(item, SHIPPED)
    found = {level: match(item, [SHIPPED], held, level) for level in LEVELS}
    assert len({one.confidence for one in found.values()}) == 1
    assert found[Caution.VERY_CAUTIOUS].verdict is Verdict.NONE
    assert found[Caution.CAUTIOUS].verdict is Verdict.ASK
    assert match(item, [SHIPPED], held) == found[Caution.CAUTIOUS]


@pytest.mark.parametrize("title", SHIPPED.topic.examples.near)
def test_a_counter_example_is_left_alone_however_eager(title):
    """What moderators wrote down holds at every level."""
    item = thread(title)
    held = meaning(item, SHIPPED)
    assert match(item, [SHIPPED], held, Caution.EAGER).verdict is Verdict.NONE
