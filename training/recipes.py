"""Does the model need texts from Reddit? Trains two small students and compares.

python -m training.recipes --out OUT --sample 12000: one student with and one without
Reddit's texts, equally many, labels only, one epoch; AUC on Reddit's dev splits.
"""

import argparse
import statistics
import sys
from dataclasses import replace
from pathlib import Path

from civilbot.evaluation.metrics import roc_auc
from training import mix, student
from training.encoder import MultiHead, logits, minilm, strongest, tokenised
from training.fitting import Budget, load_learnt
from training.mix import DEV, Recipe
from training.table import Table, read_table

SETS = ("cad", "reddit_incivility", "guest_misogyny", "redditbias", "edos")


def main() -> int:
    """Print an AUC per set and recipe, and the means."""
    parser = argparse.ArgumentParser(prog="training.recipes", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--sample", type=int, default=12_000)
    asked = parser.parse_args()
    for with_reddit in (True, False):
        out = asked.out / ("with" if with_reddit else "without")
        table = _mix(out, Recipe(with_reddit, 0, asked.sample))
        schedule = replace(student.SCHEDULE, epochs=1)
        student.train_hard(table, out, Budget(minutes=60), schedule)
        found = _measure(table, out)
        told = ", ".join(f"{name} {auc:.3f}" for name, auc in found.items())
        mean = statistics.fmean(found.values())
        sys.stdout.write(f"{out.name} Reddit: {told}; mean {mean:.3f}\n")
        sys.stdout.flush()
    return 0


def _mix(out: Path, recipe: Recipe) -> Table:
    path = out / "mix.parquet"
    if not path.exists():
        mix.write(mix.build(recipe), path)
    return read_table(path)


def _measure(table: Table, out: Path) -> dict[str, float]:
    base = minilm()
    model = MultiHead(base, strongest)
    load_learnt(model, out / student.HARD_CHECKPOINT)
    found = {}
    for source in SETS:
        of_set = (table.split == DEV) & (table.source == source) & (table.y >= 0)
        texts = table.plain[of_set].tolist()
        scores = logits(model, base, tokenised(base, texts, student.SCHEDULE.tokens))
        truth = (table.y[of_set] == 1).tolist()
        found[source] = roc_auc(truth, scores[:, 0].tolist())
    return found


if __name__ == "__main__":
    raise SystemExit(main())
