"""Single rules of AutoModerator's: what they become, and why some do not."""

from typing import Any

import pytest
import re2
import yaml

from civilbot.automod import Loss, Translation, translate
from civilbot.rules import CustomRule, parse_rules


def translated(rule: str) -> Translation:
    """Translate a page of r/HarbourTalk."""
    return translate(rule, source="page", subreddit="HarbourTalk")


def ours(rule: str) -> tuple[CustomRule, ...]:
    """Translate a rule of which nothing may be listed."""
    made = translated(rule)
    assert made.lost == ()
    return parse_rules(made.text, source="rules").rules


def written(rule: str) -> dict[str, Any]:
    """Translate a rule into one, as it stands in the document."""
    made = translated(rule)
    [found] = yaml.safe_load(made.text)["rules"]
    return dict(found)


@pytest.mark.parametrize(
    ("rule", "field", "why"),
    [
        ("type: link\n", "type", "should be any, comment, submission, text submission"),
        ("type: [comment]\n", "type", "should be a single value"),
        ("type: gallery submission\n", "type", "rules do not tell this sort of post"),
        ("priority: high\n", "priority", "should be a number, not 'high'"),
        (
            "moderators_exempt: maybe\n",
            "moderators_exempt",
            "true or false, not 'maybe'",
        ),
        ("is_edited: 1\n", "is_edited", "should be true or false, not '1'"),
        ("reports: true\n", "reports", "should be a number, not 'True'"),
        ("title: []\n", "title", "is empty, and AutoModerator passes it over"),
        ("title:\n", "title", "is empty, and AutoModerator passes it over"),
        ("title: ~\n", "title", "is empty, and AutoModerator passes it over"),
        ("title: no\n", "title", "is empty, and AutoModerator passes it over"),
        ("title: !x a\n", "title", "has a tag such as !x, which has no meaning here"),
        ("title: [a, '']\n", "title", "an empty text is in every text"),
        ("title: [[a]]\n", "title", "a search looks for texts, or for a list of them"),
        ("title: 2026-13-45\n", "title", "month must be in 1..12"),
        ("reports: 2026-13-45\n", "reports", "month must be in 1..12"),
        (f"reports: {'9' * 50}\n", "reports", f"not '{'9' * 40}…'"),
        (
            f"author: {{account_age: '< {'9' * 5_000}'}}\n",
            "author.account_age",
            "should be a threshold such as '< 10', not '< 99",
        ),
        ("title: {a: b}\n", "title", "a search looks for texts, or for a list of them"),
        (
            "title (fuzzy): a\n",
            "title (fuzzy)",
            "AutoModerator has no modifier 'fuzzy'",
        ),
        ("titel: a\n", "titel", "no such field; did you mean 'title'?"),
        ("what ever (: a\n", "what ever (", "is no key of AutoModerator's"),
        (
            "account_age: < 3\n",
            "account_age",
            "stands in the wrong place: it belongs u",
        ),
        ("author: {action: a}\n", "author.action", "it belongs to the rule itself"),
        ("author: {age: 3}\n", "author.age", "AutoModerator has no such field"),
        ("author: {id: a}\n", "author.id", "rules do not name single posts"),
        ("~author: {name: a}\n", "~author", "only names can stand under ~author"),
        ("author: {comment_karma: many}\n", "author.comment_karma", "such as '< 10'"),
        (
            "author: {post_karma: < 3 days}\n",
            "author.post_karma",
            "has no unit such as",
        ),
        (
            "author: {account_age: < 3 moons}\n",
            "author.account_age",
            "is counted in min",
        ),
        (
            "author: {account_age: 3}\n",
            "author.account_age",
            "to the moment, and never",
        ),
        (
            "author: {satisfy_any_threshold: x, post_karma: < 3}\n",
            "author.satisfy_any_threshold",
            "should be true or false, not 'x'",
        ),
        (
            "author: {is_submitter: true}\n",
            "",
            "who began the thread: add type: comment",
        ),
        ("type: comment\ntitle: a\n", "", "asks for what no post and no comment has"),
        ("is_top_level: true\ntitle: a\n", "", "asks for what no post and no comment"),
        (
            "parent_submission: a\n",
            "parent_submission",
            "should hold conditions or acti",
        ),
        (
            "domain+title: a.example\n",
            "domain+title",
            "in a domain and in a text at once",
        ),
        ("domain: [self.harbourtalk, a.example]\n", "domain", "cannot be mixed in one"),
        ("domain (regex): ['a|b']\n", "domain (regex)", "use a regex on url"),
        (
            "domain: [not a site]\n",
            "domain",
            "'not a site' is no site; sites look like",
        ),
        (
            "domain (includes): self.harbourtalk\n",
            "domain (includes)",
            "text submission",
        ),
        ("standard: cat pictures\n", "standard", "AutoModerator has no 'cat pictures'"),
        (
            "standard: direct image links\nurl: a\n",
            "standard",
            "own 'url' takes a part",
        ),
        (
            "body_longer_than: 3\nignore_blockquotes: true\n",
            "body_longer_than",
            "rules count the body with what is quoted in it",
        ),
        ("media_title: a\n", "media_title", "rules do not look at embedded media"),
    ],
)
def test_a_condition_that_cannot_be_said_is_named_with_why(
    rule: str, field: str, why: str
) -> None:
    """And the rule is not translated."""
    made = translated(f"{rule}action: report\n")
    assert made.translated == 0
    [first, *_] = [one for one in made.lost if one.loss is Loss.RULE]
    assert first.field == field
    assert why in first.why


