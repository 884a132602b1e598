"""Tells moderators, once for each period, what was decided in shadow and not done."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from civilbot.briefings.markdown import escape, length
from civilbot.model import Action, Agreement, Mode
from civilbot.ports import Sample
from civilbot.proving.periods import Period
from civilbot.proving.wording import ROOM, fitted, line, mail
from civilbot.rules import Rules
from civilbot.standing import (
    ABOUT_DIGEST,
    Earned,
    Record,
    Review,
    claims,
    may_act,
    passes,
    progress,
)

#: Examples of one rule that are shown.
EXAMPLES = 10

#: Characters for the list of rules; examples get what is left, each rule its share.
_RULES = 5_000
_LEAST = 300

_DIGEST = """\
What civilbot decided in shadow in r/{subreddit} ({period}, UTC), and did not do:

{rules}

{examples}
Remove what a rule is right about, and approve what it is wrong about: that is how it \
is measured. What nobody looks at counts neither way.
{whole}
`digest: daily`, `weekly` or `off` in the rules says how often this comes.
"""

_WHOLE = """
All of r/{subreddit} is in shadow: nothing acts there before `mode: live` stands at \
the top of its rules.
"""

_NOTES = {
    Agreement.CONFIRMED: " (you removed it)",
    Agreement.OVERTURNED: " (you approved it)",
    None: "",
}


def subject_of(period: Period) -> str:
    """Name the digest of a period: it is sent once under that name."""
    return f"{ABOUT_DIGEST}{period}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What is known of a subreddit's rules in a period."""

    rules: Rules
    period: Period
    known: Mapping[str, Earned]
    records: Mapping[str, Record]

    def shown(self) -> Mapping[str, Sequence[Review]]:
        """Give what was decided in shadow, by rule, the newest first."""
        found: dict[str, list[Review]] = defaultdict(list)
        for name, record in self.records.items():
            for review in reversed(record.reviews):
                in_time = self.period.start <= review.at < self.period.end
                if review.mode is Mode.SHADOW and in_time:
                    found[name].append(review)
        return dict(sorted(found.items()))

    def mail(self, samples: Mapping[str, Sample]) -> Action:
        """Write the mail.

        Args:
            samples: the decisions to show, by their keys.
        """
        shown = self.shown()
        heads = fitted(
            (self._head(name, len(of)) for name, of in shown.items()),
            _RULES,
            left_out="* … and {count} more",
        )
        room = ROOM - length(heads)
        share = max(room // len(shown), _LEAST)
        sections = fitted(
            (self._section(name, of, samples, share) for name, of in shown.items()),
            room,
            left_out="… and those of {count} more\n",
        )
        subreddit = self.rules.subreddit
        acts = self.rules.mode is Mode.LIVE
        text = _DIGEST.format(
            subreddit=subreddit,
            period=self.period,
            rules=heads,
            examples=sections,
            whole="" if acts else _WHOLE.format(subreddit=subreddit),
        )
        return mail(self.rules, subject_of(self.period), text)

    def _head(self, name: str, count: int) -> str:
        """Write a rule's figures, and what is to be done about it."""
        tally = self.records[name].in_shadow(self.known.get(name))
        times = "once" if count == 1 else f"{count} times"
        figures = f"* **{escape(name)}**: {times}. In all {tally}."
        return f"{figures} {self._advice(name)}".rstrip()

    def _advice(self, name: str) -> str:
        """Say how near a rule is to acting."""
        if name.startswith("briefings."):
            return ""
        claim = next((one for one in claims(self.rules) if one.rule == name), None)
        if claim is None:
            return "It is not in the rules any more."
        known, trials = self.known.get(name), self.rules.trials
        if claim.mode is not Mode.LIVE:
            ready = passes(self.records[name].in_shadow(known), trials)
            return _READY if ready else ""
        if may_act(claim, known):
            return ""
        return f"It is {progress(known, claim, trials)}; then it goes live by itself."

    def _section(
        self,
        name: str,
        reviews: Sequence[Review],
        samples: Mapping[str, Sample],
        room: int,
    ) -> str:
        """Write examples of a rule, as many as there is room for."""
        lines = []
        for review in reviews[:EXAMPLES]:
            if review.key in samples:
                note = _NOTES[review.word]
                lines.append(line(samples[review.key], name, self.rules, note))
                room -= length(lines[-1])
            if room < 0:
                break
        more = len(reviews) - len(lines)
        also = [f"* … and {more} more"] if more else []
        return "\n".join((f"**{escape(name)}**\n", *lines, *also, ""))


_READY = "**Ready**: write `mode: live` in it, and it acts."
