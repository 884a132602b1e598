"""How sure a match must be: named operating points that a subreddit chooses among.

Measured on 356 labelled headlines, 94 of them about the shipped briefing, each source
judged after the titles of all others were taught (`civilbot evaluate match` prints the
table for any file):

                 reply               reply or ask
                 precision  recall   precision  recall
  very cautious       1.00     .49         .74     .87
  cautious             .98     .56         .61     .96
  balanced             .98     .57         .49     .96
  eager                .98     .57         .46     .98

The lines were chosen on these very titles, so on others they may do worse. A reply
also needs the moderators' own terms, which is why the lower points hardly reply
more; they ask more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from civilbot.model import Caution


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """From which confidences on a briefing is posted, or proposed."""

    reply_at: float
    ask_at: float
    #: A briefing with few examples or counter-examples asks only about what is
    #: likelier: of the shipped one's terms and sentences alone, .4 gives precision .68
    #: and recall .93.
    ask_at_untaught: float


#: At `cautious`, ask_at was .15 once: that found .91 of the threads about the subject,
#: where .90 is the aim. At .10 it is .96, for 14 more questions in 356 headlines.
POINTS: Mapping[Caution, OperatingPoint] = MappingProxyType(
    {
        Caution.VERY_CAUTIOUS: OperatingPoint(0.95, 0.3, 0.5),
        Caution.CAUTIOUS: OperatingPoint(0.8, 0.1, 0.4),
        Caution.BALANCED: OperatingPoint(0.65, 0.05, 0.25),
        Caution.EAGER: OperatingPoint(0.5, 0.03, 0.15),
    }
)

#: Below this nobody is asked, however eager.
LOWEST = min(point.ask_at for point in POINTS.values())