@pytest.mark.parametrize(
    ("rule", "field", "why"),
    [
        (
            "action: delete\n",
            "action",
            "should be approve, remove, spam, filter, report",
        ),
        ("action: [remove]\n", "action", "should be a single value"),
        ("comment: ''\n", "comment", "is empty"),
        ("comment:\n", "comment", "should be a text"),
        (f"comment: {'a' * 2_001}\n", "comment", "has 2,001 characters; at most 2,000"),
        (
            f"action_reason: {'a' * 201}\n",
            "action_reason",
            "has 201 characters; at most",
        ),
        ("comment: '{{url}}'\n", "comment", "rules have no placeholder for {{url}}"),
        ("comment: '{{x}}'\n", "comment", "AutoModerator has no placeholder {{x}}"),
        (
            "comment: '{title}'\n",
            "comment",
            "in rules, {title} is a placeholder itself",
        ),
        (
            "comment: '{{match-url}}'\n",
            "comment",
            "names a search that the rule has not",
        ),
        ("comment_locked: true\n", "comment_locked", "rules do not lock civilbot's"),
        ("set_locked: false\n", "set_locked", "rules unlock nothing"),
        ("set_flair: [a, b, c]\n", "set_flair", "a text, or a text and a CSS class"),
        ("set_flair: ['', red]\n", "set_flair", "names no flair; rules take none away"),
        ("set_flair: {colour: red}\n", "set_flair", "a flair has no 'colour'"),
        (
            "set_flair: '{{match}}'\n",
            "set_flair",
            "rules fill in nothing here: {{match",
        ),
        (f"set_flair: {'a' * 65}\n", "set_flair", "has more than 64 characters"),
        ("modmail_subject: a\n", "modmail_subject", "civilbot writes the subject"),
    ],
)
def test_an_action_that_cannot_be_done_is_named_with_why(
    rule: str, field: str, why: str
) -> None:
    """And the rest of the rule is there."""
    made = translated(f"title: [boat]\nmodmail: A boat.\n{rule}")
    [one] = made.lost
    assert (one.loss, one.field) == (Loss.ACTION, field)
    assert why in one.why
    assert made.translated == 1


def test_a_rule_on_reports_says_that_it_seldom_fires() -> None:
    """AutoModerator looks again at every report."""
    made = translated("reports: 2\naction: report\n")
    assert [(one.field, one.loss) for one in made.lost] == [("reports", Loss.NOTE)]
    assert "reports that come later do not count" in made.lost[0].why
    assert made.translated == 1


def test_a_reply_of_several_lines_stays_readable() -> None:
    """As it stood on the page, but for spaces that mean nothing."""
    made = translated("title: [boat]\ncomment: |\n    One. \n\n    Two.\n")
    assert "    message: |-\n      One.\n\n      Two.\n" in made.text


def test_media_in_a_text_is_a_condition_too() -> None:
    """AutoModerator leaves posts without media alone then."""
    made = translated("title: [boat]\ncomment: 'By {{media_author}}.'\n")
    assert made.translated == 0
    assert made.lost[0].why == "asks for posts with media: {{media_author}}"


