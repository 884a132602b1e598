"""Judges the civility cases once, and shows the table after the tests."""

import pytest

from civilbot import classifier
from tests.civility.report import table
from tests.civility.suite import Outcome, Section, judge, read_suite

TABLE = pytest.StashKey[str]()


@pytest.fixture(scope="session")
def suite() -> dict[str, Section]:
    """All cases."""
    return read_suite()


@pytest.fixture(scope="session")
def outcomes(suite: dict[str, Section], pytestconfig: pytest.Config) -> list[Outcome]:
    """What the present detector makes of all cases, as it comes out of the box."""
    judged = judge(suite, classifier.load().read)
    pytestconfig.stash[TABLE] = table(suite, judged)
    return judged


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Show how the detector did, if it was asked."""
    shown = config.stash.get(TABLE, "")
    if shown:
        terminalreporter.section(
            f"civility cases: {classifier.load().model}, in percent"
        )
        terminalreporter.write_line(shown)
