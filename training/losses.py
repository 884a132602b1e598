"""What a network is punished for: only where somebody knows the answer."""

import torch
from torch.nn import functional

from training.labels import HEADS

#: The verdict weighs as much as two categories; whom words hit weighs less.
_VERDICT = 2.0
_TARGET = 0.3
#: How much of the loss comes from the teacher where people have labelled too.
_FROM_TEACHER = 0.7


def hard(
    logits: torch.Tensor, labels: torch.Tensor, target: torch.Tensor
) -> torch.Tensor:
    """Return the loss against people's labels; unknown ones (-1) cost nothing."""
    each = torch.ones(len(logits), dtype=logits.dtype)
    return _hard(logits, labels, target, each)


def both(
    logits: torch.Tensor,
    taught: torch.Tensor,
    labels: torch.Tensor,
    target: torch.Tensor,
) -> torch.Tensor:
    """Return the loss against a teacher and people.

    Where the teacher has not seen a text (NaN) people's labels count fully, and
    where nobody has labelled it the teacher's answer does.
    """
    scored = taught[:, 0].isfinite()
    labelled = (labels >= 0).any(dim=1)
    from_people = torch.where(scored, 1.0 - _FROM_TEACHER, 1.0).to(logits.dtype)
    loss = _hard(logits, labels, target, from_people)
    if bool(scored.any()):
        from_teacher = torch.where(labelled, _FROM_TEACHER, 1.0).to(logits.dtype)
        loss = loss + _soft(logits[scored], taught[scored], from_teacher[scored])
    return loss


def _hard(
    logits: torch.Tensor,
    labels: torch.Tensor,
    target: torch.Tensor,
    rows: torch.Tensor,
) -> torch.Tensor:
    """Weigh each row; a batch without a label costs nothing."""
    heads, targets = logits[:, : len(HEADS)], logits[:, len(HEADS) :]
    known = (labels >= 0).to(logits.dtype) * _weights(logits)
    each = functional.binary_cross_entropy_with_logits(
        heads, labels.clamp(min=0).to(logits.dtype), reduction="none"
    )
    loss = (each * known * rows[:, None]).sum() / known.sum().clamp(min=1.0)
    if bool((target >= 0).any()):
        aimed = functional.cross_entropy(
            targets, target, ignore_index=-1, reduction="none"
        )
        loss = loss + _TARGET * (aimed * rows).sum() / (target >= 0).sum()
    return loss


def _soft(
    logits: torch.Tensor, taught: torch.Tensor, rows: torch.Tensor
) -> torch.Tensor:
    heads = functional.binary_cross_entropy_with_logits(
        logits[:, : len(HEADS)],
        taught[:, : len(HEADS)].sigmoid(),
        weight=_weights(logits).expand(len(logits), -1),
        reduction="none",
    ).mean(dim=1)
    targets = functional.cross_entropy(
        logits[:, len(HEADS) :],
        taught[:, len(HEADS) :].softmax(dim=1),
        reduction="none",
    )
    return ((heads + _TARGET * targets) * rows).mean()


def _weights(logits: torch.Tensor) -> torch.Tensor:
    weights = torch.ones(1, len(HEADS), dtype=logits.dtype)
    weights[0, 0] = _VERDICT
    return weights
