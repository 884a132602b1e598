"""Whatever people type, reading it is safe, repeatable and quick."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civilbot.language import Caution, read, report_reason, sentence
from civilbot.language.normalise import normalise

_LATIN = "you are an idiot moron i.d.i.o.t k y s f*ck sh!t 1d10t fuuuck never said if"
_MORE = (
    "should be shot all russians the these @x u/y > ` ``` ' * ** _ [ ]( ) https://a.b"
)
_ODD = ['"', "\n", "\n\n", "?", ",", "\u0430", "\ufb01", "\u200b", "\u0301", "\ud800"]
_PIECES = st.sampled_from(
    [*_LATIN.split(), *_MORE.split(), *_ODD, "\U0001f921", "\ufdfa"]
)
_WORDS = st.lists(_PIECES, max_size=25).map(" ".join)
_TEXT = st.one_of(_WORDS, st.text(st.characters(), max_size=80))


@given(text=_TEXT, parent=_TEXT, title=_TEXT, caution=st.sampled_from(Caution))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_every_span_slices_it(
    text: str, parent: str, title: str, caution: Caution
):
    """Nothing raises, spans are in the text, the same text reads the same again."""
    reading = read(text, caution=caution, parent=parent, title=title)
    assert reading == read(text, caution=caution, parent=parent, title=title)
    assert 0 <= reading.score < 1
    assert reading.score > 0 or reading.abstained
    for finding in reading.findings:
        assert finding.spans
        for span in finding.spans:
            assert 0 <= span.start < span.end <= len(text)
        assert "\n" not in sentence(finding, text)
    reason = report_reason(reading, "abc123")
    assert len(reason) <= 100
    assert "\n" not in reason


@given(text=_TEXT)
@settings(max_examples=150, deadline=None)
def test_the_map_to_the_original_is_monotone(text: str):
    """Places in the plain text lead back in order, into the original."""
    plain = normalise(text)
    assert len(plain.text) == len(plain.starts) == len(plain.ends)
    assert list(plain.starts) == sorted(plain.starts)
    assert list(plain.ends) == sorted(plain.ends)
    for start, end in zip(plain.starts, plain.ends, strict=True):
        assert 0 <= start < end <= len(text)


def test_lone_surrogates_are_read():
    """Broken text from broken clients is no reason to stop."""
    assert read("you are a moron \ud800\udfff\udc00").findings


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "(",
        "you ",
        "a-",
        "a.",
        "a ",
        "*",
        "`",
        "` ",
        "[",
        "[a](",
        '"',
        "'",
        "'aa ",
        ">\n",
        "@$!",
        "a1",
        "kill all the ",
        "people should be ",
        "idiot ",
        "you idiot. ",
        "\u0430",
        "a\u0301",
        "\ufdfa",
        "~~~\n",
        "aaabbb",
        "http://",
        "1066, 1488 ",
        "a_",
        "a*b",
        "you.",
        "idio t ",
        "youidiot ",
        "idiotidiotidiot",
        "aIdiot",
        "(a",
        "y'a",
        "...aaa",
        "&#65;",
        "\U0001f44f a ",
        "a\U0001f44f",
        "\U0001f1e6 ",
        "m*",
        "1!",
        "aab",
    ],
)
def test_a_hostile_text_cannot_hold_up_the_bot(piece: str):
    """A megabyte of anything takes a small multiple of what plain words take."""
    plain = _seconds(f"{piece!r} then one plain word after another ")
    assert _seconds(piece) < 40 * plain


def _seconds(piece: str) -> float:
    """Say how much of the processor reading a megabyte of it takes."""
    text = piece * (1_000_000 // len(piece))
    read(piece * 20)  # what is loaded at first use is not the text's doing
    before = time.process_time()
    read(text)
    return time.process_time() - before
