"""What moderators decide for their subreddit: one short YAML document each."""

from civilbot.rules.document import (
    NAME,
    BriefingRules,
    ExemptRules,
    FlagAction,
    FlagRules,
    Mode,
    ReplyMode,
    ReplyPart,
    Rules,
    parse_rules,
)

__all__ = [
    "NAME",
    "BriefingRules",
    "ExemptRules",
    "FlagAction",
    "FlagRules",
    "Mode",
    "ReplyMode",
    "ReplyPart",
    "Rules",
    "parse_rules",
]
