"""Documents with mistakes, and the very line that people are shown for each."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from civilbot import yaml_text
from civilbot.errors import BadInput, Problem


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Berth(_Strict):
    """A part of a list in the document."""

    length: int
    boat: str = ""


class Office(_Strict):
    """A part of the document."""

    opens: str = ""
    staff: int = 0


class Harbour(_Strict):
    """The document that these tests read."""

    name: str
    office: Office = Office()
    berths: list[Berth] = []
    tolls: dict[str, int] = {}
    buoys: dict[str, Berth] = {}
    dredged: date | None = None
    lit: bool = False


BROKEN = {
    "an unknown key, with what was meant": (
        "name: Quay\nbert: []\n",
        "h.yaml:2:1: unknown key 'bert' (did you mean 'berths'?)",
    ),
    "an unknown key that is like none": (
        "name: Quay\nxyz: 1\n",
        (
            "h.yaml:2:1: unknown key 'xyz' (known here: name, office, berths, "
            "tolls, buoys, dredged, lit)"
        ),
    ),
    "an unknown key in a part": (
        "name: Quay\noffice:\n  staff: 2\n  openz: early\n",
        "h.yaml:4:3: unknown key 'office.openz' (did you mean 'opens'?)",
    ),
    "an unknown key in a list": (
        "name: Quay\nberths:\n  - length: 3\n  - length: 4\n    boot: Ida\n",
        "h.yaml:5:5: unknown key 'berths.boot' (did you mean 'boat'?)",
    ),
    "an unknown key in a named part": (
        "name: Quay\nbuoys:\n  red: {length: 2, boats: Ida}\n",
        "h.yaml:3:20: unknown key 'buoys.red.boats' (did you mean 'boat'?)",
    ),
    "an unknown key on one line with others": (
        "{name: Quay, office: {staf: 2}}",
        "h.yaml:1:23: unknown key 'office.staf' (did you mean 'staff'?)",
    ),
    "a missing key": (
        "lit: true\n",
        "h.yaml:1:1: the key 'name' is missing (add 'name: …' here)",
    ),
    "a key that is missing in a list": (
        "name: Quay\nberths:\n  - boat: Ida\n",
        "h.yaml:3:5: the key 'berths.length' is missing (add 'length: …' here)",
    ),
    "a wrong type": (
        "name: Quay\noffice:\n  staff: many\n",
        "h.yaml:3:10: office.staff: should be a whole number, not 'many'",
    ),
    "a wrong type in a mapping": (
        "name: Quay\ntolls: {car: 3, bus: big}\n",
        "h.yaml:2:22: tolls.bus: should be a whole number, not 'big'",
    ),
    "a value where keys should be": (
        "name: Quay\noffice: upstairs\n",
        (
            "h.yaml:2:9: office: should be keys with values, not 'upstairs' "
            "(write keys below it: opens, staff)"
        ),
    ),
    "a name that YAML takes for a number": (
        "name: 1984\n",
        'h.yaml:1:7: name: should be a text, not 1984 (put it in quotes: "1984")',
    ),
    "a truth value where a word should be": (
        "name: true\n",
        'h.yaml:1:7: name: should be a text, not true (put it in quotes: "true")',
    ),
    "a date that is none": (
        "name: Quay\ndredged: 2031-02-30\n",
        "h.yaml:2:10: day is out of range for month",
    ),
    "a number without end": (
        f"name: Quay\noffice: {{staff: {'9' * 5000}}}\n",
        (
            "h.yaml:2:17: Exceeds the limit (4300 digits) for integer string"
            " conversion: value has 5000 digits"
        ),
    ),
    "a key that stands twice": (
        "name: Quay\nlit: true\nlit: false\n",
        (
            "h.yaml:3:1: the key 'lit' stands twice (the first one is on line 2; "
            "keep one of them)"
        ),
    ),
    "a key that stands twice in a list's part": (
        "name: Quay\nberths:\n  - length: 1\n    length: 2\n",
        (
            "h.yaml:4:5: the key 'length' stands twice (the first one is on line "
            "3; keep one of them)"
        ),
    ),
    "a character that is none": (
        'name: "\\U99999999"',
        "h.yaml: an escape such as \\U00012345 stands for no character",
    ),
    "a character just beyond the last": (
        'name: "\\U00110000"',
        "h.yaml: an escape such as \\U00012345 stands for no character",
    ),
    "a tab": (
        "name: Quay\noffice:\n\tstaff: 2\n",
        (
            "h.yaml:3:1: a tab stands where only spaces may (YAML indents with "
            "spaces: put two in its place)"
        ),
    ),
    "an anchor": (
        "name: &quay Quay\n",
        (
            "h.yaml:1:7: anchors and aliases are not allowed (a text that begins "
            "with & or * must stand in quotes)"
        ),
    ),
    "an alias": (
        "name: *quay\n",
        (
            "h.yaml:1:7: anchors and aliases are not allowed (a text that begins "
            "with & or * must stand in quotes)"
        ),
    ),
    "a list": (
        "- Quay\n- Pier\n",
        (
            "h.yaml:1:1: should be keys with values, not a list (write key: "
            "value, each on a line of its own)"
        ),
    ),
    "plain words": (
        "\nQuay\n",
        (
            "h.yaml:2:1: should be keys with values, not 'Quay' (write key: "
            "value, each on a line of its own)"
        ),
    ),
    "a list as key": (
        "name: Quay\n[a]: b\n",
        "h.yaml:2:1: a list cannot be a key (put the text in quotes)",
    ),
    "a number as key": (
        "name: Quay\n5: b\n",
        'h.yaml:2:1: the key 5 should be a text (write "5" in quotes)',
    ),
    "two documents": (
        "name: Quay\n---\nname: Pier\n",
        (
            "h.yaml:2:1: a second document begins here (one page holds one "
            "document: remove the line ---)"
        ),
    ),
    "a bracket that stays open": (
        "name: Quay\nberths: [\n",
        "h.yaml:2:9: the '[' that opens here is not closed (add ] where it ends)",
    ),
    "a colon that needs quotes": (
        "name: Quay: the old one\n",
        (
            "h.yaml:1:11: a second ': ' stands in this line (put the text after "
            "the first one in quotes)"
        ),
    ),
    "a tag that would run code": (
        "name: !!python/name:os.system x\n",
        (
            "h.yaml:1:7: a word that begins with ! means something else in YAML "
            "(put the text in quotes)"
        ),
    ),
    "nothing": ("", "h.yaml:1:1: the key 'name' is missing (add 'name: …' here)"),
    "a comment only": (
        "# soon\n",
        "h.yaml:1:1: the key 'name' is missing (add 'name: …' here)",
    ),
    "a null byte": (
        "name: Quay\nlit: \0\n",
        (
            "h.yaml:2:6: the character U+0000 is not allowed (delete it; it "
            "cannot be seen)"
        ),
    ),
    "a lone surrogate": (
        "name: \ud800\n",
        (
            "h.yaml:1:7: the character U+D800 is not allowed (delete it; it "
            "cannot be seen)"
        ),
    ),
    "too much": (
        "name: " + "a" * 262_139,
        "h.yaml: the document has 262,145 characters (at most 262,144 are read)",
    ),
    "a pit of brackets": (
        "name: " + "[" * 1000,
        (
            "h.yaml:1:46: nested too deeply (a document needs a handful of "
            "levels; look for brackets that do not belong)"
        ),
    ),
}


@pytest.mark.parametrize(("text", "shown"), BROKEN.values(), ids=BROKEN.keys())
def test_a_mistake_is_shown_with_its_line_and_column(text: str, shown: str) -> None:
    """Each kind of mistake gives one line that says where and what."""
    with pytest.raises(BadInput) as caught:
        yaml_text.load(text, Harbour, source="h.yaml")
    assert str(caught.value) == shown


def test_all_mistakes_of_a_document_are_shown_at_once() -> None:
    """Nobody has to fix a file one mistake at a time."""
    text = "nam: Quay\noffice: {staff: -, opens: 9}\nlit: maybe\n"
    with pytest.raises(BadInput) as caught:
        yaml_text.load(text, Harbour, source="h.yaml")
    assert str(caught.value).splitlines() == [
        "h.yaml:1:1: unknown key 'nam' (did you mean 'name'?)",
        "h.yaml:2:17: office.staff: should be a whole number, not '-'",
        'h.yaml:2:27: office.opens: should be a text, not 9 (put it in quotes: "9")',
        "h.yaml:3:6: lit: should be true or false, not 'maybe'",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("nome: x", "brief.md:6:1: unknown key 'nome' (did you mean 'name'?)"),
        ("name: [", "brief.md:6:7: the '[' that opens here is not closed"),
        ("name: \0", "brief.md:6:7: the character U+0000 is not allowed"),
    ],
)
def test_lines_before_the_document_are_counted(text: str, shown: str) -> None:
    """Front matter begins lower in its file; the file's lines are shown."""
    with pytest.raises(BadInput) as caught:
        yaml_text.load(text, Harbour, source="brief.md", line=5)
    assert any(line.startswith(shown) for line in str(caught.value).splitlines())


