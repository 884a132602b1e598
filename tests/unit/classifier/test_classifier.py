"""The shipped model: whole, the same everywhere, and clear about what is missing."""

import itertools
import json
import random
import shutil
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civilbot import classifier
from civilbot.classifier import Classifier
from civilbot.classifier.manifest import FILES, GLANCE, MANIFEST, REST, TOKENIZER
from civilbot.classifier.shipped import FOLDER
from civilbot.errors import Refused
from civilbot.language.scores import HEADS, VIOLATION
from civilbot.model import Caution

TEXTS = (
    "You are a moron and everybody here knows it.",
    "Thanks, that was an interesting read.",
    "People like you should be shot.",
    "Putin is a war criminal and the court in The Hague should have him.",
    "I disagree with nearly all of it, but the second chart is right.",
    "All of these immigrants are vermin.",
    "What a clown show this government is.",
    "The weather is lovely today. " * 40 + "You are all subhuman scum.",
    "",
    "ok",
)


@pytest.fixture(name="model", scope="module")
def a_model():
    """The shipped one."""
    return classifier.load()


@pytest.fixture(name="folder")
def a_copy(tmp_path):
    """A copy of its folder, to be damaged."""
    return shutil.copytree(FOLDER, tmp_path / "model")


def test_it_fits_into_25_megabytes():
    """Model, tokenizer and notes together."""
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= 25 * 1024 * 1024


def test_an_attack_scores_above_a_kindness(model):
    """The least that anybody expects."""
    attack, kind = (model.read(text).score for text in TEXTS[:2])
    assert attack > 0.8
    assert kind < 0.1


def test_the_order_of_texts_changes_nothing(model):
    """One text at a time: no neighbour changes a score, not in the last digit."""
    alone = [model.score(text) for text in TEXTS]
    order = list(range(len(TEXTS)))
    random.Random(3).shuffle(order)
    assert [model.score(TEXTS[at]) for at in order] == [alone[at] for at in order]


def test_an_attack_at_the_end_of_a_long_text_is_seen(model):
    """Windows cover all of it."""
    assert model.read(TEXTS[7]).findings
    assert not model.read("The weather is lovely today. " * 40).findings


def test_without_the_cascade_the_encoder_reads_everything():
    """For measuring what the cascade loses."""
    whole = Classifier(FOLDER, cascade=False)
    assert all(whole.score(text).encoder for text in TEXTS if text)
    quick = classifier.load().score(TEXTS[1])
    assert quick.encoder == {}
    assert set(quick.linear) == set(HEADS)


def test_the_words_that_a_verdict_rests_on_are_found(model):
    """In order and apart; the verdict falls most without the worst of them."""
    pulls = model.explain(TEXTS[0], model.score(TEXTS[0])).pulls
    worst = max(pulls, key=lambda pull: pull.weight)
    assert TEXTS[0][worst.start : worst.end].casefold() == "moron"
    assert all(a.end <= b.start for a, b in itertools.pairwise(pulls))
    civil = model.score(TEXTS[1])
    assert model.explain(TEXTS[1], civil) == civil


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=st.text(max_size=60), after=st.text(max_size=60), seed=st.integers(0, 9))
def test_spans_lie_in_the_original_text_whatever_stands_around(before, after, seed):
    """Over all of Unicode: halves of characters, marks, right-to-left, emoji."""
    model = classifier.load()
    text = f"{before} {TEXTS[seed % len(TEXTS)]} {after}"
    reading = model.read(text, caution=Caution.EAGER)
    assert 0.0 <= reading.score <= 1.0
    for finding in reading.findings:
        for span in finding.spans:
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip()


def test_the_operating_points_were_measured(model):
    """Each says which precision was asked for, and what was found."""
    notes = json.loads((FOLDER / MANIFEST).read_text(encoding="utf-8"))
    points = notes["levels"][VIOLATION]
    assert list(points) == [str(level) for level in Caution]
    for point in points.values():
        assert point["low"] <= point["precision"] <= point["high"]
        assert point["precision"] >= point["asked"]
    assert model.model == f"{notes['name']}-{notes['version']}"


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named(folder, name):
    """One bit is enough: a damaged model must not judge anybody."""
    path = folder / name
    held = bytearray(path.read_bytes())
    held[len(held) // 2] ^= 1
    path.write_bytes(held)
    with pytest.raises(Refused, match=f"{name} is damaged; install civilbot anew"):
        Classifier(folder)


@pytest.mark.parametrize("name", [MANIFEST, *FILES])
def test_a_missing_file_is_named(folder, name):
    """With what to do about it."""
    (folder / name).unlink()
    with pytest.raises(Refused, match=f"{name}: No such file or directory; install"):
        Classifier(folder)


def test_notes_of_another_kind_are_refused(folder):
    """A model with other heads would be read wrongly."""
    path = folder / MANIFEST
    notes = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**notes, "heads": ["rude"]}), encoding="utf-8")
    with pytest.raises(Refused, match="a model for another civilbot"):
        Classifier(folder)
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(Refused, match="is no description of a model"):
        Classifier(folder)


@pytest.mark.parametrize("library", ["onnxruntime", "tokenizers"])
def test_a_missing_library_is_named(monkeypatch, library):
    """With the command that brings it."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(Refused, match=f"needs {library}: pip install {library}"):
        Classifier(FOLDER)


def _with_checksum(folder, name):
    """Make notes agree with a changed file, so that loading it is what fails."""
    from civilbot.model_files import digest  # noqa: PLC0415 - only here

    notes = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    notes["files"][name] = digest(folder / name)
    (folder / MANIFEST).write_text(json.dumps(notes), encoding="utf-8")


@pytest.mark.parametrize("name", [GLANCE, REST, TOKENIZER])
def test_a_file_that_cannot_be_loaded_gives_one_line(folder, name):
    """Whatever the library that reads it says."""
    (folder / name).write_bytes(b"nothing of the kind")
    _with_checksum(folder, name)
    with pytest.raises(Refused, match=f"{name} cannot be loaded") as raised:
        Classifier(folder)
    assert "\n" not in str(raised.value)


def test_who_only_quotes_is_ranked_by_what_they_quote(model):
    """Nothing is flagged; among texts that are not judged, abuse still stands out."""
    vile, mild = model.read("> You are vermin, all of you"), model.read("> Good point")
    assert vile.abstained == mild.abstained == "mostly quotes"
    assert not vile.findings
    assert vile.score > 0.5 > mild.score


def test_no_abstention_is_a_score_of_zero(model):
    """Whoever sorts by score must not find them all at the bottom."""
    for text in ("", "[deleted]", "> so", "Das ist nicht gut und wir gehen jetzt."):
        reading = model.read(text)
        assert reading.abstained
        assert 0.0 < reading.score < 1.0
