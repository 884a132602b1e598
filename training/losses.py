"""What a network is punished for: only where somebody knows the answer."""

import torch
from torch.nn import functional

from training.labels import HEADS

#: The verdict weighs as much as two categories; whom words hit weighs less.
_VERDICT = 2.0
_TARGET = 0.3
#: How much of the loss comes from the teacher where people have labelled too. With .7
#: CAD is ranked as well, and EDOS, Civil Comments and reddit_incivility worse.
_FROM_TEACHER = 0.35
#: Logits are compared by their squared distance, which weighs about as much as entropy
#: does; a teacher's are cut where it is sure anyhow.
_SQUARES = 0.4
_FAR = 8.0


def hard(
    logits: torch.Tensor, labels: torch.Tensor, target: torch.Tensor
) -> torch.Tensor:
    """Return the loss against people's labels; unknown ones (-1) cost nothing."""
    each = torch.ones_like(logits[:, : len(HEADS)])
    return _hard(logits, labels, target, each)


def both(
    logits: torch.Tensor,
    taught: torch.Tensor,
    labels: torch.Tensor,
    target: torch.Tensor,
) -> torch.Tensor:
    """Return the loss against a teacher and people.

    Where the teacher says nothing of a head (NaN) people's labels count fully, and
    where nobody has labelled a text the teacher's answer does.
    """
    scored = taught.isfinite().any(dim=1)
    labelled = (labels >= 0).any(dim=1)
    told = taught[:, : len(HEADS)].isfinite()
    from_people = torch.where(told, 1.0 - _FROM_TEACHER, 1.0).to(logits.dtype)
    loss = _hard(logits, labels, target, from_people)
    if bool(scored.any()):
        from_teacher = torch.where(labelled, _FROM_TEACHER, 1.0).to(logits.dtype)
        loss = loss + _soft(logits[scored], taught[scored], from_teacher[scored])
    return loss


def _hard(
    logits: torch.Tensor,
    labels: torch.Tensor,
    target: torch.Tensor,
    trust: torch.Tensor,
) -> torch.Tensor:
    """Weigh each label by how far it is trusted; a batch without one costs nothing."""
    heads, targets = logits[:, : len(HEADS)], logits[:, len(HEADS) :]
    known = (labels >= 0).to(logits.dtype) * _weights(logits)
    each = functional.binary_cross_entropy_with_logits(
        heads, labels.clamp(min=0).to(logits.dtype), reduction="none"
    )
    loss = (each * known * trust).sum() / known.sum().clamp(min=1.0)
    if bool((target >= 0).any()):
        aimed = functional.cross_entropy(
            targets, target, ignore_index=-1, reduction="none"
        )
        loss = loss + _TARGET * (aimed * trust[:, 0]).sum() / (target >= 0).sum()
    return loss


def _soft(
    logits: torch.Tensor, taught: torch.Tensor, rows: torch.Tensor
) -> torch.Tensor:
    """Return how far logits are from a teacher's, where it has any (others are NaN)."""
    said = taught[:, : len(HEADS)]
    known = said.isfinite().to(logits.dtype) * _weights(logits)
    apart = logits[:, : len(HEADS)] - said.nan_to_num().clamp(-_FAR, _FAR)
    heads = _SQUARES * (apart.square() * known).mean(dim=1)
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
