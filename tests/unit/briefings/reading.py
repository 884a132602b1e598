"""Threads and briefings read by the sentence encoder that ships, for tests."""

from functools import cache

from civilbot import library, sentences
from civilbot.briefings import Briefing, Meaning, Taught, match, understand
from civilbot.briefings.article import Topic
from civilbot.model import Item, Match


@cache
def fitted(topic: Topic) -> Taught:
    """Fit a topic's matcher, once for all tests."""
    return library.taught(topic, sentences.load())


def meaning(item: Item, *briefings: Briefing) -> Meaning:
    """Read a thread, and fit the briefings' matchers."""
    matchers = {one.id: fitted(one.topic) for one in briefings}
    return understand(item, sentences.load().vector, matchers)


def matched(item: Item, *briefings: Briefing) -> Match:
    """Match a thread as the bot does."""
    return match(item, briefings, meaning(item, *briefings))
