"""What is weighed to tell whether a title is about a briefing's subject: 8 numbers."""

from civilbot.briefings.words import WordEvidence

#: In the order of `features`, and of the weights in `fitting`.
NAMES = (
    "closest wanted text, in meaning",
    "closest wanted text, by words",
    "closest counter-example, by words",
    "must",
    "any",
    "together",
    "none",
    "leaning, in meaning",
)

Features = tuple[float, ...]


def features(words: WordEvidence, *, closest: float, lean: float) -> Features:
    """Put the evidence into numbers.

    Args:
        words: what the title's words say.
        closest: how alike it is in meaning to the closest wanted text (cosine).
        lean: which way it leans between wanted and other texts; 0 if unknown.
    """
    return (
        closest,
        words.like.likeness,
        words.unlike.likeness,
        words.met,
        float(min(words.any_count, 2)),
        float(bool(words.together)),
        float(min(words.none_count, 2)),
        lean,
    )
