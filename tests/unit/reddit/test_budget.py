"""The rate limit as Reddit states it, and who has to wait when it runs low."""

from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civilbot.errors import RedditBusy
from civilbot.reddit.budget import Budget

NOON = 1_800_000_000.0


def headers(remaining: str, used: str = "0", reset: str = "300") -> dict[str, str]:
    """What Reddit says of its rate limit."""
    return {
        "x-ratelimit-remaining": remaining,
        "x-ratelimit-used": used,
        "x-ratelimit-reset": reset,
    }


def told(remaining: str, used: str = "0", reset: str = "300") -> Budget:
    """A budget that has seen one answer."""
    budget = Budget()
    budget.learn(headers(remaining, used, reset), NOON)
    return budget


def test_the_first_request_is_allowed():
    """Nothing is known before the first answer."""
    assert Budget().wait(NOON) == 0.0


def test_nothing_may_go_out_when_nothing_remains():
    """Not even an action, until the window ends."""
    budget = told("0.0", "1000", "120")
    assert budget.wait(NOON, action=True) == 120.0
    assert budget.wait(NOON + 119, action=True) == 1.0
    assert budget.wait(NOON + 120, action=True) == 0.0


def test_reads_stop_while_a_fifth_is_left_for_actions():
    """The size of the window comes from the headers, too."""
    assert told("201", "799").wait(NOON) == 0.0
    assert told("200", "800").wait(NOON) == 300.0
    assert told("200", "800").wait(NOON, action=True) == 0.0
    assert told("2001", "7999").wait(NOON) == 0.0
    assert told("2000", "8000").wait(NOON) == 300.0


def test_a_tiny_limit_still_lets_reads_through():
    """A fifth of one request is no request."""
    assert told("1", "0").wait(NOON) == 0.0


def test_each_request_counts_before_its_answer_is_there():
    """Two threads do not take the same last request."""
    budget = told("2", "0")
    budget.take(NOON, action=True)
    budget.take(NOON, action=True)
    with pytest.raises(RedditBusy) as caught:
        budget.take(NOON, action=True)
    assert caught.value.retry_after == 300.0
    assert str(caught.value) == "Reddit's rate limit is used up; no request was made"


def test_an_answer_that_comes_late_gives_nothing_back():
    """Within a window the rest only gets smaller."""
    budget = told("10", "990", "300")
    budget.learn(headers("400", "600", "301"), NOON)
    assert budget.wait(NOON) == 301.0


def test_a_new_window_starts_afresh():
    """When the old one is over, what the next answer says counts."""
    budget = told("0", "1000", "60")
    budget.learn(headers("999", "1", "600"), NOON + 61)
    assert budget.wait(NOON + 61) == 0.0


def test_a_window_that_was_begun_anew_early_is_believed():
    """Reddit may reset its counts before the time it gave."""
    budget = told("0", "1000", "60")
    budget.learn(headers("999", "1", "600"), NOON + 10)
    assert budget.wait(NOON + 10) == 0.0


def test_too_many_requests_stops_everything_for_the_longer_time():
    """Whatever is longer: what Reddit asks for, or the rest of the window."""
    budget = Budget()
    assert budget.pause({"retry-after": "5", **headers("0", reset="40")}, NOON) == 40
    assert budget.wait(NOON, action=True) == 40.0
    other = Budget()
    assert other.pause({"retry-after": "90", **headers("0", reset="40")}, NOON) == 90
    assert other.wait(NOON + 89, action=True) == 1.0
    assert other.wait(NOON + 90, action=True) == 0.0


def test_too_many_requests_without_a_time_waits_a_minute():
    """Going on at once would only be refused again."""
    assert Budget().pause({}, NOON) == 60.0
    assert Budget().pause({"retry-after": "soon"}, NOON) == 60.0


def test_a_shorter_pause_does_not_end_a_longer_one():
    """Two sessions may be refused one after the other."""
    budget = Budget()
    budget.pause({"retry-after": "100"}, NOON)
    budget.pause({"retry-after": "5"}, NOON)
    assert budget.wait(NOON, action=True) == 100.0


def test_retry_after_may_be_a_date():
    """HTTP allows both; prawcore fails on a date."""
    now = 1_792_324_800.0
    date = {"retry-after": "Sun, 18 Oct 2026 12:02:00 GMT"}
    assert Budget().pause(date, now) == 120.0
    unzoned = {"retry-after": "Sun, 18 Oct 2026 12:02:00 -0000"}
    assert Budget().pause(unzoned, now) == 120.0


def test_an_absurd_wait_is_not_believed():
    """An hour at most: then we ask again."""
    assert Budget().pause({"retry-after": "99999999"}, NOON) == 3600.0
    assert told("0", "1", "99999999").wait(NOON) == 3600.0


def test_a_clock_that_was_set_back_does_not_stop_the_bot():
    """What was learnt about times is worth nothing then."""
    budget = told("0", "1000", "600")
    budget.pause({"retry-after": "600"}, NOON)
    assert budget.wait(NOON - 86_400) == 0.0


@pytest.mark.parametrize("odd", ["", "many", "nan", "inf", "-1", "1,000"])
def test_odd_headers_change_nothing(odd):
    """Prawcore's limiter raises ValueError on some of these."""
    budget = told("500", "500")
    budget.learn(headers(odd), NOON)
    assert budget.wait(NOON) == 0.0


def test_fractions_are_numbers_too():
    """Reddit gives the rest as a float."""
    assert told("0.5", "999.5", "12.5").wait(NOON, action=True) == 12.5


def test_without_an_end_the_window_lasts_a_minute():
    """Unless the end is known from an answer before."""
    assert told("0", "10", "?").wait(NOON, action=True) == 60.0
    budget = told("5", "5", "200")
    budget.learn(headers("0", "10", "?"), NOON)
    assert budget.wait(NOON, action=True) == 200.0


def test_many_threads_take_exactly_what_is_there():
    """Not one request too many goes out."""
    budget = told("50", "0")
    taken: list[int] = []

    def take() -> None:
        for _ in range(20):
            try:
                budget.take(NOON, action=True)
            except RedditBusy:
                return
            taken.append(1)

    threads = [Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 50


@given(st.dictionaries(st.sampled_from([*headers("1"), "retry-after"]), st.text()))
def test_no_header_can_break_the_budget(odd):
    """Headers come from outside."""
    budget = Budget()
    budget.learn(odd, NOON)
    assert 0.0 < budget.pause(odd, NOON) <= 3600.0
    assert 0.0 <= budget.wait(NOON) <= 3600.0
