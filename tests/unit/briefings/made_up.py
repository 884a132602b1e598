"""A briefing about a bridge that does not exist, for tests to bend."""

from civilbot.briefings import Briefing, parse_briefing
from civilbot.model import Item, Kind

HARBOUR_BRIDGE = """\
---
id: harbour-bridge
title: The new harbour bridge
at_issue: building the bridge
revision: 3
as_of: 2031-03-01
review_by: 2031-09-01
approver: Ines
topic:
  terms:
    - name: bridge
      words: [bridge, crossing, "harbour link*"]
    - name: harbour
      words: [harbour, port, quay, HB]
    - {name: decision, words: [vote, votes, plan, cost, costs, toll]}
    - name: other bridge
      words: [card game, dental, Brooklyn]
  must:
    - [bridge]
    - [harbour, decision]
  any: [harbour, decision]
  together:
    - [bridge, harbour]
  none: [other bridge]
  sentences: [Whether the council should build the harbour bridge.]
  examples:
    match: [Council votes on the harbour bridge]
    near: [Ferry timetable for the harbour changes]
    unrelated: [A new bakery opens]
lint: {ignore: [{rule: reference-without-link, why: Radio Quay keeps no archive.}]}
sources:
  - id: report
    title: Traffic report
    publisher: City council
    url: https://council.example/report
    kind: official
    side: for
    status: verified
    checked_on: 2031-02-20
  - id: letter
    title: Letter of the fishers
    publisher: Harbour Gazette
    url: https://gazette.example/letter_(2031)
    kind: statement
    side: against
    status: copy
  - {id: radio, title: Evening news, publisher: Radio Quay, status: unlinked,\
 checked_on: 2031-02-20}
---

## Summary

The council votes on a bridge
over the harbour in June. [^radio]

## The case for

- It halves the way to the hospital. [^report]

## The case against

- It closes the quay to boats. [^letter]

## Key points

- The toll is not settled. [^report][^letter]

## Call to action

- Speak with respect, and check your sources.
"""


def bridge(*swaps: tuple[str, str]) -> Briefing:
    """Read the briefing, with words swapped in its text."""
    return parse_briefing(swapped(*swaps), source="bridge.md")


def swapped(*swaps: tuple[str, str]) -> str:
    """Give the text of the briefing, with words swapped; each has to be there."""
    text = HARBOUR_BRIDGE
    for old, new in swaps:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def thread(title: str, text: str = "", url: str = "", flair: str = "") -> Item:
    """Make a thread with a title."""
    return Item(
        fullname="t3_abc",
        kind=Kind.SUBMISSION,
        subreddit="harbourtown",
        author="somebody",
        created_utc=0.0,
        title=title,
        text=text,
        url=url,
        flair=flair,
    )
