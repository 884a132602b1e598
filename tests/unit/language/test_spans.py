"""Spans slice the author's own text to the words meant, whatever stands around them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civilbot.language import read
from civilbot.language.normalise import normalise

#: The offending word of each attack, spelt in ways that people type.
_SPELLINGS = {
    "moron": (
        "moron",
        "MORON",
        "m.o.r.o.n",
        "m o r o n",
        "m. o. r. o. n",
        "mo-ron",
        "mo ron",
        "m0r0n",
        "m*ron",
        "mooorooon",
        "mo**r**on",
        "mo&#x200B;ron",
        "m&#111;ron",
        "m\u200bo\u2060r\u00ado\u034fn",
        "m\u0336o\u0336r\u0336o\u0336n",
        "m\u043er\u043en",
        "\u039cORON",
        "\uff4d\uff4f\uff52\uff4f\uff4e",
        "\U0001d426\U0001d428\U0001d42b\U0001d428\U0001d427",
        "\U0001f17c\U0001f17e\U0001f181\U0001f17e\U0001f17d",
        "m\u3164o\u3164r\u3164o\u3164n",
    ),
    "vermin": ("vermin", "v3rm!n", "v-e-r-m-i-n", "ver_min", "verm\u0456n", "verm1n"),
}
_ATTACKS = {"moron": "You are a {}.", "vermin": "All immigrants are {}."}
_DISGUISED = [
    (word, spelling) for word, spellings in _SPELLINGS.items() for spelling in spellings
]

#: Bits that have upset text handling somewhere: joiners, marks, other directions,
#: halves of pairs, pictures of several parts, and Markdown.
_BITS = st.sampled_from(
    [
        "\u200d",
        "\u200e",
        "\u202e",
        "\u2067",
        "\u0301\u0301",
        "e\u0301",
        "\u1e9e",
        "\u0130",
        "\ufb03",
        "\ufdfa",
        "\ud800",
        "\udc00\ud800",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\U0001f44b\U0001f3fd",
        "\U0001f1fa\U0001f1e6",
        "1\ufe0f\u20e3",
        "\U0001d518",
        "\U0010ffff",
        "\u05e9\u05dc\u05d5\u05dd",
        "\u0645\u0631\u062d\u0628\u0627",
        "\u3042\u4e2d",
        "\u3164",
        "\u2028",
        "\x00",
        "\r\n",
        "**",
        "~~",
        "`",
        "[a](b)",
        "&#x41;",
        "&amp;",
        "aBad",
        "\U0001f44f a \U0001f44f",
    ]
)
_ANYTHING = st.lists(st.one_of(_BITS, st.text(st.characters(), max_size=12))).map(
    " ".join
)
#: Signs only: nothing that could quote, deny or excuse what is said.
_SIGNS_ONLY = st.lists(
    st.sampled_from(
        [
            "\U0001f600",
            "\U0001f468\u200d\U0001f469\u200d\U0001f467",
            "\U0001f44b\U0001f3fd",
            "\u202e",
            "\u200b",
            "\u0301",
            "\u20ac",
            "\ud800",
            "\u2603\ufe0f",
            "\U0010ffff",
            "!",
            "\u2026",
        ]
    ),
    max_size=12,
).map("".join)


@given(
    before=_ANYTHING,
    after=_ANYTHING,
    disguised=st.sampled_from(_DISGUISED),
    apart=st.sampled_from(["\n\n", " ", ". "]),
)
@settings(max_examples=300, deadline=None)
def test_every_span_slices_the_words_meant(
    before: str, after: str, disguised: tuple[str, str], apart: str
) -> None:
    """Whatever is shown to moderators is in the text, and holds the offence."""
    word, spelling = disguised
    lead, end = _ATTACKS[word].split("{}")
    first = len(before + apart + lead)
    text = before + apart + lead + spelling + end + apart + after
    for finding in read(text).findings:
        for span in finding.spans:
            assert 0 <= span.start < span.end <= len(text)
            if span.start < first + len(spelling) and first < span.end:
                assert word in normalise(text[span.start : span.end]).text


@given(before=_SIGNS_ONLY, after=_SIGNS_ONLY, disguised=st.sampled_from(_DISGUISED))
@settings(max_examples=300, deadline=None)
def test_a_disguised_word_is_found_and_shown_whole_beside_any_signs(
    before: str, after: str, disguised: tuple[str, str]
) -> None:
    """Pictures and marks around an attack neither hide it nor shift what is shown."""
    word, spelling = disguised
    attack = _ATTACKS[word].format(spelling)
    text = f"{before}\n\n{attack}\n\n{after}"
    (finding,) = read(text).findings
    (span,) = finding.spans
    assert text[span.start : span.end].endswith(spelling)


@pytest.mark.parametrize(("word", "spelling"), _DISGUISED)
def test_each_spelling_reads_as_its_word(word: str, spelling: str) -> None:
    """The spellings used here are seen through, each by itself."""
    assert normalise(spelling).text == word


@given(text=_ANYTHING)
@settings(max_examples=300, deadline=None)
def test_any_text_has_a_plain_spelling_with_places_in_order(text: str) -> None:
    """Nothing raises, and places lead back in order and into the text."""
    plain = normalise(text)
    assert len(plain.text) == len(plain.starts) == len(plain.ends)
    assert list(plain.starts) == sorted(plain.starts)
    assert list(plain.ends) == sorted(plain.ends)
    assert all(
        0 <= start < end <= len(text)
        for start, end in zip(plain.starts, plain.ends, strict=True)
    )
