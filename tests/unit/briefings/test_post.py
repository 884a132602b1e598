"""What a thread says beside its title."""

from dataclasses import replace

import pytest

from civilbot.briefings.post import TEXT_READ, addition, whole
from tests.unit.briefings.made_up import thread


def test_a_bare_title_says_nothing_more():
    """So nothing more is read."""
    assert addition(thread("A title")) == ""
    assert whole(thread("A title")) == ""


def test_flair_text_and_the_words_of_a_link_are_added():
    """Not numbers, not what follows a question mark."""
    item = thread(
        "A title",
        text="The text.",
        url="https://news.example/2031/04/harbour-bridge?x=y#z",
        flair="Local",
    )
    assert addition(item) == "Local The text. harbour bridge"


def test_what_a_crosspost_repeats_is_added():
    """Its title where that is another one; its text where it has none of its own."""
    item = replace(
        thread("Thoughts?"), crosspost_title="Bridge vote", crosspost_text="Tonight."
    )
    assert addition(item) == "Bridge vote Tonight."
    assert addition(replace(item, title="Bridge vote")) == "Tonight."
    assert addition(replace(item, text="My view.")) == "Bridge vote My view."


def test_the_outlet_is_read_for_its_meaning_only():
    """Its name is no word of the post, and what all addresses share says nothing."""
    item = thread("A title", url="https://www.harbour-post.com/vote")
    assert addition(item) == "vote"
    assert whole(item) == "A title vote harbour post"


def test_only_the_beginning_of_a_text_is_read():
    """Long posts mention everything."""
    item = thread("A title", text="x" * TEXT_READ + "bridge")
    assert addition(item) == "x" * TEXT_READ


@pytest.mark.parametrize("url", ["//[", "http://[::1", "ht!tp:// [x]/a-bridge", "%%"])
def test_an_address_that_is_none_breaks_nothing(url):
    """People paste anything."""
    assert whole(thread("A title", url=url, flair="Local")).startswith("A title Local")
