"""What moderators write for their subreddit, and how gentle it is when they do not."""

from pathlib import Path

import pytest

from civilbot.errors import BadInput
from civilbot.model import Category, Caution
from civilbot.rules import FlagAction, Mode, ReplyMode, Rules, parse_rules

SHIPPED = Path(__file__).parents[2] / "config" / "subreddits" / "YourSubreddit.yaml"

FULL = """\
subreddit: News
mode: live
briefings: {mode: auto, use: [harbour-bridge], max_per_day: 1}
flags:
  caution: eager
  actions: [report, modmail]
  categories: {threat: [remove, modmail], hostile_profanity: []}
  people: [Mayor Quimby]
exempt: {moderators: false, users: [AutoModerator]}
how_to_object: Write to us.
"""


def test_a_name_alone_watches_in_shadow_and_asks() -> None:
    """Whoever writes nothing gets a bot that does nothing on Reddit."""
    rules = parse_rules("subreddit: News", source="news.yaml")
    assert rules.mode is Mode.SHADOW
    assert rules.briefings.mode is ReplyMode.ASK
    assert rules.flags.actions == (FlagAction.REPORT,)
    assert rules.flags.caution is Caution.CAUTIOUS
    assert rules.exempt.moderators
    assert rules.exempt.approved_users


def test_the_shipped_file_says_exactly_the_defaults() -> None:
    """What is documented there as default is what a missing key means."""
    shipped = parse_rules(SHIPPED.read_text("utf-8"), source=str(SHIPPED))
    assert shipped == Rules(subreddit="YourSubreddit")


@pytest.mark.parametrize("written", ["News", "r/News", "/r/News"])
def test_a_subreddit_is_named_as_people_write_it(written: str) -> None:
    """r/News and /r/News are the same subreddit."""
    assert parse_rules(f"subreddit: {written}", source="x").subreddit == "News"


@pytest.mark.parametrize(
    "written", ["a", "u/me", "has space", "_first", "a" * 22, "x/y"]
)
def test_what_cannot_be_a_subreddit_is_refused(written: str) -> None:
    """A name goes into addresses and file names: only Reddit's own letters pass."""
    with pytest.raises(
        BadInput, match=r"^x:1:12: subreddit: .* is no subreddit's name"
    ):
        parse_rules(f"subreddit: '{written}'", source="x")


def test_a_subreddit_named_by_a_number_needs_quotes() -> None:
    """YAML takes 1984 for a number; in quotes it is a name."""
    assert parse_rules('subreddit: "1984"', source="x").subreddit == "1984"
    with pytest.raises(BadInput, match=r"^x:1:12: subreddit: should be a text"):
        parse_rules("subreddit: 1984", source="x")


@pytest.mark.parametrize("mode", ["auto", "ask", "off"])
def test_briefings_can_be_switched_off_in_plain_words(mode: str) -> None:
    """`mode: off` means off, though YAML 1.1 takes it for a truth value."""
    text = f"subreddit: News\nbriefings:\n  mode: {mode}\n"
    assert parse_rules(text, source="x").briefings.mode == mode


def test_a_category_has_its_own_actions_or_the_common_ones() -> None:
    """An empty list switches a category off."""
    flags = parse_rules(FULL, source="x").flags
    assert flags.actions_for(Category.THREAT) == (
        FlagAction.REMOVE,
        FlagAction.MODMAIL,
    )
    assert flags.actions_for(Category.HOSTILE_PROFANITY) == ()
    assert flags.actions_for(Category.IDENTITY_HATE) == (
        FlagAction.REPORT,
        FlagAction.MODMAIL,
    )


@pytest.mark.parametrize(
    "change",
    [
        ("mode: live", "mode: shadow"),
        ("mode: auto", "mode: ask"),
        ("max_per_day: 1", "max_per_day: 2"),
        ("caution: eager", "caution: balanced"),
        ("[report, modmail]", "[report]"),
        ("Mayor Quimby", "Mayor Joe"),
        ("moderators: false", "moderators: true"),
        ("Write to us.", "Write to us!"),
    ],
)
def test_every_change_of_the_rules_is_another_version(change: tuple[str, str]) -> None:
    """A decision names the rules it was made under; other rules, other name."""
    changed = parse_rules(FULL.replace(*change), source="x")
    assert changed.version != parse_rules(FULL, source="x").version


@pytest.mark.parametrize(
    "change",
    [
        ("subreddit: News", "# a comment\nsubreddit: r/News"),
        (
            "{moderators: false, users: [AutoModerator]}",
            "{users: [AutoModerator], moderators: no}",
        ),
        (
            "{threat: [remove, modmail], hostile_profanity: []}",
            "{hostile_profanity: [], threat: [remove, modmail]}",
        ),
    ],
)
def test_the_same_rules_written_otherwise_have_the_same_version(
    change: tuple[str, str],
) -> None:
    """Comments, the order of keys and spellings do not matter."""
    assert change[0] in FULL
    same = parse_rules(FULL.replace(*change), source="x")
    assert same.version == parse_rules(FULL, source="x").version


def test_the_version_is_the_same_on_every_machine() -> None:
    """It is stored with decisions, so it must not change by itself."""
    assert Rules(subreddit="News").version == "a841f2157731"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("briefings: off", "x:2:12: briefings: should be keys with values"),
        ("mode: ban", "x:2:7: mode: should be one of draft, shadow, live, not 'ban'"),
        (
            "flags: {actions: [ban]}",
            "x:2:19: flags.actions: should be one of report, mod_note,",
        ),
        (
            "flags: {max_per_day: -1}",
            "x:2:22: flags.max_per_day: should be at least 0, not -1",
        ),
        (
            "flags: {categories: {hate: [report]}}",
            "x:2:22: unknown key 'flags.categories.hate' (did you mean 'identity_h",
        ),
        ("exempt: {users: [a b]}", "x:2:18: exempt.users: 'a b' is not a user's"),
        ("how_to_object: " + "a" * 301, "x:2:16: how_to_object: is 301 characters"),
    ],
)
def test_a_wrong_rule_is_shown_where_it_stands(line: str, shown: str) -> None:
    """There is no word for a ban, and none is understood as one."""
    with pytest.raises(BadInput) as caught:
        parse_rules(f"subreddit: News\n{line}\n", source="x")
    assert str(caught.value).startswith(shown)
