"""What a case is: words swapped in the sound briefing, and the rules that find it."""

from dataclasses import dataclass

#: Cases of the sound briefing, as they stand there.
FOR = """\
- Parents: children walk to school there, and two were hit in 2029. [^parents]
- During the trial buses crossed the centre four minutes faster. [^trial]
- Noise at the market fell by a third in those weeks. [^count]
"""
AGAINST = """\
- Traders: customers from the villages come by car, and buy less. [^traders]
- During the trial traffic on the ring road grew by a tenth. [^count]
- Two shops moved out of the centre that summer. [^trial]
"""
SUMMARY = "Parents asked for it, and the traders' guild is against it."
VOTE = "The vote was 18 to 13."
BOTH = "Both sides ask for a bus every ten minutes."
APPEAL = """\
- Check the date of what you cite, and look at more than one source.
- Argue about streets, without insults for the people who use them.
"""


@dataclass(frozen=True)
class Case:
    """One way to spoil a briefing."""

    name: str
    #: The rules that find it, and no others.
    rules: frozenset[str]
    swaps: tuple[tuple[str, str], ...]


def case(name: str, rules: str, *swaps: tuple[str, str]) -> Case:
    """Make a case; rules are parted by blanks."""
    return Case(name, frozenset(rules.split()), swaps)
