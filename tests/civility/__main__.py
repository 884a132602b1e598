"""Prints how the detector does on the civility cases: python -m tests.civility."""

import argparse
from functools import partial

from civilbot import classifier, language
from civilbot.model import Caution
from tests.civility import report
from tests.civility.suite import judge, read_suite


def main() -> None:
    """Judge all cases once and print what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.civility")
    levels = ", ".join(Caution)
    parser.add_argument(
        "--caution", type=Caution, default=Caution.CAUTIOUS, help=levels
    )
    parser.add_argument("--json", action="store_true", help="counts and misses")
    parser.add_argument("--misses", action="store_true", help="every wrong verdict")
    parser.add_argument("--rules-only", action="store_true", help="without the model")
    asked = parser.parse_args()
    suite = read_suite()
    model = None if asked.rules_only else classifier.load()
    read = model.read if model else language.read
    outcomes = judge(suite, partial(read, caution=asked.caution))
    if asked.json:
        print(report.as_json(suite, outcomes))
        return
    print(
        f"{model.model if model else language.MODEL} at {asked.caution}, in percent\n"
    )
    print(report.table(suite, outcomes))
    if asked.misses:
        print("\n" + report.misses(outcomes))


if __name__ == "__main__":
    main()
