"""The endpoints of the simulated Reddit, by topic."""

from civilbot.simulator.routes import (
    accounts,
    flair,
    inbox,
    moderating,
    modmail,
    notes,
    posting,
    reading,
    subreddits,
    threads,
    wikis,
)

ROUTES = [
    *accounts.ROUTES,
    *flair.ROUTES,
    *inbox.ROUTES,
    *moderating.ROUTES,
    *modmail.ROUTES,
    *notes.ROUTES,
    *posting.ROUTES,
    *reading.ROUTES,
    *subreddits.ROUTES,
    *threads.ROUTES,
    *wikis.ROUTES,
]
