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
    heads, targets = logits[:, : len(HEADS)], logits[:, len(HEADS) :]
    known = (labels >= 0).to(logits.dtype) * _weights(logits)
    each = functional.binary_cross_entropy_with_logits(
        heads, labels.clamp(min=0).to(logits.dtype), reduction="none"
    )
    loss = (each * known).sum() / known.sum().clamp(min=1.0)
    if bool((target >= 0).any()):
        aimed = functional.cross_entropy(targets, target, ignore_index=-1)
        loss = loss + _TARGET * aimed
    return loss


def soft(logits: torch.Tensor, taught: torch.Tensor) -> torch.Tensor:
    """Return the loss against a teacher's logits, which know of every text."""
    heads = functional.binary_cross_entropy_with_logits(
        logits[:, : len(HEADS)],
        taught[:, : len(HEADS)].sigmoid(),
        weight=_weights(logits).expand(len(logits), -1),
    )
    targets = functional.cross_entropy(
        logits[:, len(HEADS) :], taught[:, len(HEADS) :].softmax(dim=1)
    )
    return heads + _TARGET * targets


def both(
    logits: torch.Tensor,
    taught: torch.Tensor,
    labels: torch.Tensor,
    target: torch.Tensor,
) -> torch.Tensor:
    """Return the loss against a teacher (NaN: it has not seen the text) and people."""
    scored = taught[:, 0].isfinite()
    labelled = bool((labels >= 0).any())
    if not bool(scored.any()):
        return hard(logits, labels, target)
    share = _FROM_TEACHER if labelled else 1.0
    loss = share * soft(logits[scored], taught[scored])
    return loss + (1 - share) * hard(logits, labels, target) if labelled else loss


def _weights(logits: torch.Tensor) -> torch.Tensor:
    weights = torch.ones(1, len(HEADS), dtype=logits.dtype)
    weights[0, 0] = _VERDICT
    return weights
