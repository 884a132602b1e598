"""Takes out of a trained network what it needs least, so that it reads faster.

Two thirds of a layer's work is a wide inner part. How much each of its units is needed
is measured as how far the loss would move without it, to first order (activation times
gradient, Molchanov and others, 2017); the least needed ones go, and what is left learns
on.
"""

from collections.abc import Callable, Sequence

import torch
from torch import nn

from training.encoder import MultiHead

#: How many of 1,536 units each layer keeps. The first two read every text that the
#: linear model leaves over, the others only what is doubtful by then.
WIDTHS = (768, 768, 1024, 1024, 1024, 1024)


def narrow(model: MultiHead, kept: Sequence[torch.Tensor]) -> None:
    """Keep these inner units of each layer, given by their places."""
    for layer, units in zip(model.encoder.encoder.layer, kept, strict=True):
        inner, outer = layer.intermediate.dense, layer.output.dense
        _replace(inner, inner.weight[units], inner.bias[units])
        _replace(outer, outer.weight[:, units], outer.bias)


def any_units() -> list[torch.Tensor]:
    """Return places of as many units as are kept, to make room for learnt weights."""
    return [torch.arange(width) for width in WIDTHS]


def most_needed(
    model: MultiHead, losses: Sequence[Callable[[], torch.Tensor]]
) -> list[torch.Tensor]:
    """Return the places of the units of each layer that these losses need most."""
    layers = model.encoder.encoder.layer
    needed = [torch.zeros(layer.intermediate.dense.out_features) for layer in layers]
    held: list[torch.Tensor] = []

    def hold(_: nn.Module, __: object, found: torch.Tensor) -> None:
        found.retain_grad()
        held.append(found)

    hooks = [layer.intermediate.register_forward_hook(hold) for layer in layers]
    model.eval()
    for loss_of in losses:
        held.clear()
        model.zero_grad()
        loss_of().backward()
        for at, found in enumerate(held):
            pulled = (found * found.grad).detach().float().sum((0, 1))
            needed[at] += pulled.abs()
    for hook in hooks:
        hook.remove()
    model.zero_grad()
    return [
        units.argsort(descending=True)[:width].sort().values
        for units, width in zip(needed, WIDTHS, strict=True)
    ]


def _replace(dense: nn.Linear, weight: torch.Tensor, bias: torch.Tensor) -> None:
    dense.weight = nn.Parameter(weight.detach().clone())
    dense.bias = nn.Parameter(bias.detach().clone())
    dense.out_features, dense.in_features = weight.shape
