"""The page on the rules, and the schema, say what the models say."""

import pytest
from pydantic import BaseModel

from civilbot.rules import Rules
from civilbot.rules_reference import reference, schema_text
from civilbot.rules_reference.fields import choices, keys, models
from civilbot.rules_reference.page import TITLES, WORDS
from tests.reference import PAGE, SCHEMA, page

EACH = pytest.mark.parametrize(
    "model", list(models(Rules)), ids=lambda cls: cls.__name__
)


def test_the_page_is_as_the_models_are() -> None:
    """`make reference` writes it anew."""
    assert PAGE.read_text("utf-8") == page()


def test_the_schema_is_as_the_models_are() -> None:
    """`make reference` writes it anew; editors complete from this file."""
    assert SCHEMA.read_text("utf-8") == schema_text()


@EACH
def test_every_key_has_a_sentence_and_says_what_may_stand_there(
    model: type[BaseModel],
) -> None:
    """A new key without a word about it is no help to anybody."""
    for key in keys(model):
        assert key.sentence, (model, key.name)
        assert key.kind, (model, key.name)


@EACH
def test_every_part_has_a_name_of_its_own(model: type[BaseModel]) -> None:
    """As moderators write it, not as the program calls it."""
    assert f"### {TITLES[model]}\n" in reference()


@pytest.mark.parametrize("cls", list(WORDS), ids=lambda cls: cls.__name__)
def test_every_word_to_choose_from_is_explained(cls: type) -> None:
    """With what it does."""
    for word, said in choices(cls):
        assert said, (cls, word)


def test_a_row_says_key_kind_default_and_what_it_does() -> None:
    """Bounds, lists and links between the parts are in it."""
    rows = reference().splitlines()
    assert (
        "| `max_per_day` | whole number, from 0 up to 100 | `5` |"
        " More than so many are not posted or proposed in 24 hours. |"
    ) in rows
    assert (
        "| `any_of` | list of [conditions](#conditions) | `[]` |"
        " … and at least one of these … |"
    ) in rows
    assert "| `subreddit` | text | must be given |" in reference()
    assert "| `from` | text | must be given |" in reference()
