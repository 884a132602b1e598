"""Replays a whole history: shares its parts, adds up, and notes how far it is."""

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from time import monotonic

from civilbot.backtest.history import History, Part
from civilbot.backtest.progress import Progress
from civilbot.backtest.remembered import Memory
from civilbot.backtest.replay import Asked, Done
from civilbot.backtest.tally import Tally
from civilbot.errors import BadInput, Place, Problem

Prepare = Callable[[], Callable[[Part], Done]]
#: Works parts off in their order, perhaps in several processes.
Share = Callable[[Iterable[Part], Prepare], Generator[Done]]

#: Seconds from one note to the next.
NOTE_EVERY = 5.0


@dataclass(frozen=True, kw_only=True)
class Run:
    """How a history is replayed."""

    history: History
    asked: Asked
    share: Share
    progress: Progress
    #: Hears of each part that was worked off, and of all that was counted so far.
    told: Callable[[Done, Tally], None]
    #: End at the first line that cannot be read.
    stop: bool = False
    note_every: float = NOTE_EVERY

    def replay(self) -> Tally:
        """Replay what was not replayed before, and return what all comes to.

        Raises:
            BadInput: nothing could be read, or, with `stop`, something could not.
            Refused: the note was written for something else.
        """
        mark, tally = self.progress.open()
        memory = Memory(self.asked.memory) if self.asked.memory else None
        noted = monotonic()
        parts = self.history.parts(mark)
        with closing(self.share(parts, self.asked.prepare)) as answers:
            for done in answers:
                self._refuse_bad(done.tally)
                mark = done.end
                tally.add(done.tally)
                self.progress.add(done.differences)
                if memory is not None:
                    memory.keep(done.scores)
                self.told(done, tally)
                if monotonic() - noted >= self.note_every:
                    self.progress.note(mark, tally)
                    noted = monotonic()
        if memory is not None:
            memory.close()
        self.progress.note(mark, tally)
        self._refuse_nothing(tally)
        return tally

    def _refuse_bad(self, tally: Tally) -> None:
        if not self.stop:
            return
        if tally.complaints:
            first = tally.complaints[0]
            raise BadInput(Problem(Place(self.history.name, first.line), first.why))
        if tally.broken:
            raise BadInput(Problem(Place(self.history.name), tally.broken))

    def _refuse_nothing(self, tally: Tally) -> None:
        """Refuse to report on a history that holds nothing that can be read."""
        if tally.judged or tally.gone or tally.outside:
            return
        place = Place(self.history.name)
        if tally.complaints:
            first = tally.complaints[0]
            place = Place(self.history.name, first.line)
            raise BadInput(
                Problem(place, first.why, "no line could be read; is this a dump?")
            )
        raise BadInput(Problem(place, tally.broken or "holds no posts or comments"))
