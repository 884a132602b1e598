"""Drafts: what an article gives for a briefing, and what a person must supply."""

from civilbot.briefings.drafting.document import write
from civilbot.briefings.drafting.draft import Draft, draft
from civilbot.briefings.drafting.outline import Article, Block, Link, Shape

__all__ = ["Article", "Block", "Draft", "Link", "Shape", "draft", "write"]
