"""Orders texts into batches of like length, the same way every time.

The order of all epochs is a function of lengths and seed alone, so a run that
was stopped goes on at the very batch where it stopped.
"""

from collections.abc import Sequence

from training.labels import draw

_BUCKET_BATCHES = 50


def plan(
    lengths: Sequence[int], *, batch: int, epochs: int, seed: int
) -> list[list[int]]:
    """Return the batches of all epochs: rows by number, like lengths together."""
    planned: list[list[int]] = []
    for epoch in range(epochs):
        planned += _epoch(lengths, batch, f"{seed}/{epoch}")
    return planned


def plan_rows(
    rows: Sequence[int], lengths: Sequence[int], *, batch: int, epochs: int, seed: int
) -> list[list[int]]:
    """Plan for some rows of a table; `lengths` are those of all its rows."""
    chosen = [lengths[row] for row in rows]
    planned = plan(chosen, batch=batch, epochs=epochs, seed=seed)
    return [[int(rows[at]) for at in places] for places in planned]


def in_order_of_length(lengths: Sequence[int], batch: int) -> list[list[int]]:
    """Return batches for scoring: shortest first, so padding is least."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    return [order[at : at + batch] for at in range(0, len(order), batch)]


def _epoch(lengths: Sequence[int], batch: int, key: str) -> list[list[int]]:
    order = sorted(range(len(lengths)), key=lambda row: draw(0, key, row))
    size = batch * _BUCKET_BATCHES
    found: list[list[int]] = []
    for start in range(0, len(order), size):
        bucket = sorted(order[start : start + size], key=lambda row: lengths[row])
        found += [bucket[at : at + batch] for at in range(0, len(bucket), batch)]
    return sorted(found, key=lambda rows: draw(1, key, rows[0]))
