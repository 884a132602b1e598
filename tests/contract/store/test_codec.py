"""Whatever is decided can be written down and read again, and is the same."""

import json
from dataclasses import fields, replace
from types import SimpleNamespace
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civilbot.errors import Refused
from civilbot.ledger import Entry
from civilbot.model import (
    Action,
    Category,
    Decision,
    Finding,
    Fired,
    Item,
    Match,
    Outcome,
    Reading,
    Span,
)
from civilbot.store import codec
from civilbot.store.rows import decision_row, entry, entry_row, judged
from tests.builders import an_item

TIMES = st.floats(min_value=0, max_value=1e12)
FLOATS = st.floats(allow_nan=False)


def whole(of: type, **known: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values with every field drawn, also those that have a default."""
    hints = get_type_hints(of)
    drawn = {
        field.name: FLOATS
        if hints[field.name] is float
        else st.from_type(hints[field.name])
        for field in fields(of)
    }
    return st.builds(of, **(drawn | known))


def several(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """A tuple of some."""
    return st.lists(of, max_size=3).map(tuple)


#: The text that a crosspost repeats is somebody else's, and not kept.
ITEMS = whole(Item, created_utc=TIMES, edited_utc=TIMES, crosspost_text=st.just(""))
FINDINGS = whole(Finding, spans=several(st.builds(Span)))
READINGS = whole(
    Reading,
    findings=several(FINDINGS),
    categories=several(st.tuples(st.sampled_from(Category), FLOATS)),
)
ACTIONS = whole(Action)
DECISIONS = whole(
    Decision,
    item=ITEMS,
    reading=st.none() | READINGS,
    match=st.none() | whole(Match),
    actions=several(ACTIONS),
    outcome=st.sampled_from([Outcome.ACT, Outcome.SHADOW]),
    # Their reasons and actions stand in the decision's own.
    fired=several(st.builds(Fired, reason=st.just(""), actions=st.just(()))),
)


@settings(max_examples=60)
@given(decision=DECISIONS, now=TIMES)
def test_a_decision_that_acts_comes_back_the_same(decision, now):
    """Every field of item, reading, match and actions survives the row."""
    row: Any = SimpleNamespace(**decision_row(decision, now))
    assert judged(row).decision == decision
    assert judged(row).judged_at == now


@settings(max_examples=60)
@given(planned=whole(Entry, action=ACTIONS))
def test_a_ledger_entry_comes_back_the_same(planned):
    """Every field of the entry and its action survives the row."""
    row: Any = SimpleNamespace(**entry_row(planned, "t1_c1@0", 0))
    assert entry(row) == planned


@settings(max_examples=60)
@given(decision=DECISIONS)
def test_documents_are_plain_ascii_with_a_version(decision):
    """Anything can read them, and says so if it knows only other versions."""
    document = codec.dump_actions(decision.actions)
    assert document.isascii()
    assert json.loads(document)["v"] == 1


def test_what_a_crosspost_repeats_is_kept_in_its_title_only():
    """A decision of an earlier version, without either, is read as well."""
    item = an_item("t3_1", crosspost_title="Council votes", crosspost_text="Secret.")
    about = codec.dump_about(item)
    assert "Secret" not in about
    assert codec.load_about(about)["crosspost_title"] == "Council votes"
    older = json.loads(about)
    del older["crosspost_title"]
    decision = Decision(item=item, outcome=Outcome.ACT, reasons=())
    row = decision_row(decision, 0.0) | {"about": json.dumps(older)}
    read: Any = SimpleNamespace(**row)
    assert judged(read).decision.item == replace(
        item, crosspost_title="", crosspost_text=""
    )


def test_a_document_of_a_newer_version_is_refused():
    """It is never misread as one of ours."""
    with pytest.raises(Refused, match="written by a newer civilbot"):
        codec.load_reasons('{"v":2,"reasons":["x"]}')
