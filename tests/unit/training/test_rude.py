"""What others call rude is heard as a logit for each text, in their order."""

import numpy as np
import pytest

pytest.importorskip("profanity_check", reason="`make bench` installs it")

from training import rude


def test_each_text_is_scored_in_its_place(monkeypatch):
    """However many are asked about at once."""
    monkeypatch.setattr(rude, "_AT_ONCE", 2)
    texts = ["Have a nice day.", "fuck off you piece of shit", "See you at noon.", ""]
    found = rude.logits(texts)
    assert found.shape == (4,)
    assert np.isfinite(found).all()
    assert int(found.argmax()) == 1
    assert found[0] < 0 < found[1]
