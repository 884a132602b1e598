"""Writes pages of things for the routes that list them."""

from collections.abc import Iterable
from typing import Literal

from civilbot.simulator import render
from civilbot.simulator.answers import Answer, Json, answer
from civilbot.simulator.call import Call
from civilbot.simulator.listings import page, window
from civilbot.simulator.things import Submission, Thing


def write_thing(call: Call, thing: Thing, *, in_listing: bool = False) -> Json:
    """Write a submission or a comment for whoever asks."""
    if isinstance(thing, Submission):
        return render.submission(thing, call.world, viewer=call.viewer)
    place: Literal["listing", "alone"] = "listing" if in_listing else "alone"
    return render.comment(thing, call.world, viewer=call.viewer, place=place)


def things_page(call: Call, newest_first: Iterable[Thing]) -> Answer:
    """Write the page of a listing that was asked for."""
    part = page(newest_first, window(call.query))
    written = [write_thing(call, one, in_listing=True) for one in part.items]
    return answer(render.listing(written, after=part.after, before=part.before))
