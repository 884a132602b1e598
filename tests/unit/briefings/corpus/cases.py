"""All slanted and broken briefings of the corpus."""

from tests.unit.briefings.corpus.balance import BALANCE
from tests.unit.briefings.corpus.dates import TIME
from tests.unit.briefings.corpus.shape import SHAPE, SILENCES
from tests.unit.briefings.corpus.sources import CITATIONS, REFERENCES
from tests.unit.briefings.corpus.wording import WORDING

CASES = (
    *BALANCE,
    *CITATIONS,
    *REFERENCES,
    *WORDING,
    *TIME,
    *SHAPE,
    *SILENCES,
)
