"""How a subreddit's wiki pages stand, as the doctor says it."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from civilbot.errors import RedditError, SubredditClosed
from civilbot.model import ModAction
from civilbot.rulebook import Health, rules_health, switch_health
from civilbot.store import SqlStore
from civilbot.wiki import (
    RULES_PAGE,
    SWITCH_PAGE,
    InForce,
    Revision,
    Verdict,
    Watched,
    WikiText,
)
from tests.builders import ACCOUNT, NOW, some_rules

REFUSED = SubredditClosed("status 403")


class Pages:
    """A wiki with two pages, which may be refused."""

    def __init__(self, **pages: str) -> None:
        self.texts = {
            "civilbot": pages.get("rules"),
            "civilbot/switch": pages.get("switch"),
        }
        self.trouble: RedditError | None = None

    def account(self) -> str:
        """The bot's name."""
        return ACCOUNT

    def wiki_page(self, subreddit: str, page: str) -> WikiText | None:
        """A page, saved by a moderator."""
        if self.trouble is not None:
            raise self.trouble
        text = self.texts[page]
        if text is None:
            return None
        return WikiText(revision="bbbb2222x", author="mod_ada", saved_at=NOW, text=text)

    def wiki_edits(self, subreddits: Sequence[str]) -> Sequence[ModAction]:
        """Nothing was edited."""
        return ()

    def powers(self, subreddit: str) -> Mapping[str, frozenset[str]]:
        """Nobody moderates."""
        return {}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """A database in which an earlier revision rules."""
    opened = SqlStore(f"sqlite:///{tmp_path / 'civilbot.sqlite3'}")
    yield opened
    opened.close()


def rule(store: SqlStore, id_: str) -> None:
    """Let a revision rule."""
    good = Revision(
        subreddit="news",
        id=id_,
        author="mod_ada",
        saved_at=NOW,
        text="",
        verdict=Verdict.GOOD,
    )
    force = InForce(subreddit="news", revision=id_, since=NOW, by="mod_ada")
    page = Watched(subreddit="news", page=RULES_PAGE, looked_at=NOW)
    store.watch(page, revision=good, force=force)


def health(store: SqlStore, pages: Pages, **file: str) -> Health:
    """Look at the rules page."""
    return rules_health(pages, store, some_rules(**file))


def test_without_a_page_or_without_leave_the_file_rules(store: SqlStore) -> None:
    """Both are in order."""
    said = "r/News: the file rules, there is no page"
    assert health(store, Pages()) == Health(good=True, message=said)
    kept_out = health(store, Pages(rules="mode: live"), wiki="off")
    assert kept_out.message == "r/News: the file rules (`wiki: off`)"


def test_what_rules_is_named_with_who_saved_it(store: SqlStore) -> None:
    """Also when the page is gone."""
    rule(store, "bbbb2222x")
    said = "r/News: ruled by revision bbbb2222 of its page, by mod_ada"
    assert health(store, Pages(rules="mode: live")).message == said
    assert health(store, Pages()).message == said


def test_what_stands_on_the_page_and_does_not_rule_is_told(store: SqlStore) -> None:
    """With what is wrong with it, if it cannot be used."""
    rule(store, "aaaa1111x")
    fine = health(store, Pages(rules="mode: live"))
    assert fine.good
    assert fine.message.endswith("by mod_ada; on the page stands bbbb2222")
    broken = health(store, Pages(rules="mode: livid"))
    assert not broken.good
    assert broken.advice.startswith("correct the page: civilbot:1:7: ")
    first = health(store, Pages(rules="mode: live")).message
    assert first.startswith("r/News: ruled by revision aaaa1111")


@pytest.mark.parametrize(
    ("text", "good", "said"),
    [
        (None, True, "r/News: on, there is no page civilbot/switch"),
        ("on", True, "r/News: on, by u/mod_ada"),
        ("Off.", True, "r/News: off, by u/mod_ada"),
        ("hm", False, "r/News: the page says neither on nor off, which counts as off"),
    ],
)
def test_how_the_switch_stands(text: str | None, *, good: bool, said: str) -> None:
    """Off is in order: somebody wanted it."""
    pages = Pages()
    pages.texts[SWITCH_PAGE] = text
    found = switch_health(pages, some_rules())
    assert (found.good, found.message) == (good, said)


def test_a_page_that_cannot_be_read_is_told_with_what_to_do(store: SqlStore) -> None:
    """Either of them."""
    pages = Pages()
    pages.trouble = REFUSED
    for found in (health(store, pages), switch_health(pages, some_rules())):
        assert not found.good
        assert found.message.endswith("cannot be read: status 403")
        assert "permission 'wiki'" in found.advice
