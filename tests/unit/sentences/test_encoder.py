"""The sentence encoder that ships: what its vectors mean, and what it refuses."""

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from civilbot import sentences
from civilbot.briefings.meaning import likeness
from civilbot.errors import Refused
from civilbot.sentences import SentenceEncoder
from civilbot.sentences.manifest import read_manifest
from civilbot.sentences.shipped import FOLDER

TITLES = (
    "The council votes on the new bridge",
    "Town hall decides whether to build a river crossing",
    "A recipe for lemon cake",
)


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    """Load what ships."""
    return sentences.load()


def test_sentences_that_mean_alike_lie_close(encoder):
    """Closer than those that do not, without a word in common."""
    one, same, other = map(encoder.vector, TITLES)
    assert likeness(one, same) > likeness(one, other) + 0.2


def test_a_vector_has_length_one_and_the_size_that_the_notes_say(encoder):
    """So that a distance tells the cosine."""
    found = encoder.embed(TITLES)
    assert found.shape == (3, read_manifest(FOLDER).size) == (3, 384)
    assert found.dtype == np.float32
    assert np.linalg.norm(found, axis=1) == pytest.approx([1.0, 1.0, 1.0], abs=1e-5)


def test_a_text_has_the_same_vector_in_any_company(encoder):
    """To the last bit: decisions are replayed."""
    alone = [encoder.embed([title])[0].tolist() for title in TITLES]
    assert encoder.embed(reversed(TITLES)).tolist() == alone[::-1]
    assert [list(encoder.vector(title)) for title in TITLES] == alone


def test_no_texts_have_no_vectors(encoder):
    """And nothing breaks."""
    assert encoder.embed([]).shape == (0, 384)


def test_what_stands_past_64_tokens_is_not_read(encoder):
    """A title is shorter; a longer text costs no more."""
    start = "bridge " * 62
    assert encoder.vector(start + "harbour") == encoder.vector(start + "cake and tea")
    assert encoder.vector("bridge harbour") != encoder.vector("bridge cake and tea")


@pytest.mark.parametrize("text", ["", " ", "\ud800 half a letter", "\x00", "🙂" * 400])
def test_odd_texts_have_a_vector_too(encoder, text):
    """Whatever people type."""
    assert np.isfinite(encoder.embed([text])).all()


def copied(folder: Path) -> Path:
    """Copy what ships, to be damaged."""
    return Path(shutil.copytree(FOLDER, folder / "model"))


@pytest.mark.parametrize("name", ["model.int8.onnx", "tokenizer.json"])
def test_a_damaged_file_is_refused(tmp_path, name):
    """One bit is enough."""
    folder = copied(tmp_path)
    held = bytearray((folder / name).read_bytes())
    held[len(held) // 2] ^= 1
    (folder / name).write_bytes(held)
    with pytest.raises(Refused, match=f"{name} is damaged; install civilbot anew"):
        SentenceEncoder(folder)


@pytest.mark.parametrize("name", ["model.json", "model.int8.onnx", "tokenizer.json"])
def test_a_missing_file_is_refused(tmp_path, name):
    """With its name and what to do."""
    folder = copied(tmp_path)
    (folder / name).unlink()
    with pytest.raises(Refused, match=f"{name}: No such file.*; install civilbot anew"):
        SentenceEncoder(folder)


def test_notes_that_name_no_checksum_are_refused(tmp_path):
    """A file that nobody vouches for is not loaded."""
    folder = copied(tmp_path)
    notes = json.loads((folder / "model.json").read_text())
    (folder / "model.json").write_text(json.dumps({**notes, "files": {}}))
    with pytest.raises(Refused, match="is damaged"):
        SentenceEncoder(folder)
    (folder / "model.json").write_text("{}")
    with pytest.raises(Refused, match="is no description of an encoder"):
        SentenceEncoder(folder)


@pytest.mark.parametrize("library", ["onnxruntime", "tokenizers"])
def test_a_missing_library_is_refused(monkeypatch, library):
    """With the command that brings it."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(Refused, match=f"needs {library}: pip install {library}"):
        SentenceEncoder(FOLDER)


@pytest.mark.parametrize(
    ("name", "other"),
    [("model.int8.onnx", "tokenizer.json"), ("tokenizer.json", "model.int8.onnx")],
)
def test_a_file_of_another_kind_is_refused(tmp_path, name, other):
    """Even if its checksum is the one that the notes name."""
    folder = copied(tmp_path)
    notes = json.loads((folder / "model.json").read_text())
    (folder / name).write_bytes((folder / other).read_bytes())
    notes["files"][name] = notes["files"][other]
    (folder / "model.json").write_text(json.dumps(notes))
    with pytest.raises(Refused, match=f"{name} cannot be loaded"):
        SentenceEncoder(folder)
