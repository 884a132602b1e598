"""Things that happen on the simulated Reddit by themselves at set times."""

import heapq
from collections.abc import Callable

from civilbot.simulator.world import World


class Timeline:
    """Events waiting for their time on the world's clock."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._waiting: list[tuple[float, int, Callable[[float], None]]] = []
        self._count = 0

    def add(self, at: float, event: Callable[[float], None]) -> None:
        """Plan an event; it is told the moment for which it was planned."""
        self._count += 1
        heapq.heappush(self._waiting, (at, self._count, event))

    def play(self) -> int:
        """Let everything happen that is due; tells how much that was."""
        played = 0
        while self._waiting and self._waiting[0][0] <= self._world.now():
            at, _, event = heapq.heappop(self._waiting)
            event(at)
            played += 1
        return played

    @property
    def next_at(self) -> float | None:
        """When the next event is due."""
        return self._waiting[0][0] if self._waiting else None

    def __len__(self) -> int:
        return len(self._waiting)
