"""Trains a network within a time budget, and goes on later exactly where it stopped."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import nn

_WARM_UP = 0.06
_CLIP = 1.0


@dataclass(frozen=True, slots=True)
class Schedule:
    """How to train; everything but the budget is part of a run's identity."""

    rate: float
    batch: int
    epochs: int
    seed: int = 0
    tokens: int = 96


@dataclass(frozen=True, slots=True)
class Budget:
    """How long to train now, and how often to save and to look."""

    minutes: float
    save_every: int = 100
    look_every: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come."""

    step: int
    steps: int
    #: All rows learnt from so far, those of this call, and how long these took.
    rows: int
    rows_now: int
    seconds: float

    @property
    def speed(self) -> float:
        """Rows a second; looking and saving not counted."""
        return self.rows_now / max(self.seconds, 1e-9)

    @property
    def finished(self) -> bool:
        """Whether the last batch is done."""
        return self.step >= self.steps


class Fitting:
    """One run: its network, its optimiser, and its place in the data."""

    def __init__(
        self,
        model: nn.Module,
        schedule: Schedule,
        batches: Sequence[Sequence[int]],
        data: str,
    ) -> None:
        self.model = model
        self._data = data
        self._schedule = schedule
        self._batches = batches
        self._step = 0
        self._learnt = [p for p in model.parameters() if p.requires_grad]
        self._optimiser = torch.optim.AdamW(
            self._learnt, lr=schedule.rate, weight_decay=0.01
        )

    @property
    def _identity(self) -> dict[str, object]:
        return {
            **asdict(self._schedule),
            "data": self._data,
            "batches": len(self._batches),
        }

    def save(self, path: Path) -> None:
        """Write everything that is needed to go on; a torn file is never left."""
        state = {
            "identity": json.dumps(self._identity, sort_keys=True),
            "step": self._step,
            "model": _learnt_state(self.model),
            "optimiser": self._optimiser.state_dict(),
            "random": torch.get_rng_state(),
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".fresh")
        torch.save(state, fresh)
        fresh.replace(path)

    def resume(self, path: Path) -> bool:
        """Go on where a saved run stopped; False if there is none.

        Raises:
            ValueError: if the saved run had other data or settings.
        """
        torch.manual_seed(self._schedule.seed)
        if not path.exists():
            return False
        state = torch.load(path, weights_only=True)
        if state["identity"] != json.dumps(self._identity, sort_keys=True):
            raise ValueError(f"{path} is of a run with other data or settings")
        self.model.load_state_dict(state["model"], strict=False)
        self._optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["random"])
        self._step = state["step"]
        return True

    def run(
        self,
        loss_of: Callable[[Sequence[int]], torch.Tensor],
        path: Path,
        budget: Budget,
        look: Callable[[Progress], None],
    ) -> Progress:
        """Train until the budget is spent or all is done; saved on the way."""
        began, first, learning = time.monotonic(), self._step, 0.0
        while self._step < len(self._batches):
            started = time.monotonic()
            self._learn(loss_of(self._batches[self._step]))
            learning += time.monotonic() - started
            self._step += 1
            if budget.look_every and self._step % budget.look_every == 0:
                look(self._progress(first, learning))
                self.model.train()
            if self._step % budget.save_every == 0:
                self.save(path)
            if time.monotonic() - began > 60 * budget.minutes:
                break
        self.save(path)
        return self._progress(first, learning)

    def _progress(self, first: int, seconds: float) -> Progress:
        learnt = sum(len(batch) for batch in self._batches[: self._step])
        now = learnt - sum(len(batch) for batch in self._batches[:first])
        return Progress(self._step, len(self._batches), learnt, now, seconds)

    def _learn(self, loss: torch.Tensor) -> None:
        for group in self._optimiser.param_groups:
            group["lr"] = self._schedule.rate * pace(self._step, len(self._batches))
        self._optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self._learnt, _CLIP)
        self._optimiser.step()


def pace(step: int, steps: int) -> float:
    """Return the share of the learning rate at a step: up briefly, then down to 0."""
    warm = max(1, int(steps * _WARM_UP))
    if step < warm:
        return (step + 1) / warm
    return max(0.0, (steps - step) / max(1, steps - warm))


def load_learnt(model: nn.Module, path: Path) -> None:
    """Give a network what a saved run has learnt so far."""
    model.load_state_dict(torch.load(path, weights_only=True)["model"], strict=False)


def average(paths: Sequence[Path], out: Path) -> None:
    """Write the mean of what saved runs of one network have learnt."""
    learnt = [torch.load(path, weights_only=True)["model"] for path in paths]
    mean = {
        name: torch.stack([one[name] for one in learnt]).mean(dim=0)
        for name in learnt[0]
    }
    torch.save({"model": mean}, out)


def _learnt_state(model: nn.Module) -> dict[str, torch.Tensor]:
    learnt = {name for name, p in model.named_parameters() if p.requires_grad}
    return {name: v for name, v in model.state_dict().items() if name in learnt}
