"""Other letters, signs and marks that people put for plain letters, or between them."""

from collections.abc import Iterator, Mapping

INVISIBLE = (
    "\u200b\u200c\u200d\u2060\u00ad\ufeff\u180e\u2063\u034f\ufe0f\u200e\u202d\u061c"
    "\u115f\u3164\u2800"
)
MARKS = "\u0336\u0335\u0332\u0333\u0307\u0308\u0301\u0302\u0323\u0327\u20dd\u0489"
EMOJI = ("\U0001f602", "\U0001f921", "\U0001f595", "\U0001f5d1\ufe0f", "\U0001f44f")

_LOWER = "abcdefghijklmnopqrstuvwxyz"
_UPPER = _LOWER.upper()
#: Where the letters of an alphabet start: its capitals, then its small ones.
_STARTS = {
    "fullwidth": (0xFF21, 0xFF41),
    "bold": (0x1D400, 0x1D41A),
    "bold italic": (0x1D468, 0x1D482),
    "bold script": (0x1D4D0, 0x1D4EA),
    "bold fraktur": (0x1D56C, 0x1D586),
    "sans-serif": (0x1D5A0, 0x1D5BA),
    "monospace": (0x1D670, 0x1D68A),
    "circled": (0x24B6, 0x24D0),
    "squared": (0x1F130, 0x1F130),
    "black circled": (0x1F150, 0x1F150),
    "black squared": (0x1F170, 0x1F170),
    "flags": (0x1F1E6, 0x1F1E6),
}
#: Small letters only, from a to z; a gap keeps the plain letter.
_SMALL = {
    "small capitals": (
        "\u1d00\u0299\u1d04\u1d05\u1d07\ua730\u0262\u029c\u026a\u1d0a\u1d0b\u029f\u1d0d"
        "\u0274\u1d0f\u1d18 \u0280 \u1d1b\u1d1c\u1d20\u1d21 \u028f\u1d22"
    ),
    "superscript": (
        "\u1d43\u1d47\u1d9c\u1d48\u1d49\u1da0\u1d4d\u02b0\u2071\u02b2\u1d4f\u02e1\u1d50"
        "\u207f\u1d52\u1d56 \u02b3\u02e2\u1d57\u1d58\u1d5b\u02b7\u02e3\u02b8\u1dbb"
    ),
}


def _alphabets() -> Iterator[tuple[str, dict[str, str]]]:
    for name, (upper, lower) in _STARTS.items():
        yield (
            name,
            {
                **{key: chr(upper + at) for at, key in enumerate(_UPPER)},
                **{key: chr(lower + at) for at, key in enumerate(_LOWER)},
            },
        )
    for name, letters in _SMALL.items():
        yield (
            name,
            {
                key: letter
                for key, letter in zip(_LOWER, letters, strict=True)
                if letter != " "
            },
        )


#: Whole alphabets that look like the plain one.
ALPHABETS: Mapping[str, Mapping[str, str]] = dict(_alphabets())

#: Single letters of other scripts that look like plain ones.
LOOKS: Mapping[str, Mapping[str, str]] = {
    "Cyrillic": {
        "a": "\u0430", "c": "\u0441", "e": "\u0435", "h": "\u04bb", "i": "\u0456",
        "k": "\u043a", "m": "\u043c", "o": "\u043e", "p": "\u0440", "s": "\u0455",
        "t": "\u0442", "u": "\u0446", "x": "\u0445", "y": "\u0443", "w": "\u0448",
        "b": "\u044c", "d": "\u0501", "l": "\u04cf", "r": "\u0433",
    },
    "Cyrillic capitals": {
        "A": "\u0410", "B": "\u0412", "C": "\u0421", "E": "\u0415", "H": "\u041d",
        "I": "\u0406", "K": "\u041a", "M": "\u041c", "O": "\u041e", "P": "\u0420",
        "S": "\u0405", "T": "\u0422", "X": "\u0425", "Y": "\u04ae",
    },
    "Greek": {
        "a": "\u03b1", "e": "\u03b5", "i": "\u03b9", "k": "\u03ba", "n": "\u03b7",
        "o": "\u03bf", "p": "\u03c1", "t": "\u03c4", "u": "\u03c5", "v": "\u03bd",
        "x": "\u03c7", "w": "\u03c9", "c": "\u03f2", "r": "\u0433",
    },
    "Greek capitals": {
        "A": "\u0391", "B": "\u0392", "E": "\u0395", "H": "\u0397", "I": "\u0399",
        "K": "\u039a", "M": "\u039c", "N": "\u039d", "O": "\u039f", "P": "\u03a1",
        "T": "\u03a4", "X": "\u03a7", "Y": "\u03a5", "Z": "\u0396",
    },
    "others": {
        "a": "\u0251", "d": "\u0501", "e": "\u212e", "g": "\u0261", "i": "\u0131",
        "l": "\u01c0", "n": "\u0578", "o": "\u0585", "q": "\u051b", "s": "\ua731",
        "u": "\u057d", "c": "\u1d04", "t": "\u1d1b", "r": "\u1d26", "y": "\u028f",
    },
    "accented": {
        "a": "\u00e4", "c": "\u00e7", "e": "\u00e9", "i": "\u00ef", "n": "\u00f1",
        "o": "\u00f8", "u": "\u00fc", "y": "\u00ff", "s": "\u0161", "l": "\u0142",
        "d": "\u0111", "h": "\u0127", "t": "\u0167",
    },
}  # fmt: skip

#: Digits and signs for letters.
LEET: Mapping[str, Mapping[str, str]] = {
    "digits": {"o": "0", "i": "1", "e": "3", "a": "4", "s": "5", "t": "7"},
    "more digits": {"o": "0", "l": "1", "e": "3", "a": "4", "g": "9", "b": "8"},
    "signs": {"a": "@", "s": "$", "i": "!", "o": "0", "e": "3", "l": "1", "t": "7"},
    "currencies": {"c": "\u00a2", "e": "\u20ac", "l": "\u00a3", "y": "\u00a5"},
}
