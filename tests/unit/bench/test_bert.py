"""The encoder that the detector races against is whole and does what a BERT does."""

import numpy as np
import pytest

pytest.importorskip("onnx", reason="only `make bench` installs onnx")

from tests.bench.bert import Bert, Size, build

TINY = Size(layers=2, hidden=16, heads=4, inner=32, words=50, places=12)


@pytest.fixture(name="path", scope="module")
def a_tiny_encoder(tmp_path_factory):
    """The same graph, in miniature."""
    path = tmp_path_factory.mktemp("bert") / "tiny.onnx"
    build(path, TINY)
    return path


def test_it_reads_texts_of_any_length(path):
    """Two logits each, and they differ."""
    read = Bert(path).read([[1, 2, 3], [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]])

    assert read.shape == (2, 2)
    assert np.isfinite(read).all()
    assert not np.allclose(read[0], read[1])


def test_what_pads_a_text_is_not_read(path):
    """A text has the same logits alone and in a batch: the mask works."""
    bert = Bert(path)
    alone = bert.read([[1, 2, 3]])[0]
    together = bert.read([[1, 2, 3], [4, 5, 6, 7, 8]])[0]

    np.testing.assert_allclose(alone, together, rtol=1e-3, atol=1e-6)


def test_all_weights_lie_beside_the_graph(path):
    """As many as BERT's recipe asks for, four bytes each."""
    layer = 4 * TINY.hidden**2 + 2 * TINY.hidden * TINY.inner
    tables = (TINY.words + TINY.places) * TINY.hidden
    ends = TINY.hidden**2 + 2 * TINY.hidden
    expected = TINY.layers * layer + tables + ends

    assert path.with_suffix(".weights").stat().st_size == 4 * expected
    assert path.stat().st_size < 40_000


def test_its_usual_size_is_that_of_bert_base():
    """Some 110 million weights (J. Devlin and others, 2018)."""
    size = Size()
    layer = 4 * size.hidden**2 + 2 * size.hidden * size.inner
    tables = (size.words + size.places) * size.hidden

    assert size.layers * layer + tables == pytest.approx(109e6, rel=0.01)
