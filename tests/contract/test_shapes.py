"""The checker that holds the simulator to Reddit's real answers finds what is wrong."""

from typing import Any

import pytest

from tests.contract.shapes import Shape, answers, named, problems

PERSON: Shape = {"object": {"name": "string", "age?": "null|number"}}


@pytest.mark.parametrize(
    "value",
    [{"name": "ann"}, {"name": "ann", "age": 3}, {"name": "ann", "age": None}],
)
def test_a_fitting_object_has_no_problems(value: dict[str, Any]) -> None:
    """Optional keys may be absent or hold any of their types."""
    assert problems(value, PERSON) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({}, "$.name: missing"),
        ({"name": "ann", "hat": 1}, "$.hat: never seen in reality"),
        ({"name": 7}, "$.name: number, really string"),
        ({"name": True}, "$.name: boolean, really string"),
        ({"name": "ann", "age": True}, "$.age: boolean, really null|number"),
        ({"name": "ann", "age": "3"}, "$.age: string, really null|number"),
        ([], "$: array, really object"),
    ],
)
def test_each_kind_of_mismatch_is_named_with_its_path(
    value: object, expected: str
) -> None:
    """Missing keys, unknown keys and wrong types are told apart."""
    assert problems(value, PERSON) == [expected]


def test_items_of_arrays_and_maps_are_checked_one_by_one() -> None:
    """The path says which item is wrong."""
    assert problems(["a", 1], {"array": "string"}) == ["$[1]: number, really string"]
    assert problems({"x1": 1}, {"map": "string"}) == ["$[x1]: number, really string"]
    assert problems({}, {"array": "string"}) == ["$: object, really array"]
    assert problems([], {"map": "string"}) == ["$: array, really object"]


def test_the_nearest_alternative_is_the_one_complained_about() -> None:
    """An object is compared with the object, not with the string beside it."""
    shape: Shape = {"one of": ["string", PERSON]}
    assert problems("", shape) == []
    assert problems({"name": 1}, shape) == ["$.name: number, really string"]


def test_a_listing_needs_its_envelope_and_children_of_the_right_kind() -> None:
    """Both the wrapper and what it wraps are checked."""
    shape: Shape = {"listing": {"thing": ["t5"]}}
    data = {
        "after": None,
        "before": None,
        "children": [{"kind": "t9", "data": {}}],
        "dist": 1,
        "geo_filter": "",
        "modhash": None,
    }
    found = problems({"kind": "Listing", "data": data}, shape)
    assert found == ["$.data.children[0]: kind t9, really t5"]
    assert problems({"kind": "t5", "data": {}}, shape) == ["$: not a Listing"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ({"author": "ann"}, "t1"),
        ({"author": "[deleted]"}, "t1_deleted"),
        ({"author": "ann", "was_comment": True}, "t1_inbox"),
    ],
)
def test_a_comment_is_held_to_the_form_it_comes_in(
    data: dict[str, Any], name: str
) -> None:
    """An inbox shows other keys than a thread, a deleted author fewer."""
    found = problems({"kind": "t1", "data": data}, {"thing": ["t1"]})
    required = {key for key in named(name)["object"] if not key.endswith("?")}
    missing = {line.removeprefix("$.data.") for line in found if "missing" in line}
    assert missing == {f"{key}: missing" for key in required - set(data)}


def test_ones_own_account_is_held_to_its_own_form() -> None:
    """Only the owner sees whether there is mail."""
    thing = {"kind": "t2", "data": {"has_mail": True}}
    found = problems(thing, {"thing": ["t2"]})
    assert "$.data.pref_nightmode: missing" in found


def test_an_unknown_rule_is_an_error() -> None:
    """A misspelt shape must not pass everything."""
    with pytest.raises(ValueError, match="unknown rule 'objekt'"):
        problems({}, {"objekt": {}})


def test_every_committed_shape_can_be_used() -> None:
    """Each answer's shape names only rules and shapes that exist."""
    shapes = answers()
    assert len(shapes) > 90
    for key, shape in shapes.items():
        assert isinstance(problems({"kind": "Listing", "data": {}}, shape), list), key
