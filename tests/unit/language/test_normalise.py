"""Disguises are seen through, innocent spellings are kept."""

import pytest

from civilbot.language.normalise import normalise


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("IDIOT", "idiot"),
        ("i.d.i.o.t", "idiot"),
        ("i-d-i-o-t", "idiot"),
        ("i_d_i_o_t", "idiot"),
        ("mo.ron", "moron"),
        ("id\u200biot", "idiot"),
        ("i\u0301diot", "idiot"),
        ("idi\u043et", "idiot"),
        ("\u0441unt", "cunt"),
        ("1d10t", "idiot"),
        ("m0r0n", "moron"),
        ("a$$hole", "asshole"),
        ("@sshole", "asshole"),
        ("as5hole", "asshole"),
        ("f*ck f**k sh#t", "fuck fuck shit"),
        ("idioooot stuuupid", "idiot stupid"),
        ("fuuuck", "fuck"),
        ("**bold** _it_ ~~gone~~ ^up", "bold it gone up"),
        ("[words](https://example.org)", "words"),
        ("\u201cquote\u201d it\u2019s", '"quote" it\'s'),
        ("\U0001f172\U0001f184\U0001f17d\U0001f183", "cunt"),
        (">!hidden words!<", "hidden words"),
        # Innocent
        ("3am b2b h2o a55 1488 4chan mp3", "3am b2b h2o a55 1488 4chan mp3"),
        ("1d", "1d"),
        ("a b c d e f", "a b c d e f"),
        ("soooo coool yesss", "so cool yess"),
        ("\u043e\u043d \u0438 \u044f", "\u043e\u043d \u0438 \u044f"),
        ("you idiot-proofed it", "you idiot-proofed it"),
        ("snake_case r/politics", "snake_case r/politics"),
        ("5 * 3 * 2", "5  3  2"),
        ("well-known self-made", "well-known self-made"),
        ("a*b x#y", "ab x#y"),
        ("as-is x-ray", "as-is x-ray"),
    ],
)
def test_spellings_become_plain(text: str, plain: str):
    """Only a disguise with a known word behind it is taken off."""
    assert normalise(text).text == plain


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("> quoted", "quoted"),
        ("&gt; quoted", "quoted"),
        ("```\ncode\n```", "code"),
        ("~~~\ncode that never ends", "code"),
        ("    code", "code"),
        ("see `code` here", "code"),
        ("see https://example.org", "link"),
        ("see [this](https://example.org)", "link"),
        ('she said "you idiot"', "quoted"),
        ("she said 'you idiot' to me", "quoted"),
        ('"you idiot", she said', "quoted"),
        ('"you are an idiot" is rude', "quoted"),
    ],
)
def test_what_is_not_the_authors_own_is_left_out_but_known(text: str, what: str):
    """Quotes, code and addresses do not speak for the author."""
    (out, *_) = normalise(text).left_out
    assert out.what == what


@pytest.mark.parametrize("text", ['you "idiot"', "it's Tom's and Ann's", "5 > 3"])
def test_other_marks_leave_nothing_out(text: str):
    """Scare quotes, apostrophes and comparisons are the author's own."""
    assert normalise(text).left_out == ()


def test_places_lead_back_to_the_original():
    """What was taken off still belongs to the word."""
    text = "so **i.d.i.o.t** it is"
    plain = normalise(text)
    at = plain.text.index("idiot")
    start, end = plain.original(at, at + 5)
    assert text[start:end] == "i.d.i.o.t"