def test_match_needs_one_search_and_is_filled_in_by_it() -> None:
    """Of several, AutoModerator itself takes any."""
    [rule] = ours("title: [boat]\ncomment: 'No {{match-title-1}}, {{ author }}.'\n")
    assert rule.message == "No {match}, {author}."
    made = translated(
        "title: [boat]\nbody: [ship]\naction: report\ncomment: '{{match}}'"
    )
    assert made.lost[0].why == (
        "{{match}} needs a rule with one search; this one has 2"
    )


def test_the_site_of_a_link_is_not_filled_in() -> None:
    """What civilbot finds is the beginning of the address."""
    made = translated("domain: a.example\naction: remove\ncomment: 'No {{match}}.'\n")
    assert made.lost[0].why == "rules know the link, not its site: {{match}}"
    [rule] = ours("domain: a.example\naction: remove\naction_reason: 'No {{match}}'\n")
    assert rule.reason == "No"


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        ("Insult: {{match}}", "Insult"),
        ("Insult [{{match-title}}]", "Insult"),
        ("A {{kind}} in r/{{subreddit}}", "A submission in r/HarbourTalk"),
        ("  two\\n lines ", "two lines"),
    ],
)
def test_a_reason_may_end_with_the_words_that_civilbot_adds_by_itself(
    theirs: str, mine: str
) -> None:
    """What stands for the same every time is filled in at once."""
    [rule] = ours(f'title: [boat]\naction: report\naction_reason: "{theirs}"\n')
    assert rule.reason == mine


def test_report_reason_is_the_older_word_for_action_reason() -> None:
    """Where both stand, AutoModerator heeds the newer one."""
    [rule] = ours("title: [boat]\naction: report\nreport_reason: A boat\n")
    assert rule.reason == "A boat"
    made = translated(
        "title: [boat]\naction: report\naction_reason: new\nreport_reason: old\n"
    )
    assert [(one.field, one.loss) for one in made.lost] == [
        ("report_reason", Loss.NOTE)
    ]
    assert parse_rules(made.text, source="r").rules[0].reason == "new"


def test_a_flair_that_must_not_be_overwritten_makes_a_rule_of_its_own() -> None:
    """The other actions are done whether there is a flair or not."""
    lock, flair = ours("title: [boat]\nset_flair: Boats\nset_locked: true\n")
    assert (lock.do, flair.do) == (("lock",), ("flair",))
    assert lock.unless == ()
    assert flair.unless[0].flair is not None
    assert flair.name == f"{lock.name} (flair)"


def test_a_flair_of_two_texts_keeps_the_first() -> None:
    """The class is listed."""
    made = translated("title: [boat]\nset_flair: [Boats, red]\noverwrite_flair: true\n")
    assert "flair: Boats\n" in made.text
    assert made.lost[0].why == "rules give no CSS class: red"


def test_the_highest_priority_comes_first_with_its_comments() -> None:
    """Rules of one priority keep their order."""
    page = "---\n".join(
        f"# Rule {name}\nbody: [{name}]\naction: report\n{more}"
        for name, more in (("a", ""), ("b", "priority: 5\n"), ("c", "priority: -1\n"),
                           ("d", ""))
    )  # fmt: skip
    made = translated(page)
    rules = parse_rules(made.text, source="rules").rules
    assert [rule.name for rule in rules] == ["Rule b", "Rule a", "Rule d", "Rule c"]
    assert made.text.index("# Rule b") < made.text.index("# Rule a")


def test_rules_are_called_by_their_comment_or_reason_or_line() -> None:
    """And no two alike."""
    page = (
        "# -----\n# --- Boats! ---\nbody: [a]\naction: report\n---\n"
        "body: [b]\naction: report\naction_reason: 'Ships: {{match}}'\n---\n"
        "body: [c]\naction: report\n---\n"
        "# boats\nbody: [d]\naction: report\n---\n"
        f"# {'long ' * 30}\nbody: [e]\naction: report\n"
    )
    rules = parse_rules(translated(page).text, source="rules").rules
    names = [rule.name for rule in rules]
    assert names[:4] == ["Boats", "Ships", "AutoModerator line 10", "boats 2"]
    assert len(names[4]) <= 60
    assert names[4].startswith("long long")


