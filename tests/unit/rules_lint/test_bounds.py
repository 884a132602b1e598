"""Pages made to be too much: refused or bounded, and never a traceback."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.rules_lint.golden import findings

PRESETS = Path(__file__).parents[3] / "config" / "presets"
GENTLE = (PRESETS / "gentle.yaml").read_text("utf-8")

NAME = "subreddit: HarbourTown\n"

TOO_MUCH = {
    "a page of a megabyte": (
        "#" * 1_000_000,
        "the document has 1,000,000 characters (at most 262,144 are read)",
    ),
    "a bomb of anchors": (
        "a: &a [x, x]\n" + "".join(f"b{i}: &b{i} [*a, *a]\n" for i in range(50)),
        "anchors and aliases are not allowed",
    ),
    "a pit of brackets": (NAME + "flags: " + "[" * 100_000, "nested too deeply"),
    "a staircase of keys": (
        "".join(" " * depth + "a:\n" for depth in range(500)),
        "nested too deeply",
    ),
    "five thousand rules": (
        NAME
        + "rules:\n"
        + "".join(f"- {{name: r{i}, when: {{title: [a{i}]}}}}\n" for i in range(5000)),
        "has 5,000 entries, and at most 1,000 fit",
    ),
    "twenty thousand unknown keys": (
        NAME + "".join(f"k{i}: 1\n" for i in range(20_000)),
        "unknown key 'k0'",
    ),
    "forty thousand times the same key": (
        NAME * 10_000,
        "the key 'subreddit' stands twice",
    ),
}


@pytest.mark.parametrize(("text", "told"), TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_too_much_is_refused_in_few_words(text: str, told: str) -> None:
    """Whoever fills a page on purpose gets a short answer."""
    found = findings(text.encode(), "x.yaml")
    assert told in str(found[0])
    assert len(found) <= 26
    assert max(len(one.shown) for one in found) < 1_000


def test_of_very_many_problems_the_number_is_told() -> None:
    """So that nobody takes the first ones for all."""
    found = findings((NAME + "k: 1\n".join(f"{i}" for i in range(60))).encode(), "x")
    assert found
    text = NAME + "".join(f"k{i}: 1\n" for i in range(60))
    last = findings(text.encode(), "x.yaml")[-1]
    assert str(last.problem) == "x.yaml: 35 more problems (mend these first)"


def _seconds(text: str) -> float:
    start = time.perf_counter()
    findings(text.encode(), "x.yaml")
    return time.perf_counter() - start


def _alike(number: int) -> str:
    """Rules that all must be compared with each other, as far as that goes."""
    rules = (
        f"- name: r{i}\n  when: {{author: {{account_age_days: {{below: {i + 1}}}}}}}\n"
        for i in range(number)
    )
    return NAME + "rules:\n" + "".join(rules)


def test_looking_at_many_rules_takes_its_share_for_each() -> None:
    """Ten times the rules take no hundred times as long."""
    assert min(_seconds(_alike(100)) for _ in range(3)) > min(
        _seconds(_alike(1_000)) / 60 for _ in range(2)
    )


def test_a_regex_made_to_hang_is_read_in_no_time() -> None:
    """RE2 has no backtracking; and what is too large is refused."""
    text = NAME + "rules: [{name: a, when: {title: {regex: ['(a+)+$', '%s']}}}]\n"
    [found] = findings((text % ("(a{1,1000}){1,1000}")).encode(), "x.yaml")
    assert "RE2 refuses this regex" in str(found)


#: What a slip of the hand, or somebody who means ill, puts into a page.
JUNK = (
    *("", "\t", "'", '"', "[", "]", "{", "}", ": ", "\n", "- ", "“", "\0", "\u2028"),
    *("&a ", "*a", "!x ", "null", "~", ".nan", "1e999", "---\n", "\\", "(?=", "<<: "),
)


@settings(max_examples=300, deadline=None)
@given(
    at=st.integers(0, len(GENTLE)),
    cut=st.integers(0, 30),
    put=st.sampled_from(JUNK),
)
def test_whatever_is_broken_in_a_page_is_told_and_not_raised(
    at: int, cut: int, put: str
) -> None:
    """Each finding has a text, and the excerpt stands on two lines."""
    text = GENTLE[:at] + put + GENTLE[at + cut :]
    for one in findings(text.encode(), "x.yaml"):
        assert one.problem.message
        assert len(one.problem.excerpt.splitlines()) in (0, 2)
