"""Templates give many labelled sentences, always the same ones."""

from collections import Counter

import pytest
from training.labels import UNKNOWN
from training.templates import read_templates, sentences

from civilbot.errors import BadInput
from civilbot.model import Target

SMALL = """# A comment.
slot insult: moron | idiot

= personal_attack @ other_user : pair
You are a {insult}.

= criticism @ public_figure : pair
The mayor is a {insult}.
"""


@pytest.fixture(name="small")
def a_small_folder(tmp_path):
    """Two templates with one slot."""
    path = tmp_path / "templates.txt"
    path.write_text(SMALL, encoding="utf-8")
    return tmp_path


def test_a_header_labels_the_sentences_below_it(small):
    """What is not named is known to be absent; how rude they are, nobody said."""
    first, second = read_templates(small).templates
    assert (first.section, first.labels.target) == ("pair", Target.OTHER_USER)
    assert first.labels.vector() == (1, 1, 0, 0, 0, 0, 0, 0, UNKNOWN)
    assert second.labels.vector() == (0, 0, 0, 0, 0, 0, 0, 1, UNKNOWN)


def test_slots_are_filled_and_articles_agree(small):
    """An idiot, a moron."""
    texts = " ".join(s.text.casefold() for s in sentences(read_templates(small)))
    assert "you are a moron" in texts
    assert "you are an idiot" in texts
    assert "{" not in texts
    assert "a idiot" not in texts


def test_the_same_seed_gives_the_same_sentences(small):
    """Runs can be repeated; another seed gives others."""
    file = read_templates(small)
    once = [s.text for s in sentences(file, seed=3)]
    assert once == [s.text for s in sentences(file, seed=3)]
    assert once != [s.text for s in sentences(file, seed=4)]


def test_no_sentence_comes_twice(tmp_path):
    """Else one text could carry two labels; the first stays."""
    path = tmp_path / "templates.txt"
    twice = "= threat @ group : a\nGo home.\n= - @ nobody : b\nGo home.\n"
    path.write_text(twice, encoding="utf-8")
    found = list(sentences(read_templates(tmp_path), most=1))
    assert [sentence.template.section for sentence in found] == ["a"]
    texts = [s.text.casefold() for s in sentences(read_templates())]
    assert len(set(texts)) == len(texts)


def test_the_project_has_thousands_of_sentences_for_each_norm():
    """At least 3,000 rows, about the same words at six targets."""
    found = list(sentences(read_templates()))
    sections = Counter(s.template.section for s in found)
    targets = {s.template.labels.target for s in found if s.template.section == "pair"}
    assert len(found) >= 3000
    assert targets == set(Target)
    assert {
        "threats",
        "dehumanising",
        "quoted",
        "negated",
        "denounced",
        "reclaimed",
        "questioned",
        "criticism of power",
        "identity and nothing wrong",
        "innocents",
    } <= set(sections)


def test_criticism_of_power_is_never_taught_as_a_violation():
    """The norm: leaders are held accountable; threats at them are not fine."""
    for sentence in sentences(read_templates(), most=2):
        section, heads = sentence.template.section, sentence.template.labels.heads
        if section == "criticism of power":
            assert heads["violation"] == 0
        if section == "threats":
            assert (heads["violation"], heads["threat"]) == (1, 1)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("= rudeness @ group : x", "unknown head 'rudeness'"),
        ("= - @ moon : x", "unknown target 'moon'"),
        ("= personal_attack", "no header"),
        ("You {verb}.", "unknown slot 'verb'"),
    ],
)
def test_mistakes_in_the_file_are_named_with_their_line(tmp_path, line, message):
    """A typing mistake must not teach the model nonsense."""
    path = tmp_path / "templates.txt"
    path.write_text(f"# first\n{line}\n", encoding="utf-8")
    with pytest.raises(BadInput, match=message) as raised:
        read_templates(tmp_path)
    assert ":2" in str(raised.value)