@pytest.mark.parametrize(
    ("conditions", "on"),
    [
        ("body: a", "any"),
        ("title: a", "submission"),
        ("title+body: a", "any"),
        ("title+url: a", "submission"),
        ("type: text submission\nbody: a", "text_submission"),
        ("domain: self.HarbourTalk", "text_submission"),
        ("~domain: self.HarbourTalk", "link_submission"),
        ("~url: a", "link_submission"),
        ("~url: a\ntitle: b", "submission"),
        ("is_top_level: true", "comment"),
        ("author: {is_submitter: false}", "comment"),
        ("standard: direct image links", "link_submission"),
    ],
)
def test_a_rule_looks_at_what_its_fields_exist_for(conditions: str, on: str) -> None:
    """AutoModerator leaves alone what a rule can check nothing of."""
    [rule] = ours(f"{conditions}\naction: report\n")
    assert rule.on == on


def test_a_rule_on_everything_of_a_type_says_so() -> None:
    """A greeting under every post is a rule like any other."""
    [rule] = ours("type: submission\ncomment: Welcome.\n")
    assert rule.when is not None
    for nothing in ("comment: Welcome.\n", "type: any\ncomment: Welcome.\n"):
        made = translated(nothing)
        assert made.lost[0].why == "asks for nothing; AutoModerator passes it over"


@pytest.mark.parametrize(
    ("rule", "spared"),
    [
        ("action: report", True),
        ("action: remove", True),
        ("modmail: a", False),
        ("action: report\nmoderators_exempt: false", False),
        ("modmail: a\nmoderators_exempt: true", True),
        ("action: filter\nmodmail: a", True),
    ],
)
def test_moderators_are_spared_where_automoderator_spares_them(
    rule: str, *, spared: bool
) -> None:
    """Of removals and reports, unless the rule says otherwise."""
    made = translated(f"body: boat\n{rule}\n")
    [found] = parse_rules(made.text, source="rules").rules
    assert not found.exempt
    assert bool(found.unless) is spared


def test_a_second_test_of_one_field_goes_under_any_of() -> None:
    """So both must hold."""
    rule = written("title: [a]\ntitle#2: [b]\naction: report\n")
    assert rule["when"] == {"title": ["a"]}
    assert rule["any_of"] == [{"title": ["b"]}]


def test_several_groups_are_multiplied_out() -> None:
    """Of each, one must hold; up to fifty groups."""
    rule = written("title+url: [a]\nauthor: {name+flair_text: [b]}\naction: report\n")
    assert [sorted(group) for group in rule["any_of"]] == [
        ["author", "title"],
        ["author", "title"],
        ["author", "url"],
        ["author", "url"],
    ]
    many = ", ".join(f"a{n}" for n in range(3_600))
    made = translated(
        f"title+url: [{many}]\nauthor: {{name+flair_text: [{many}]}}\naction: report\n"
    )
    assert made.lost[0].why == (
        "comes to more than 50 groups of conditions; split the rule"
    )


def test_ages_are_counted_in_days() -> None:
    """A month is thirty of them."""
    ages = {
        "< 90 minutes": {"below": 0.0625},
        "> 12 hours": {"above": 0.5},
        "<2 weeks": {"below": 14},
        "> 1 month": {"above": 30},
        "< 2 years": {"below": 730},
        "> 5": {"above": 5},
    }
    for age, bounds in ages.items():
        rule = written(f"author: {{account_age: '{age}'}}\naction: report\n")
        assert rule["when"]["author"]["account_age_days"] == bounds


def test_karma_may_be_asked_for_exactly() -> None:
    """Without a sign it is that number."""
    rule = written("author: {link_karma: 1, comment_karma: '>= -5'}\naction: report\n")
    assert rule["when"]["author"] == {
        "post_karma": {"at_least": 1, "at_most": 1},
        "comment_karma": {"at_least": -5},
    }


@pytest.mark.parametrize(
    ("key", "fits", "fits_not"),
    [
        ("domain", "https://a.boats.example:80/x", "https://boats.example.net/"),
        (
            "domain (full-exact)",
            "https://www.boats.example/",
            "https://a.boats.example/",
        ),
        ("domain (ends-with)", "http://myboats.example?x", "http://boats.example.net/"),
        (
            "domain (includes)",
            "http://myboats.example.net",
            "http://a.example/boats.exa",
        ),
        ("domain", "https://u@boats.example/", "https://boats.example@evil.example/"),
    ],
)
def test_sites_are_looked_for_in_the_site_of_the_link_alone(
    key: str, fits: str, fits_not: str
) -> None:
    """Not in its path, nor in what looks like it."""
    rule = written(f"{key}: boats.example\naction: report\n")
    [pattern] = rule["when"]["url"]["regex"]
    assert re2.search(f"(?i){pattern}", fits)
    assert not re2.search(f"(?i){pattern}", fits_not)
