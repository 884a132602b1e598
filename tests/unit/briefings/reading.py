"""Threads and briefings read by the sentence encoder that ships, for tests."""

from functools import cache

from civilbot import sentences
from civilbot.briefings import Briefing, Meaning, Taught, match, whole
from civilbot.briefings.article import Topic
from civilbot.library import taught
from civilbot.model import Item, Match


@cache
def fitted(topic: Topic) -> Taught:
    """Fit a topic's matcher, once for all tests."""
    return taught(topic, sentences.load())


def meaning(item: Item, *briefings: Briefing) -> Meaning:
    """Read a thread, and fit the briefings' matchers."""
    encoder = sentences.load()
    post = whole(item)
    return Meaning(
        title=encoder.vector(item.title),
        post=encoder.vector(post) if post else (),
        taught={one.id: fitted(one.topic) for one in briefings},
    )


def matched(item: Item, *briefings: Briefing) -> Match:
    """Match a thread as the bot does."""
    return match(item, briefings, meaning(item, *briefings))
