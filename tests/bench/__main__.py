"""Measures the bot on this machine; prints ratios against baselines of the same run.

Run by `make bench`. Nothing here fails: machines differ and are noisy.
"""

import argparse
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.bench import backtest, bot, detector, matching

PARTS: Mapping[str, Callable[[Path], None]] = {
    "thinking": bot.thinking,
    "ruling": bot.ruling,
    "keeping": bot.keeping,
    "idling": bot.idling,
    "detector": detector.measure,
    "matching": matching.measure,
    "backtest": backtest.measure,
}


def main() -> None:
    """Measure what is asked for, or everything."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="PART")
    asked = parser.parse_args()
    for name in asked.parts or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            PARTS[name](Path(folder))


if __name__ == "__main__":
    main()
