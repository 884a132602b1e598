"""What each research set's own tags mean for the model's heads.

A set is only believed where it is known to be right: negatives of a narrow set
("not sexist") say nothing about other abuse, and sets of positives say nothing
of what they were not asked about.
"""

from collections.abc import Callable, Mapping

from civilbot.model import Category, Target
from training.labels import (
    CRITICISM,
    HEADS,
    INCIVILITY,
    NOTHING_KNOWN,
    VIOLATION,
    Labels,
    fine,
    violating,
)

ATTACK = str(Category.PERSONAL_ATTACK)
HATE = str(Category.IDENTITY_HATE)
DEHUMANISING = str(Category.DEHUMANISATION)
THREAT = str(Category.THREAT)
LABEL = str(Category.INFLAMMATORY_LABEL)
PROFANITY = str(Category.HOSTILE_PROFANITY)


def labels_of(source: str, tag: str, *, violation: bool) -> Labels:
    """Say what a source's tag means for our heads."""
    read = _SOURCES.get(source)
    return read(tag, int(violation)) if read else NOTHING_KNOWN


def subscores(scores: Mapping[str, float]) -> Labels:
    """Read the shares of raters in Civil Comments: half say yes, or a fifth at most.

    What lies between is disputed, so nothing is learnt from it.
    """
    asked = {
        VIOLATION: "toxicity",
        INCIVILITY: "toxicity",
        ATTACK: "insult",
        HATE: "identity_attack",
        THREAT: "threat",
    }
    known = {
        head: int(scores[name] >= 0.5)
        for head, name in asked.items()
        if scores[name] >= 0.5 or scores[name] < 0.2
    }
    return Labels(known)


_CAD = {
    "PersonDirectedAbuse": (ATTACK, Target.OTHER_USER),
    "IdentityDirectedAbuse": (HATE, Target.GROUP),
    "AffiliationDirectedAbuse": (LABEL, Target.GROUP),
}


def _cad(tag: str, y: int) -> Labels:
    if not y:
        return fine()
    said = [_CAD[part] for part in tag.split(",") if part in _CAD]
    targets = {target for _, target in said}
    known = {head: int(head in {h for h, _ in said}) for head in (ATTACK, HATE, LABEL)}
    return Labels({VIOLATION: 1, **known}, targets.pop() if len(targets) == 1 else None)


def _both_classes(_tag: str, y: int) -> Labels:
    return violating() if y else fine()


def _only_violations(_tag: str, y: int) -> Labels:
    return violating() if y else NOTHING_KNOWN


def _mupid(tag: str, y: int) -> Labels:
    """Read tweets at politicians: what is impolite here is criticism we allow."""
    if not y:
        return Labels({**fine().heads, CRITICISM: 0})
    if tag.endswith("int0"):
        return Labels({CRITICISM: 1}, Target.PUBLIC_FIGURE)
    return Labels({CRITICISM: 1})


def _edos(tag: str, y: int) -> Labels:
    if not y:
        return NOTHING_KNOWN
    target = None if tag.startswith("4.1") else Target.GROUP
    if tag.startswith("1."):
        return violating(HATE, THREAT, target=target)
    if tag.startswith("2.3"):
        return violating(HATE, DEHUMANISING, target=target, **{THREAT: 0})
    if tag.startswith("3."):
        return violating(target=target, **{THREAT: 0, DEHUMANISING: 0})
    return violating(HATE, target=target)


def _guest(tag: str, y: int) -> Labels:
    if tag == "Nonmisogynistic_personal_attack":
        return Labels({ATTACK: 1, HATE: 0}, Target.OTHER_USER)
    if not y:
        return fine()
    if tag == "Misogynistic_personal_attack":
        return violating(ATTACK, HATE)
    return violating(HATE, target=Target.GROUP)


def _at_groups(_tag: str, y: int) -> Labels:
    return violating(HATE, target=Target.GROUP) if y else fine()


def _hatemoji(tag: str, y: int) -> Labels:
    if not y:
        return fine()
    known = {THREAT: int(tag == "threateninglanguage")}
    if tag == "dehumanizinglanguage":
        known[DEHUMANISING] = 1
    return violating(HATE, target=Target.GROUP, **known)


def _toxigen(tag: str, y: int) -> Labels:
    """Read the raters' mean of 1 to 5; the middle is disputed."""
    return NOTHING_KNOWN if 2.0 < float(tag) < 3.6 else _at_groups(tag, y)


def _convabuse(_tag: str, y: int) -> Labels:
    return violating(ATTACK, target=Target.OTHER_USER) if y else fine()


def _threats(tag: str, _y: int) -> Labels:
    return violating(HATE, THREAT) if tag == "threatening" else NOTHING_KNOWN


def _madlibs(tag: str, y: int) -> Labels:
    if tag in {"name_adj", "you_occupation"}:
        return NOTHING_KNOWN
    aimed = tag == "you_are_adj"
    if not y:
        return fine()
    return (
        violating(ATTACK, target=Target.OTHER_USER)
        if aimed
        else Labels({VIOLATION: 1, THREAT: 0})
    )


_SOURCES: Mapping[str, Callable[[str, int], Labels]] = {
    "cad": _cad,
    "civil_comments": _both_classes,
    "context_toxicity": _both_classes,
    "convabuse": _convabuse,
    "edos": _edos,
    "guest_misogyny": _guest,
    "hatemoji_build": _hatemoji,
    "implicit_hate_classes": _threats,
    "madlibs_en": _madlibs,
    "mupid": _mupid,
    "reddit_incivility": _both_classes,
    "reddit_top_2013": _both_classes,
    "redditbias": _at_groups,
    "toxic_spans": _only_violations,
    "toxigen_ann": _toxigen,
}

#: Sets in which an attack with profanity is profanity thrown at somebody.
PROFANE_AT_PEOPLE = frozenset(
    {"cad", "civil_comments", "convabuse", "reddit_incivility", "toxic_spans"}
)


def with_profanity(labels: Labels, source: str, *, profane: bool) -> Labels:
    """Tell profanity thrown at people from profanity at nobody.

    Profanity in a text that is fine is the best example of the latter.
    """
    known = {head: value for head, value in labels.heads.items() if head in HEADS}
    violation = known.get(VIOLATION)
    if not profane or violation == 0:
        return Labels({**known, PROFANITY: 0}, labels.target)
    known.pop(PROFANITY, None)
    if violation and source in PROFANE_AT_PEOPLE:
        known[PROFANITY] = 1
    return Labels(known, labels.target)


#: Sets whose raters were asked whether a text is rude or vulgar, whoever it hits.
_ASKED_WHETHER_RUDE = frozenset(
    {
        "civil_comments",
        "context_toxicity",
        "convabuse",
        "mupid",
        "reddit_incivility",
        "reddit_top_2013",
    }
)
#: Sets in which no violation is a polite one.
_RUDE_IF_VIOLATING = frozenset({"cad", "toxic_spans"})


def with_incivility(labels: Labels, source: str, *, violation: bool) -> Labels:
    """Say whether its set's raters found a text uncivil, if they were asked."""
    if source in _ASKED_WHETHER_RUDE:
        asked = {INCIVILITY: int(violation)}
    elif source in _RUDE_IF_VIOLATING and violation:
        asked = {INCIVILITY: 1}
    else:
        return labels
    return Labels({**asked, **labels.heads}, labels.target)
