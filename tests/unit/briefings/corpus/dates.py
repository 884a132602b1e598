"""Facts that were true once."""

from tests.unit.briefings.corpus.case import BOTH, case

TIME = (
    case(
        "approved by nobody",
        "no-approver",
        ("approver: Ines", 'approver: ""'),
    ),
    case(
        "checked tomorrow",
        "as-of-ahead",
        ("as_of: 2031-03-01", "as_of: 2031-05-02"),
    ),
    case(
        "past its review",
        "review-overdue",
        ("review_by: 2031-09-01", "review_by: 2031-04-01"),
    ),
    case(
        "reviewed before it was checked",
        "review-before-as-of review-overdue",
        ("review_by: 2031-09-01", "review_by: 2031-02-01"),
    ),
    case(
        "reviewed in five years",
        "review-far-off",
        ("review_by: 2031-09-01", "review_by: 2036-03-01"),
    ),
    case(
        "currently, two months ago",
        "stale-present",
        (BOTH, "Both sides currently ask for more buses."),
    ),
    case(
        "is meeting, two months ago",
        "stale-present",
        (BOTH, "The mayor is meeting both sides."),
    ),
    case(
        "will meet on a day that has passed",
        "past-its-day",
        (BOTH, "Both sides will meet again on 20 March 2031."),
    ),
    case(
        "is due in a month that has passed",
        "past-its-day",
        (BOTH, "A report is due in April 2031 from both sides."),
    ),
    case(
        "last week, seen from when",
        "relative-day",
        (BOTH, "Both sides asked for more buses last week."),
    ),
)
