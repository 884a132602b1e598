"""What moderators decide for their subreddit: one short YAML document each."""

from civilbot.model import Mode
from civilbot.rules.conditions import AuthorTest, Conditions, NumberTest, TextTest
from civilbot.rules.custom import CustomRule, FlagAction, Flair, On
from civilbot.rules.document import (
    NAME,
    BriefingRules,
    CategoryRules,
    Digest,
    ExemptRules,
    FlagRules,
    Off,
    QuietHours,
    ReplyMode,
    ReplyPart,
    Rules,
    Step,
    TargetRules,
    TrialRules,
    Wiki,
    parse_rules,
    read_rules,
)
from civilbot.rules.examples import Example, ExampleAuthor, Expect

__all__ = [
    "NAME",
    "AuthorTest",
    "BriefingRules",
    "CategoryRules",
    "Conditions",
    "CustomRule",
    "Digest",
    "Example",
    "ExampleAuthor",
    "ExemptRules",
    "Expect",
    "FlagAction",
    "FlagRules",
    "Flair",
    "Mode",
    "NumberTest",
    "Off",
    "On",
    "QuietHours",
    "ReplyMode",
    "ReplyPart",
    "Rules",
    "Step",
    "TargetRules",
    "TextTest",
    "TrialRules",
    "Wiki",
    "parse_rules",
    "read_rules",
]
