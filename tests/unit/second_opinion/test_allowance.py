"""How much is asked: a day's budget, and a pause when the server fails."""

from concurrent.futures import ThreadPoolExecutor

from tests.builders import DAY, HOUR, Lines, StoppedClock
from tests.unit.second_opinion.asking import TEXT, Asking, reasons
from tests.unit.second_opinion.stub import Stub, replies, says, status

SPENT = (
    "second_opinion.missing",
    "today's 2 requests are spent, until midnight UTC",
)
PAUSED = ("second_opinion.missing", "paused after 3 failures in a row")


def test_no_more_is_asked_than_the_day_allows(
    server: Stub, asking: Asking, lines: Lines
) -> None:
    """Each text beyond it has a line in the log, and costs nothing."""
    somebody = asking(per_day=2)
    given = [somebody.ask(TEXT) is not None for _ in range(4)]
    assert given == [True, True, False, False]
    assert reasons(lines) == [SPENT, SPENT]
    assert len(server.asked) == 2


def test_the_next_day_begins_at_midnight_utc(
    asking: Asking, clock: StoppedClock
) -> None:
    """Noon it is, so twelve hours later, and not a second before."""
    somebody = asking(per_day=1)
    assert somebody.ask(TEXT)
    clock.sleep(12 * HOUR - 1)
    assert somebody.ask(TEXT) is None
    clock.sleep(1)
    assert somebody.ask(TEXT)
    assert somebody.ask(TEXT) is None
    clock.sleep(DAY)
    assert somebody.ask(TEXT)


def test_a_request_counts_whatever_comes_of_it(
    server: Stub, asking: Asking, lines: Lines
) -> None:
    """A provider takes money for prose, too; and so it does for both tries."""
    server.plays(says("Well, it depends."))
    somebody = asking(per_day=2)
    for _ in range(3):
        somebody.ask(TEXT)
    assert reasons(lines)[-1] == SPENT
    server.plays(status(400))
    asking(per_day=3).ask(TEXT)
    assert len(server.asked) == 4


def test_the_second_try_is_within_the_budget(
    server: Stub, asking: Asking, lines: Lines
) -> None:
    """The last request of a day has none."""
    server.plays(replies(), status(400))
    somebody = asking(per_day=2)
    assert somebody.ask(TEXT)
    assert somebody.ask(TEXT) is None
    assert reasons(lines) == [SPENT]
    assert len(server.asked) == 2


def test_threads_share_one_budget(server: Stub, asking: Asking) -> None:
    """Several polls may run at once."""
    somebody = asking(per_day=5)
    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(lambda _: somebody.ask(TEXT), range(20)))
    assert len([opinion for opinion in given if opinion]) == 5
    assert len(server.asked) == 5


def test_after_three_failures_the_server_is_left_alone_for_five_minutes(
    server: Stub, asking: Asking, clock: StoppedClock, lines: Lines
) -> None:
    """It may be starting, or overwhelmed; nobody waits for it meanwhile."""
    server.plays(status(500))
    somebody = asking()
    for _ in range(5):
        assert somebody.ask(TEXT) is None
    assert len(server.asked) == 3
    assert reasons(lines)[3:] == [PAUSED, PAUSED]
    server.plays(replies())
    clock.sleep(299)
    assert somebody.ask(TEXT) is None
    clock.sleep(1)
    assert somebody.ask(TEXT)
    assert somebody.ask(TEXT)


def test_after_a_pause_one_failure_starts_the_next(
    server: Stub, asking: Asking, clock: StoppedClock
) -> None:
    """A server that is gone for the night costs one request in five minutes."""
    server.plays(status(500))
    somebody = asking()
    for _ in range(3):
        somebody.ask(TEXT)
    clock.sleep(300)
    for _ in range(3):
        somebody.ask(TEXT)
    assert len(server.asked) == 4


def test_an_opinion_ends_the_row_of_failures(server: Stub, asking: Asking) -> None:
    """Now and then, every server fails."""
    bad = status(503)
    server.plays(bad, bad, replies(), bad, bad, replies())
    somebody = asking()
    given = [somebody.ask(TEXT) is not None for _ in range(6)]
    assert given == [False, False, True, False, False, True]


def test_nobody_can_write_a_text_that_pauses_the_second_opinion(
    server: Stub, asking: Asking, lines: Lines
) -> None:
    """What a model writes, and whether a text fits, hangs on the text."""
    server.plays(says("I will not answer."), says(None), status(422), status(413))
    somebody = asking()
    for _ in range(8):
        assert somebody.ask(TEXT) is None
    assert len(server.asked) == 8
    assert PAUSED not in reasons(lines)


def test_a_clock_that_is_set_back_does_not_make_a_pause_longer(
    server: Stub, asking: Asking, clock: StoppedClock
) -> None:
    """By an hour, say."""
    server.plays(status(500))
    somebody = asking()
    for _ in range(3):
        somebody.ask(TEXT)
    clock.sleep(-HOUR)
    server.plays(replies())
    assert somebody.ask(TEXT)