@pytest.mark.parametrize("word", ["off", "no", "on", "yes", "No", "OFF"])
def test_off_and_no_are_words_not_truth_values(word: str) -> None:
    """YAML 1.1 would make `mode: off` false, and refuse it with "should be off"."""
    text = f"name: {word}\n"
    assert yaml_text.load(text, Harbour, source="h.yaml").name == word


@pytest.mark.parametrize(
    ("word", "lit"), [("true", True), ("no", False), ("on", True), ("FALSE", False)]
)
def test_a_switch_may_be_written_in_any_usual_way(word: str, lit: bool) -> None:  # noqa: FBT001 - pytest passes it
    """Where yes or no is asked for, each spelling is understood."""
    assert yaml_text.load(f"name: Q\nlit: {word}", Harbour, source="h.yaml").lit is lit


def test_a_good_document_is_read() -> None:
    """Values come with their types, as far as the model says."""
    text = "# ours\nname: Quay\nberths: [{length: 3}]\ndredged: 2031-02-28\n"
    read = yaml_text.load(text, Harbour, source="h.yaml")
    assert read == Harbour(
        name="Quay", berths=[Berth(length=3)], dredged=date(2031, 2, 28)
    )


@given(
    st.text(alphabet="nameofficeberths:-[]{}&*!|>\"'#%@\t \n0,?\ud800\x00", max_size=40)
)
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    """No text at all brings another error than BadInput, with a line for people."""
    problems: tuple[Problem, ...] = ()
    try:
        yaml_text.load(text, Harbour, source="h.yaml")
    except BadInput as error:
        problems = error.problems
        assert problems
    assert all(p.place.source == "h.yaml" and p.message for p in problems)
