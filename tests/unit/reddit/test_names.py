"""Names are checked before they become part of an address."""

import pytest

from civilbot.errors import ItemRefused, SubredditClosed
from civilbot.reddit import names


@pytest.mark.parametrize("name", ["harbour", "AskHistory", "u_ann-lee", "a1", "mod"])
def test_subreddits_names_are_accepted(name):
    """Profiles are subreddits, too."""
    assert names.is_subreddit(name)


@pytest.mark.parametrize("name", ["", "a", "../me", "a/b", "a?b", "a b", "x" * 40, "é"])
def test_what_would_change_the_address_is_no_subreddit(name):
    """A slash would lead to another endpoint."""
    assert not names.is_subreddit(name)


def test_subreddits_are_joined_for_one_request():
    """As Reddit writes it."""
    assert names.joined(["harbour", "AskHistory"]) == "harbour+AskHistory"


def test_a_name_that_cannot_be_is_a_closed_subreddit():
    """No request is made for it, and the error says which it is."""
    with pytest.raises(SubredditClosed) as caught:
        names.joined(["harbour", "../api"])
    assert caught.value.subreddit == "../api"


@pytest.mark.parametrize("name", ["", "a/b", "a b", "[deleted]"])
def test_a_users_name_that_cannot_be_is_refused(name):
    """It concerns that one item."""
    with pytest.raises(ItemRefused):
        names.user(name)


@pytest.mark.parametrize("name", ["", "t5_abc", "t1_", "t1_A", "t1_a,t3_b", "t1_a/x"])
def test_only_submissions_and_comments_are_acted_on(name):
    """By their full names."""
    with pytest.raises(ItemRefused):
        names.thing(name)


def test_a_full_name_is_split():
    """Into kind and id."""
    assert names.thing("t1_k2x9") == ("t1", "k2x9")
