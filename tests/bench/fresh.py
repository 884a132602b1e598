"""Loads a detector in a fresh process, scores texts, and says what that took.

python -m tests.bench.fresh rules|detector < TEXTS, a JSON list; prints JSON.
Nothing is imported up here that the detector does not need itself.
"""

import json
import sys
import time
from collections.abc import Callable

from civilbot import language
from tests.bench.measuring import memory


def main() -> None:
    """Load what is asked for, score everything, and print seconds and MB."""
    texts = json.load(sys.stdin)
    read: Callable[[str], object] = language.read
    start = time.perf_counter()
    if sys.argv[1:] == ["detector"]:
        from civilbot import classifier  # noqa: PLC0415 - this is what is measured

        read = classifier.load().read
    seconds = time.perf_counter() - start
    for text in texts:
        read(text)
    print(json.dumps({"seconds": seconds, "memory": memory(what="VmHWM")}))


if __name__ == "__main__":
    main()
