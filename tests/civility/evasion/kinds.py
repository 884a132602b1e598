"""The ways in which people hide a word from filters, each by its name.

None of them asks what a detector can undo: they are what is seen on forums.
"""

import random
from collections.abc import Callable

#: Hides one word.
Way = Callable[[random.Random, str], str]

_INVISIBLE = (
    "\u200b\u200c\u200d\u2060\u00ad\ufeff\u180e\u2063\u034f\ufe0f\u200e\u202d\u061c"
    "\u115f\u3164\u2800"
)
_MARKS = "\u0336\u0335\u0332\u0333\u0307\u0308\u0301\u0302\u0323\u0327\u20dd\u0489"
#: Where letters of some alphabets start: capitals, then small ones.
_ALPHABETS = {
    "fullwidth": (0xFF21, 0xFF41),
    "bold": (0x1D400, 0x1D41A),
    "bold italic": (0x1D468, 0x1D482),
    "bold script": (0x1D4D0, 0x1D4EA),
    "double-struck": (0x1D538, 0x1D552),
    "bold fraktur": (0x1D56C, 0x1D586),
    "sans-serif": (0x1D5A0, 0x1D5BA),
    "monospace": (0x1D670, 0x1D68A),
    "circled": (0x24B6, 0x24D0),
    "squared": (0x1F130, 0x1F130),
    "black circled": (0x1F150, 0x1F150),
    "black squared": (0x1F170, 0x1F170),
}
#: Letters missing in the double-struck alphabet, which Unicode had before.
_HOLES = dict(zip("CHNPQRZ", "\u2102\u210d\u2115\u2119\u211a\u211d\u2124", strict=True))
_SMALL = {
    "small capitals": (
        "\u1d00\u0299\u1d04\u1d05\u1d07\ua730\u0262\u029c\u026a\u1d0a\u1d0b\u029f"
        "\u1d0d\u0274\u1d0f\u1d18q\u0280s\u1d1b\u1d1c\u1d20\u1d21x\u028f\u1d22"
    ),
    "superscript": (
        "\u1d43\u1d47\u1d9c\u1d48\u1d49\u1da0\u1d4d\u02b0\u2071\u02b2\u1d4f\u02e1"
        "\u1d50\u207f\u1d52\u1d56q\u02b3\u02e2\u1d57\u1d58\u1d5b\u02b7\u02e3\u02b8\u1dbb"
    ),
}
_LOOKS = {
    "Cyrillic": dict(zip("abcehikmopstuxyw", "аьсеһікморѕтцхуш", strict=True)),
    "Cyrillic capitals": dict(zip("ABCEHIKMOPSTXY", "АВСЕНІКМОРЅТХУ", strict=True)),  # noqa: RUF001
    "Greek": dict(zip("aeiknoptuvxyw", "αειкηορτυνχγω", strict=True)),
    "Greek capitals": dict(zip("ABEHIKMNOPTXYZ", "ΑΒΕΗΙΚΜΝΟΡΤΧΥΖ", strict=True)),  # noqa: RUF001
    "others": dict(
        zip(
            "adegilnoqsu",
            "\u0251\u0501\u212e\u0261\u0269\u04cf\u0578\u0585\u051b\ua731\u057d",
            strict=True,
        )
    ),
}
_LEET = {
    "digits": {"o": "0", "i": "1", "e": "3", "a": "4", "s": "5", "t": "7"},
    "more digits": {
        "o": "0",
        "l": "1",
        "e": "3",
        "a": "4",
        "s": "5",
        "t": "7",
        "g": "9",
        "b": "8",
    },
    "signs": {
        "a": "@",
        "s": "$",
        "i": "!",
        "o": "0",
        "e": "3",
        "l": "1",
        "c": "(",
        "t": "+",
    },
    "currencies": {
        "c": "\u00a2",
        "e": "\u20ac",
        "l": "\u00a3",
        "y": "\u00a5",
        "s": "$",
    },
}
