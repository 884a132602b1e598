"""The committed shapes are exactly what the recordings of real answers say."""

import json
import re
from typing import Any

import pytest

from tests.contract.schemas import by_year, derive, write
from tests.contract.schemas.counts import merge


@pytest.mark.shared
@pytest.mark.skipif(
    not derive.RECORDINGS.is_dir(), reason="no recordings beside the repository"
)
def test_the_committed_shapes_are_the_derived_ones() -> None:
    """Nobody has edited a shape by hand or forgotten to derive again."""
    committed = {
        path.stem: json.loads(path.read_text()) for path in derive.HERE.glob("*.json")
    }
    assert committed == derive.derive()


def test_no_shape_has_an_id_or_a_name_as_a_key() -> None:
    """Keys are fields; what the recordings had under ids is written as a map."""
    text = "".join(path.read_text() for path in derive.HERE.glob("*.json"))
    keys = set(re.findall(r'"([^"]+)":', text))
    with_digits = {key for key in keys if re.search(r"\d[a-z]|[a-z]\d[a-z\d]", key)}
    assert with_digits == {"mod_id36", "over18", "sr_id36"}
    assert "*" not in keys


def test_the_shapes_stay_small() -> None:
    """They are read by people."""
    assert sum(path.stat().st_size for path in derive.HERE.glob("*.json")) < 300_000


def _seen(times: int, **types: int) -> dict[str, Any]:
    return {"types": types or {"string": times}}


def test_a_key_is_required_only_if_all_of_the_newest_years_had_it() -> None:
    """Older recordings may lack it, and those of the newest years may not."""
    old = {"types": {"object": 9}, "props": {"id": _seen(9)}}
    new = {"types": {"object": 5}, "props": {"id": _seen(5), "late": _seen(5)}}
    last = {
        "types": {"object": 2},
        "props": {"id": _seen(2), "late": _seen(2), "rare": _seen(1)},
    }
    shapes = dict(by_year.things({"x": {"2020": old, "2023": new, "2025": last}}))
    assert shapes["x"] == {
        "object": {"id": "string", "late": "string", "rare?": "string"}
    }


def test_a_key_that_all_once_had_and_none_has_now_is_unknown() -> None:
    """One that only some had may still come up."""
    old = {
        "types": {"object": 9},
        "props": {"id": _seen(9), "gone": _seen(9), "odd": _seen(1)},
    }
    new = {"types": {"object": 5}, "props": {"id": _seen(5)}}
    shapes = dict(by_year.things({"x": {"2021": old, "2025": new}}))
    assert shapes["x"] == {"object": {"id": "string", "odd?": "string"}}


def test_a_key_that_is_null_today_has_the_types_of_older_years() -> None:
    """Null tells nothing about the value that is there at other times."""
    old = {"types": {"object": 9}, "props": {"by": _seen(9, null=8, string=1)}}
    new = {"types": {"object": 5}, "props": {"by": _seen(5, null=5)}}
    shapes = dict(by_year.things({"x": {"2016": old, "2025": new}}))
    assert shapes["x"] == {"object": {"by": "null|string"}}


def test_a_key_that_was_always_null_may_be_anything() -> None:
    """Claiming a type nobody has seen would be invention."""
    assert write.field_shape("by", _seen(3, null=3)) == "any"


def test_counts_of_the_same_thing_add_up() -> None:
    """Items and keys too."""
    one = {"types": {"array": 1}, "items": {"types": {"string": 2}}}
    two = {"types": {"null": 1}}
    assert merge([one, two, one]) == {
        "types": {"array": 2, "null": 1},
        "items": {"types": {"string": 4}},
    }
