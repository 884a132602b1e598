"""Gives figures as plain values for JSON; null where there is no figure."""

import math
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from civilbot.evaluation.calibration import Bin
from civilbot.evaluation.metrics import Counts
from civilbot.evaluation.slices import Slice

#: Computed figures that belong to the written ones.
_COMPUTED: dict[type, tuple[str, ...]] = {
    Counts: (
        "precision",
        "precision_interval",
        "recall",
        "recall_interval",
        "f1",
        "false_positive_rate",
        "false_positive_interval",
    ),
    Slice: ("texts", "violations", "fine", "flagged", "named_rightly"),
    Bin: ("share", "share_interval"),
}


def plain(value: Any) -> Any:
    """Turn figures into what JSON can hold."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if is_dataclass(value):
        return _object(value)
    return value


def _object(value: Any) -> dict[str, Any]:
    names = [one.name for one in fields(value)]
    computed = _COMPUTED.get(type(value), ())
    return {name: plain(getattr(value, name)) for name in (*names, *computed)}
