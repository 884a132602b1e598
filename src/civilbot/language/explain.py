"""Say in a moderator's words what was found, and which rule of talk it breaks."""

from collections.abc import Mapping

from civilbot.model import Category, Finding, Reading, Target

#: Reddit cuts a report's reason after this many characters.
REASON_LENGTH = 100

#: Which point of the briefings' call to action each category goes against.
CALL_TO_ACTION: Mapping[Category, str] = {
    Category.PERSONAL_ATTACK: (
        "Respectful dialogue: answer what somebody says, don't belittle who says it."
    ),
    Category.IDENTITY_HATE: (
        "Respectful dialogue: nobody is fair game for where they come from, what they "
        "believe or who they are."
    ),
    Category.DEHUMANISATION: (
        "Respectful dialogue: every side of a conflict is made of people; words that "
        "deny it prepare violence."
    ),
    Category.THREAT: (
        "Peaceful resolution: leaders are held to account by law and by votes, never "
        "by threats or calls for violence."
    ),
    Category.INFLAMMATORY_LABEL: (
        "Respectful dialogue: a label for the speaker's camp is no answer to the "
        "argument."
    ),
    Category.HOSTILE_PROFANITY: (
        "Respectful dialogue: swearing about events is fine, swearing at people ends "
        "the conversation."
    ),
}

_NAMES: Mapping[Category, str] = {
    Category.PERSONAL_ATTACK: "Personal attack",
    Category.IDENTITY_HATE: "Hate",
    Category.DEHUMANISATION: "Dehumanising attack",
    Category.THREAT: "Call for violence",
    Category.INFLAMMATORY_LABEL: "Inflammatory label",
    Category.HOSTILE_PROFANITY: "Hostile swearing",
}

_TARGETS: Mapping[Target, str] = {
    Target.OTHER_USER: "on another participant",
    Target.GROUP: "on a group",
    Target.PUBLIC_FIGURE: "on a public figure",
    Target.INSTITUTION: "on an institution",
    Target.SELF: "on oneself",
    Target.NOBODY: "on somebody",
}


def reason(category: Category, target: Target, words: str) -> str:
    """Say what was found, at whom it is aimed, and with which words."""
    return f"{_NAMES[category]} {_TARGETS[target]}: “{one_line(words)}”"


def sentence(finding: Finding, text: str) -> str:
    """Say in one sentence what was found, as a moderator would."""
    said = " … ".join(one_line(text[s.start : s.end]) for s in finding.spans[:3])
    what = f"{_NAMES[finding.category]} {_TARGETS[finding.target]}"
    rule = CALL_TO_ACTION[finding.category].partition(":")[0].lower()
    return f"{what} (“{said}”): it goes against the call for {rule}."


def report_reason(reading: Reading, short_id: str) -> str:
    """Write a report's reason: category, the words, the id; ≤ 100 characters."""
    worst = reading.worst
    return tagged(worst.reason if worst else "Nothing found", short_id)


def tagged(said: str, short_id: str) -> str:
    """Put a short id behind a reason, and cut both to what a report takes."""
    tail = f" [{one_line(short_id)[:40]}]"
    room = REASON_LENGTH - len(tail)
    if len(said) > room:
        end = "…”" if said.endswith("”") else "…"
        said = said[: room - len(end)].rstrip() + end
    return said + tail


def one_line(words: str) -> str:
    """Put words on one line; what cannot be shown becomes a space."""
    shown = (c if c.isprintable() else " " for c in words[:400])
    return " ".join("".join(shown).split())
