"""What concerns the document as a whole: briefings, caps, modes, ladder, names."""

from collections.abc import Iterator, Sequence

from civilbot.rules import CustomRule, FlagAction, Mode, Off, ReplyMode
from civilbot.rules_lint.finding import Finding, Looking, nearest
from civilbot.yaml_text import Path

#: A report holds 100 characters, and the case number takes 13 of them.
REPORT = 87


def briefings(looking: Looking) -> Iterator[Finding]:
    """Briefings that are not there, past their date, or named twice."""
    known, used = looking.known.briefings, looking.rules.briefings.use
    seen: set[str] = set()
    for number, name in enumerate(used):
        path = ("briefings", "use", number)
        if name in seen:
            message = f"'{name}' is named twice"
            yield looking.warning("twice", path, message, "remove one of them")
        seen.add(name)
        if known is not None and name not in known:
            there = ", ".join(sorted(known)) or "none"
            hint = nearest(name, known) or f"there are: {there}"
            message = f"there is no briefing '{name}'"
            yield looking.error("unknown-briefing", path, message, hint)
    yield from _overdue(looking)


def _overdue(looking: Looking) -> Iterator[Finding]:
    rules, today = looking.rules.briefings, looking.known.today
    if rules.mode is ReplyMode.OFF or today is None:
        return
    for name, review_by in (looking.known.briefings or {}).items():
        if review_by >= today or (rules.use and name not in rules.use):
            continue
        path: Path = ("briefings", "use")
        if rules.use:
            path = (*path, rules.use.index(name))
        message = f"the briefing '{name}' was to be reviewed by {review_by}: not posted"
        hint = "review it, then set its as_of and review_by anew"
        yield looking.warning("overdue-briefing", path, message, hint)


def caps(looking: Looking) -> Iterator[Finding]:
    """Caps of 0, which switch everything off."""
    rules = looking.rules
    if rules.briefings.max_per_day == 0 and rules.briefings.mode is not ReplyMode.OFF:
        path = ("briefings", "max_per_day")
        message = "a cap of 0: no briefing is ever posted or proposed"
        yield looking.warning(
            "cap-of-0", path, message, "to switch them off: mode: off"
        )
    if rules.flags.max_per_day == 0:
        path = ("flags", "max_per_day")
        message = "a cap of 0: nothing is ever flagged, not even by rules of your own"
        hint = "to try things out without doing them: mode: shadow"
        yield looking.warning("cap-of-0", path, message, hint)
    targets = rules.flags.targets
    spared = (targets.other_user, targets.group, targets.public_figure)
    if all(one is Off.OFF for one in spared):
        message = "all targets are off: the detector finds nothing at all"
        hint = "to flag nothing, actions: [] under flags says it"
        yield looking.warning("all-off", ("flags", "targets"), message, hint, key=True)


def modes(looking: Looking) -> Iterator[Finding]:
    """A whole document in draft, which does not even record anything."""
    if looking.rules.mode is Mode.DRAFT:
        message = "the whole document is a draft: nothing is decided on Reddit"
        hint = "mode: shadow decides and records, and does nothing"
        yield looking.warning("all-draft", ("mode",), message, hint)


def quiet_hours(looking: Looking) -> Iterator[Finding]:
    """Quiet hours that end when they begin."""
    hours = looking.rules.quiet_hours
    if hours is not None and hours.from_ == hours.to:
        message = f"from {hours.from_} to {hours.to} is no time at all"
        hint = "choose another end, or remove quiet_hours"
        yield looking.error("no-quiet", ("quiet_hours", "to"), message, hint)


def ladder(looking: Looking) -> Iterator[Finding]:
    """Rungs that go backwards, and rungs that add nothing."""
    rungs = looking.rules.flags.escalation
    for number, rung in enumerate(rungs[1:], start=1):
        before = rungs[number - 1]
        path = ("flags", "escalation", number)
        if rung.after <= before.after:
            message = (
                f"this rung comes after {rung.after} flags, the one before it after "
                f"{before.after}"
            )
            hint = "put the rungs in order, each after more flags than the last"
            yield looking.error("ladder", (*path, "after"), message, hint)
        elif set(rung.do) <= set(before.do) and rung.within_days <= before.within_days:
            message = "this rung does no more than the one before it"
            hint = "add a further action, or remove the rung"
            yield looking.warning("ladder", (*path, "do"), message, hint, key=True)


