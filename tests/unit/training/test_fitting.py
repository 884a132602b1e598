"""A run that is stopped goes on as if it never had been."""

import pytest

torch = pytest.importorskip("torch", reason="networks are trained with torch")

from training import losses  # noqa: E402 - only after torch is known to be there
from training.fitting import (  # noqa: E402
    Budget,
    Fitting,
    Schedule,
    average,
    load_learnt,
    pace,
)
from training.labels import HEADS, TARGETS  # noqa: E402

BATCHES = [[n, n + 1, n + 2] for n in range(0, 60, 3)]
SCHEDULE = Schedule(rate=0.05, batch=3, epochs=1)
#: A logit per head, then per target.
ANSWERS = len(HEADS) + len(TARGETS)
FOR_EVER, ONE_BATCH = Budget(minutes=60), Budget(minutes=0)


def _fitting(data="one mix"):
    torch.manual_seed(0)
    network = torch.nn.Sequential(
        torch.nn.Linear(4, 8), torch.nn.Dropout(0.5), torch.nn.Linear(8, 1)
    )
    return Fitting(network, SCHEDULE, BATCHES, data)


def _run(fitting, path, budget):
    inputs = torch.arange(240, dtype=torch.float32).reshape(60, 4) / 240

    def loss_of(rows):
        return (fitting.model(inputs[list(rows)]) - 1).square().mean()

    return fitting.run(loss_of, path, budget, lambda _: None)


def _weights(fitting):
    return torch.cat([p.detach().flatten() for p in fitting.model.parameters()])


def test_a_run_in_twenty_pieces_ends_with_the_same_weights(tmp_path):
    """Weights, optimiser, learning rate, dropout and place in the data go on."""
    whole = _fitting()
    whole.resume(tmp_path / "whole.pt")
    assert _run(whole, tmp_path / "whole.pt", FOR_EVER).finished
    for number in range(1, 20):
        piece = _fitting()
        piece.resume(tmp_path / "pieces.pt")
        progress = _run(piece, tmp_path / "pieces.pt", ONE_BATCH)
        assert (progress.rows_now, progress.rows) == (3, 3 * number)
        assert not progress.finished
    last = _fitting()
    last.resume(tmp_path / "pieces.pt")
    assert _run(last, tmp_path / "pieces.pt", ONE_BATCH).finished
    assert torch.equal(_weights(whole), _weights(last))


def test_two_runs_are_averaged_weight_by_weight(tmp_path):
    """What lies between them is often better than either."""
    ends = [tmp_path / "1.pt", tmp_path / "2.pt"]
    first, second = _fitting(), _fitting()
    _run(first, ends[0], ONE_BATCH)
    _run(second, ends[1], FOR_EVER)
    average(ends, tmp_path / "mean.pt")
    mean = _fitting()
    load_learnt(mean.model, tmp_path / "mean.pt")
    between = (_weights(first) + _weights(second)) / 2
    assert torch.allclose(_weights(mean), between)
    assert not torch.allclose(_weights(first), _weights(second))


def test_a_run_on_other_data_is_refused(tmp_path):
    """Two halves of different runs would be a model of neither."""
    first = _fitting()
    first.resume(tmp_path / "a.pt")
    _run(first, tmp_path / "a.pt", ONE_BATCH)
    with pytest.raises(ValueError, match="other data"):
        _fitting("another mix").resume(tmp_path / "a.pt")


def test_the_rate_rises_briefly_and_falls_to_nothing():
    """It depends on the step alone."""
    rates = [pace(step, 100) for step in range(101)]
    assert rates.index(max(rates)) <= 6
    assert (rates[0] < 0.2, rates[100]) == (True, 0.0)


def test_unknown_labels_cost_nothing():
    """What a source does not know must not pull the model anywhere."""
    logits = torch.zeros(2, ANSWERS, requires_grad=True)
    labels = torch.full((2, len(HEADS)), -1)
    labels[0, 3] = 1
    losses.hard(logits, labels, torch.tensor([-1, 2])).backward()
    assert logits.grad is not None
    touched = logits.grad.abs() > 0
    assert touched[0].nonzero().flatten().tolist() == [3]
    assert touched[1].nonzero().flatten().tolist() == list(range(len(HEADS), ANSWERS))


def test_a_teacher_is_followed_only_where_it_has_been():
    """A text without its scores is learnt from people's labels alone."""
    labels = torch.full((2, len(HEADS)), -1)
    labels[:, 0] = 1
    target = torch.tensor([-1, -1])
    taught = torch.zeros(2, ANSWERS)
    taught[1] = float("nan")
    logits = torch.zeros(2, ANSWERS, requires_grad=True)
    losses.both(logits, taught, labels, target).backward()
    assert logits.grad is not None
    assert bool(logits.grad.isfinite().all())
    unseen = torch.full((2, ANSWERS), float("nan"))
    alone = losses.both(torch.zeros(2, ANSWERS), unseen, labels, target)
    assert alone.item() == pytest.approx(0.6931, abs=1e-4)
