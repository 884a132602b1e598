"""Prints how the detector does: python -m tests.civility [evasion]."""

import argparse
from functools import partial

from civilbot import classifier, language
from civilbot.model import Caution
from tests.civility import report
from tests.civility.evasion import measure
from tests.civility.evasion.innocents import innocents
from tests.civility.evasion.violations import perturbed
from tests.civility.suite import Detector, judge, read_suite


def main() -> None:
    """Judge all cases, or disguised ones, and print what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.civility")
    parser.add_argument(
        "what", nargs="?", choices=("cases", "evasion"), default="cases"
    )
    levels = ", ".join(Caution)
    parser.add_argument(
        "--caution", type=Caution, default=Caution.CAUTIOUS, help=levels
    )
    parser.add_argument("--json", action="store_true", help="counts and misses")
    parser.add_argument("--misses", action="store_true", help="every wrong verdict")
    parser.add_argument("--rules-only", action="store_true", help="without the model")
    asked = parser.parse_args()
    model = None if asked.rules_only else classifier.load()
    read = partial(model.read if model else language.read, caution=asked.caution)
    if not asked.json:
        name = model.model if model else language.MODEL
        print(f"{name} at {asked.caution}, in percent\n")
    if asked.what == "evasion":
        _evasion(read, misses=asked.misses)
    else:
        _cases(read, misses=asked.misses, json=asked.json)


def _cases(read: Detector, *, misses: bool, json: bool) -> None:
    suite = read_suite()
    outcomes = judge(suite, read)
    if json:
        print(report.as_json(suite, outcomes))
        return
    print(report.table(suite, outcomes))
    if misses:
        print("\n" + report.misses(outcomes))


def _evasion(read: Detector, *, misses: bool) -> None:
    seen = measure.judge_hidden(perturbed(read_suite()), read)
    harmless = innocents()
    print(measure.table(seen))
    print("\n" + measure.told(harmless, measure.flagged(harmless, read)))
    if misses:
        print("\nflagged in plain only:\n" + measure.missed(seen))


if __name__ == "__main__":
    main()