def appeals(looking: Looking) -> Iterator[Finding]:
    """Public replies that do not tell people how to object."""
    if looking.rules.how_to_object.strip():
        return
    hint = "add how_to_object: a sentence that tells people how to object"
    for path in _nudges(looking):
        message = "replies and nudges are refused without a way to object"
        yield looking.error("no-appeal", path, message, hint)


def _nudges(looking: Looking) -> Iterator[Path]:
    """Find where something is said to people in public."""
    flags = looking.rules.flags
    yield from _named(FlagAction.NUDGE, ("flags", "actions"), flags.actions)
    path: Path
    for category, own in flags.categories.items():
        path = ("flags", "categories", category.value, "actions")
        yield from _named(FlagAction.NUDGE, path, own.actions or ())
    for number, rung in enumerate(flags.escalation):
        path = ("flags", "escalation", number, "do")
        yield from _named(FlagAction.NUDGE, path, rung.do)
    for number, rule in enumerate(looking.rules.rules):
        yield from _named(FlagAction.NUDGE, ("rules", number, "do"), rule.do)
        if rule.message and FlagAction.REMOVE in rule.do:
            yield ("rules", number, "message")


def _named(
    wanted: FlagAction, path: Path, actions: Sequence[FlagAction]
) -> Iterator[Path]:
    return ((*path, n) for n, action in enumerate(actions) if action is wanted)


def names(looking: Looking) -> Iterator[Finding]:
    """Rules that share a name."""
    seen: dict[str, int] = {}
    for number, rule in enumerate(looking.rules.rules):
        path = ("rules", number, "name")
        first = seen.setdefault(rule.name.casefold(), number)
        if first != number:
            line = looking.document.marks.line_of(("rules", first, "name"))
            message = f"a rule named '{rule.name}' stands on line {line} already"
            hint = "give each rule a name of its own: decisions are counted by it"
            yield looking.error("same-name", path, message, hint)


def deeds(looking: Looking) -> Iterator[Finding]:
    """Rules that do nothing, or that do not say why, or whose words are not used."""
    for number, rule in enumerate(looking.rules.rules):
        path = ("rules", number)
        if not rule.do:
            message = f"the rule '{rule.name}' does nothing"
            hint = "name at least one: do: [report]"
            yield looking.error("does-nothing", (*path, "do"), message, hint, key=True)
        yield from _unsaid(looking, rule, path)
        yield from _unused(looking, rule, path)


def _unsaid(looking: Looking, rule: CustomRule, path: Path) -> Iterator[Finding]:
    if FlagAction.REMOVE in rule.do and not rule.reason:
        message = f"'{rule.name}' removes without a reason; its name is shown instead"
        hint = "add reason: what the rule forbids, in a sentence"
        where = (*path, "do", rule.do.index(FlagAction.REMOVE))
        yield looking.warning("no-reason", where, message, hint)
    if FlagAction.REPORT in rule.do and len(rule.reason) > REPORT:
        message = f"a report shows {REPORT} characters of the {len(rule.reason)}"
        yield looking.warning("long-reason", (*path, "reason"), message, "shorten it")


def _unused(looking: Looking, rule: CustomRule, path: Path) -> Iterator[Finding]:
    do = set(rule.do)
    texts = (
        ("message", rule.message, {FlagAction.NUDGE, FlagAction.REMOVE}),
        ("mail", rule.mail, {FlagAction.MODMAIL}),
        ("flair", rule.flair, {FlagAction.FLAIR}),
    )
    for key, text, needs in texts:
        if text and not needs & do:
            one_of = " or ".join(sorted(needs))
            message = f"this is used only where the rule does {one_of}"
            hint = f"add {one_of} to do, or remove the line"
            yield looking.warning("unused", (*path, key), message, hint, key=True)
