"""The weights that every matcher starts from are those that the script fits."""

from pathlib import Path

import pytest
from training import matching

from civilbot.briefings.fitting import PRIOR, PRIOR_ALONE
from civilbot.evaluation.titles import read_titles

ROOT = Path(__file__).resolve().parents[3]
DEV = ROOT.parent / "shared" / "data" / "titles" / "dev.tsv"


def test_the_made_up_subjects_are_well_formed():
    """Each with sentences, both kinds of example, and titles of its own."""
    found = matching.made_up()
    assert len(found) >= 4
    for subject in found.values():
        assert subject.topic.sentences
        assert subject.topic.examples.match
        assert subject.topic.examples.near
        assert len(set(subject.titles)) == len(subject.titles) >= 5


@pytest.mark.shared
@pytest.mark.skipif(not DEV.exists(), reason="the labelled titles are not here")
def test_the_priors_are_what_fitting_gives():
    """To the second digit, as they are written down."""
    titles = read_titles(DEV.read_text("utf-8"), source=DEV.name)
    known = {title.id for title in titles}
    for subject in matching.made_up().values():
        assert known.issuperset(subject.titles)
    fitted = matching.prior(matching.tables(titles))
    assert fitted.tolist() == pytest.approx(list(PRIOR), abs=0.02)
    alone = matching.prior_alone(matching.tables(titles, alone=True))
    assert alone.tolist() == pytest.approx(list(PRIOR_ALONE), abs=0.02)
