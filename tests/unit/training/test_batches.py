"""Batches hold every text once an epoch, in an order that can be repeated."""

from training.batches import in_order_of_length, plan, plan_rows

LENGTHS = [(7 * n) % 50 + 1 for n in range(4000)]


def test_an_epoch_holds_every_text_once():
    """Nothing is forgotten and nothing comes twice."""
    planned = plan(LENGTHS, batch=32, epochs=2, seed=0)
    half = len(planned) // 2
    for epoch in (planned[:half], planned[half:]):
        assert sorted(row for rows in epoch for row in rows) == list(range(4000))


def test_the_order_depends_on_the_seed_alone():
    """A stopped run goes on at the batch where it stopped."""
    once = plan(LENGTHS, batch=32, epochs=2, seed=1)
    assert once == plan(LENGTHS, batch=32, epochs=2, seed=1)
    assert once != plan(LENGTHS, batch=32, epochs=2, seed=2)
    assert once[: len(once) // 2] != once[len(once) // 2 :]


def test_a_batch_holds_texts_of_like_length():
    """Padding costs time."""
    widths = [
        max(LENGTHS[row] for row in rows) - min(LENGTHS[row] for row in rows)
        for rows in plan(LENGTHS, batch=32, epochs=1, seed=0)
    ]
    assert max(widths) <= 5


def test_scoring_takes_the_shortest_first():
    """The order is by length, then by place."""
    assert in_order_of_length([3, 1, 2, 1], 3) == [[1, 3, 2], [0]]


def test_some_rows_of_a_table_are_planned_by_their_own_lengths():
    """Each row once an epoch, under its number in the table."""
    lengths = [9, 1, 5, 7, 3, 8]
    planned = plan_rows([1, 3, 4], lengths, batch=2, epochs=2, seed=0)
    assert sorted(row for batch in planned for row in batch) == [1, 1, 3, 3, 4, 4]
