"""Writes everything on the simulated Reddit as the JSON that Reddit's API answers."""

from civilbot.simulator.render.community import (
    flair_template,
    moderated_subreddit,
    moderator,
    new_flair_template,
    relation,
    removal_reason,
    rule,
    site_rules,
    subreddit,
    user_flair,
)
from civilbot.simulator.render.content import comment, listing, more, submission
from civilbot.simulator.render.mail import (
    conversation,
    conversation_action,
    conversation_message,
    modmail_user,
)
from civilbot.simulator.render.moderation import mod_note, modaction
from civilbot.simulator.render.people import account, me, message, sent_message
from civilbot.simulator.render.unmodelled import Json
from civilbot.simulator.render.wiki import wiki_page, wiki_revision, wiki_settings

__all__ = [
    "Json",
    "account",
    "comment",
    "conversation",
    "conversation_action",
    "conversation_message",
    "flair_template",
    "listing",
    "me",
    "message",
    "mod_note",
    "modaction",
    "moderated_subreddit",
    "moderator",
    "modmail_user",
    "more",
    "new_flair_template",
    "relation",
    "removal_reason",
    "rule",
    "sent_message",
    "site_rules",
    "submission",
    "subreddit",
    "user_flair",
    "wiki_page",
    "wiki_revision",
    "wiki_settings",
]
