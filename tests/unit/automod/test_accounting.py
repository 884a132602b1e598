"""Nothing of AutoModerator's page is dropped in silence."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from civilbot.automod import Instead, Loss, Translation, translate
from civilbot.rules import CustomRule, parse_rules
from tests.unit.automod.plain_reading import rules_of

HERE = Path(__file__).parent
PAGE = (HERE / "harbour.yaml").read_text(encoding="utf-8")

#: Every field that AutoModerator's documentation names, by where it stands.
FIELDS = frozenset(
    {
        *("type", "priority", "moderators_exempt", "comment", "comment_locked"),
        *("comment_stickied", "modmail", "modmail_subject", "message"),
        *("message_subject", "standard", "ignore_blockquotes", "id", "title"),
        *("domain", "url", "body", "flair_text", "flair_css_class"),
        *("flair_template_id", "poll_option_text", "poll_option_count"),
        *("crosspost_id", "crosspost_title", "media_author", "media_author_url"),
        *("media_title", "media_description", "reports", "body_longer_than"),
        *("body_shorter_than", "is_edited", "is_original_content", "is_poll"),
        *("is_gallery", "discussion_type", "is_meta_discussion", "is_top_level"),
        *("action", "action_reason", "report_reason", "set_flair"),
        *("overwrite_flair", "set_sticky", "set_nsfw", "set_spoiler"),
        *("set_contest_mode", "set_original_content", "set_suggested_sort"),
        *("set_locked", "set_post_crowd_control_level", "author.id", "author.name"),
        *("author.flair_text", "author.flair_css_class"),
        *("author.flair_template_id", "author.comment_karma", "author.post_karma"),
        *("author.combined_karma", "author.comment_subreddit_karma"),
        *("author.post_subreddit_karma", "author.combined_subreddit_karma"),
        *("author.account_age", "author.satisfy_any_threshold"),
        *("author.has_verified_email", "author.is_gold", "author.is_submitter"),
        *("author.is_contributor", "author.is_moderator"),
        *("author.contributor_quality", "author.set_flair"),
        *("author.overwrite_flair", "author.link_karma", "parent_submission.title"),
        *("parent_submission.set_flair", "crosspost_author.name"),
        *("crosspost_subreddit.name", "crosspost_subreddit.is_nsfw"),
        "subreddit.event_label",
    }
)
METHODS = ("includes-word", "includes", "starts-with", "ends-with", "full-exact")


def keys(page: str) -> Iterator[list[tuple[int, str]]]:
    """Give the keys of each rule: on which line they stand, and what they are called.

    It reads by indents alone, and knows nothing of the translator's reading.
    """
    for number, section in enumerate(re.split(r"^---", page, flags=re.MULTILINE)):
        before = sum(
            one.count("\n")
            for one in re.split(r"^---", page, flags=re.MULTILINE)[:number]
        )
        found = []
        group, text_at = "", 99
        for at, line in enumerate(section.splitlines(), before + 1):
            indent = len(line) - len(line.lstrip())
            key = re.match(r"""\s*([~\w#+]+(?: ?\([^)]*\))?):(\s|$)""", line)
            if key is None or indent > text_at:
                continue
            text_at = 0 if line.rstrip().endswith("|") else 99
            group = group if indent else ""
            found.append((at, f"{group}{key[1].lower()}"))
            if not indent and line.rstrip().endswith(":"):
                group = f"{key[1].lower()}."
        if found:
            yield found


def translated(page: str = PAGE, **instead: str) -> Translation:
    """Translate a page of r/HarbourTalk."""
    return translate(
        page, source="page", subreddit="HarbourTalk", instead=Instead(**instead)
    )


def test_the_page_has_every_field_and_more_than_45_rules() -> None:
    """So that what holds for it holds for any page."""
    rules = list(keys(PAGE))
    assert len(rules) >= 45
    names = {re.sub(r"[~]|#\w*| ?\(.*", "", name) for rule in rules for _, name in rule}
    used = {part for name in names for part in [name, *name.split("+")]}
    assert used >= FIELDS
    modifiers = set(
        re.findall(r"[\w-]+", " ".join(re.findall(r"\(([\w, -]+)\):", PAGE)))
    )
    assert {*METHODS, "full-text", "regex", "case-sensitive"} <= modifiers


def test_every_key_of_every_rule_is_carried_over_or_listed() -> None:
    """Or it belongs to a rule that is listed as a whole, with what it lacks."""
    made = translated()
    carried = {(one.line, one.field) for one in made.kept}
    listed = {(one.line, one.field) for one in made.lost}
    whole = {one.line for one in made.lost if one.loss is Loss.RULE}
    for rule in keys(PAGE):
        if whole & {line for line, _ in rule}:
            assert not carried & set(rule)
            continue
        for key in rule:
            assert key in carried | listed, key


def shorter(rule: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Leave out each key in turn, those under author as well."""
    for key, value in rule.items():
        yield key, {name: rule[name] for name in rule if name != key}
        for inner in value if isinstance(value, dict) and key == "author" else ():
            rest = {name: value[name] for name in value if name != inner}
            yield f"{key}.{inner}", rule | {key: rest}


def outcome(rule: dict[str, Any]) -> tuple[list[CustomRule], list[str]]:
    """Say what becomes of a rule, whatever it is called."""
    made = translated(yaml.safe_dump(rule, sort_keys=False))
    rules = parse_rules(made.text, source="rules").rules
    fields = [one.field.lower() for one in made.lost]
    return [one.model_copy(update={"name": "x"}) for one in rules], fields


def test_what_is_carried_over_makes_a_difference() -> None:
    """A key that could be left out without a change would be dropped in silence."""
    # These say what holds anyway, or say where among others a rule stands.
    no_change = [("ignore_blockquotes", False), ("moderators_exempt", True)]
    looked_at = 0
    for _, rule in rules_of(PAGE):
        ours, listed = outcome(dict(rule))
        if not ours:
            continue
        for key, rest in shorter(dict(rule)):
            told = any(f"{one}.".startswith(f"{key}.") for one in listed)
            by_itself = (key, rule.get(key)) in no_change
            if told or by_itself or key in ("type", "priority"):
                continue
            looked_at += 1
            assert outcome(rest)[0] != ours, (rule, key)
    assert looked_at > 100


def test_the_rules_are_a_document_and_all_in_shadow() -> None:
    """What comes out can be saved as it is."""
    made = translated()
    rules = parse_rules(made.text, source="rules")
    assert rules.subreddit == "HarbourTalk"
    assert {rule.mode for rule in rules.rules} == {"shadow"}
    assert len({rule.name.lower() for rule in rules.rules}) == len(rules.rules)
    assert (made.rules, made.translated) == (64, 47)


def test_the_translation_is_the_same_every_time() -> None:
    """So that two pages can be compared."""
    assert translated() == translated()


def test_the_comments_of_the_page_are_kept_in_their_places() -> None:
    """Those of a rule that is not translated too, with why it is not."""
    text = translated().text
    comments = [
        line.lstrip("# ") for line in PAGE.splitlines() if line.startswith("# ")
    ]
    for comment in comments:
        assert f"# {comment}\n" in text, comment
    assert text.startswith("# AutoModerator of r/HarbourTalk")
    place = text.index("# 46. Look-around\n")
    why = text.index("# Not translated", place)
    assert text.index("# 45.") < place < why < text.index("# 47.")


def test_a_rule_without_one_of_its_conditions_is_not_translated_at_all() -> None:
    """It would fire too widely."""
    rule = "body: [boat]\nauthor:\n    is_gold: false\naction: remove\n"
    made = translated(rule)
    assert made.translated == 0
    assert [(one.line, one.field, one.loss) for one in made.lost] == [
        (3, "author.is_gold", Loss.RULE)
    ]
    assert parse_rules(made.text, source="rules").rules == ()


def test_a_rule_without_one_of_its_actions_keeps_the_others() -> None:
    """And the missing one is listed."""
    rule = "body: [boat]\naction: filter\ncomment: Not here.\nmessage: Not here.\n"
    made = translated(rule)
    [ours] = parse_rules(made.text, source="rules").rules
    assert (ours.do, ours.message) == (("nudge",), "Not here.")
    assert [(one.line, one.field, one.loss) for one in made.lost] == [
        (2, "action", Loss.ACTION),
        (4, "message", Loss.ACTION),
    ]


def test_a_rule_of_which_no_action_is_left_is_listed() -> None:
    """It would do nothing."""
    made = translated("body: [boat]\naction: approve\n")
    assert [(one.field, one.why) for one in made.lost] == [
        ("", "no action is left"),
        ("action", "rules approve nothing"),
    ]


@pytest.mark.parametrize(
    ("instead", "done"), [("report", "report"), ("remove", "remove")]
)
def test_moderators_may_say_what_takes_the_place_of_filter(
    instead: str, done: str
) -> None:
    """Many pages are full of it; nobody else can decide that."""
    made = translated("body: [boat]\naction: filter\n", filter=instead)
    [rule] = parse_rules(made.text, source="rules").rules
    assert rule.do == (done,)
    assert made.lost == ()


def test_and_of_spam() -> None:
    """Reddit's filter learns nothing from it then."""
    made = translated("body: [boat]\naction: spam\n", spam="remove")
    [rule] = parse_rules(made.text, source="rules").rules
    assert rule.do == ("remove",)
