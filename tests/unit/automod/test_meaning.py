"""Translated rules fire where AutoModerator's would, as its documentation reads."""

import random
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from civilbot.automod import translate
from civilbot.conditions import Facts, compiled
from civilbot.model import Context, Item
from civilbot.rules import FlagAction, Rules, parse_rules
from tests.builders import a_context
from tests.unit.automod import table
from tests.unit.automod.plain_reading import Rule, applies, rules_of

PAGE = (Path(__file__).parent / "harbour.yaml").read_text(encoding="utf-8")


def our(text: str) -> Rules:
    """Translate one rule of AutoModerator's."""
    made = translate(text, source="page", subreddit="HarbourTalk")
    return parse_rules(made.text, source="rules")


TRANSLATED = [
    (theirs, ours) for text, theirs in rules_of(PAGE) if (ours := our(text)).rules
]
TABLE = list(table.table())


def differences(theirs: Rule, ours: Rules, item: Item, context: Context) -> list[str]:
    """Name the translated rules that fire where AutoModerator's would not, or not."""
    fired = {hit.rule.name for hit in compiled(ours).fires(Facts(item, context))}
    wanted = applies(theirs, item, context)
    found = []
    for rule in ours.rules:
        gives_flair = FlagAction.FLAIR in rule.do and not theirs.get("overwrite_flair")
        should = wanted and not (gives_flair and item.flair)
        if should != (rule.name in fired):
            found.append(rule.name)
    return found


def test_the_table_is_long_enough_to_tell() -> None:
    """So many items, so many translated rules."""
    assert len(TABLE) >= 150
    assert len(TRANSLATED) >= 40


@pytest.mark.parametrize(
    ("theirs", "ours"), TRANSLATED, ids=[ours.rules[0].name for _, ours in TRANSLATED]
)
def test_a_translated_rule_fires_where_automoderators_would(
    theirs: Rule, ours: Rules
) -> None:
    """On every item of the table, whatever the rule asks for."""
    wrong = [
        (item.title, item.text, item.url, item.author, names)
        for item, context in TABLE
        if (names := differences(theirs, ours, item, context))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "theirs", [t for t, _ in TRANSLATED], ids=[o.rules[0].name for _, o in TRANSLATED]
)
def test_every_rule_holds_for_some_of_the_table_and_not_for_all(theirs: Rule) -> None:
    """Else agreeing would say nothing."""
    found = {applies(theirs, item, context) for item, context in TABLE}
    assert found == {True, False}


# Reddit takes no control characters, and no spaces at the ends of what people write.
LETTERS = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"))
WORDS = st.sampled_from(
    sorted({word for text in (*table.TITLES, *table.BODIES) for word in text.split()})
)
TEXTS = st.lists(st.one_of(WORDS, st.text(LETTERS, max_size=4)), max_size=8).map(
    lambda words: " ".join(" ".join(words).split())
)


# A body of signs alone is a body, of length 0.
@example(title="drama", body=":", seed=3)
@settings(max_examples=60, deadline=None)
@given(title=TEXTS, body=TEXTS, seed=st.integers(0, 2**32))
def test_they_agree_on_texts_of_any_letters(title: str, body: str, seed: int) -> None:
    """Words beside letters of other alphabets are where readings differ first."""
    chance = random.Random(seed)
    items = [
        table.a_post(chance, 1, title or "x", body),
        table.a_post(chance, 2, title or "x", body, linked=True),
        table.a_comment(chance, 3, body or "x"),
    ]
    for item, context in items:
        for theirs, ours in TRANSLATED:
            assert differences(theirs, ours, item, context) == []


def test_in_a_phrase_any_space_stands_for_any_other() -> None:
    """The one known difference: AutoModerator wants the very space that was written."""
    text = "type: comment\nbody: [dock rat]\naction: report\n"
    [(_, theirs)] = rules_of(text)
    item, context = table.a_comment(random.Random(1), 1, "a dock\nrat")
    assert not applies(theirs, item, context)
    assert compiled(our(text)).fires(Facts(item, context))


def test_what_reddit_does_not_tell_of_an_account_fires_nothing() -> None:
    """A rule on new accounts must not fire on one whose age is not known."""
    rules = our('author:\n  account_age: "< 3 days"\naction: remove\n')
    item, _ = table.a_comment(random.Random(1), 1, "x")
    assert not compiled(rules).fires(Facts(item, a_context()))
