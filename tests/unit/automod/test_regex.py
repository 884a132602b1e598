"""Regular expressions of Python's become such of RE2's that find the same texts."""

import itertools
import re
from collections.abc import Callable

import pytest
import re2
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from civilbot.automod.patterns import Untranslatable
from civilbot.automod.re2_writing import Method
from civilbot.automod.texts import INEXACT, How, text_tests
from civilbot.conditions import options
from civilbot.conditions.patterns import bordered, patterns_of, words_of
from civilbot.rules import TextTest

#: What Python makes of a search method.
WAYS = {
    Method.WORD: r"(?:\b|(?<!\w))(?:{})(?:\b|(?!\w))",
    Method.INCLUDES: "{}",
    Method.STARTS: r"\A(?:{})",
    Method.ENDS: r"(?:{})\Z",
    Method.EXACT: r"\A(?:{})\Z",
    Method.TEXT: r"\A\W*(?:{})\W*\Z",
}


def in_python(expression: str, method: Method, text: str) -> bool:
    """Whether AutoModerator would find it."""
    whole = WAYS[method].format(expression)
    return bool(re.search(whole, text, re.DOTALL | re.IGNORECASE))


def found_by(tests: tuple[object, ...]) -> Callable[[str], bool]:
    """Say which texts one of some tests holds for."""
    read = [TextTest.model_validate(test) for test in tests]
    how = options()
    plain = [re2.compile(p, how) for test in read for p in patterns_of(test)]
    words = [re2.compile(p, how) for test in read for p in words_of(test)]

    def finds(text: str) -> bool:
        marked = bordered(text)
        return any(one.search(text) for one in plain) or any(
            one.search(marked) for one in words
        )

    return finds


#: Parts that expressions are made of.
PARTS = st.sampled_from(
    [
        *("a", "b", "é", "ж", "1", "-", r"\.", r"\[", "'", r"\/", " ", "_", "€"),
        *(r"\w", r"\W", r"\d", r"\D", r"\s", r"\S", "."),
        *("[ab]", "[^a]", r"[\w-]", r"[^\w]", r"[\W_]", r"[^\W_]", r"[\s\S]", "[a-z1]"),
        *(r"[^\W\d]", r"[^\W\d_]", "[]a]", "[^]a]", r"[\]a]", "[-a]", "[a[:x]"),
        *(r"\b", r"\x61", "\\u00e9", r"\101"),
    ]
)
REPEATED = st.tuples(
    PARTS.filter(lambda part: part != r"\b"),
    st.sampled_from(["", "", "", "?", "*", "+", "{2}", "{,2}", "{1,}", "+?", "*?"]),
).map("".join)


def grouped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Join expressions, and put brackets around them."""
    run = st.lists(inner, min_size=1, max_size=4).map("".join)
    choice = st.lists(run, min_size=1, max_size=3).map("|".join)
    return st.tuples(st.sampled_from(["(", "(?:"]), choice).map(
        lambda found: f"{found[0]}{found[1]})"
    )


EXPRESSIONS = st.lists(
    st.one_of(REPEATED, PARTS, st.recursive(REPEATED, grouped, max_leaves=6)),
    min_size=1,
    max_size=5,
).map("".join)
PIECES = ["a", "b", "A", "é", "Ж", "ж", "1", "-", ".", "[", "'", " ", "_", "€", "\n"]
ASCII = [piece for piece in PIECES if piece.isascii()]
EDGED = st.lists(st.sampled_from(PIECES), max_size=8).map(lambda x: "".join(x).strip())
PLAIN = st.lists(st.sampled_from(ASCII), max_size=8).map(lambda x: "".join(x).strip())


@settings(max_examples=250, deadline=None)
@given(EXPRESSIONS, st.sampled_from(Method), st.lists(EDGED, min_size=5, max_size=20))
def test_an_exact_translation_finds_the_same_in_any_letters(
    expression: str, method: Method, texts: list[str]
) -> None:
    """If it is not said to be inexact, it is not."""
    made = text_tests([expression], How(method, regex=True))
    assume(not made.notes)
    finds = found_by(made.tests)
    for text in texts:
        wanted = in_python(expression, method, text)
        assert finds(text) == wanted, (text, made.tests)


@settings(max_examples=25, deadline=None)
@given(EXPRESSIONS, st.sampled_from(Method), st.lists(PLAIN, min_size=5, max_size=20))
def test_an_inexact_one_finds_the_same_in_ascii(
    expression: str, method: Method, texts: list[str]
) -> None:
    """It differs beside other letters only, as is said."""
    made = text_tests([expression], How(method, regex=True))
    finds = found_by(made.tests)
    for text in texts:
        wanted = in_python(expression, method, text)
        assert finds(text) == wanted, (text, made.tests)


#: Expressions that begin and end in all ways, with the edges of words between.
EXAMPLES = [
    *("a", r"\ba", r"a\b", r"\ba\b", r"\bab?\b", r"\ba?", r"a?\b", "a?", "(a|b)?"),
    *(r"\[", r"\b\[", r"\[\b", r"\b\[\b", r"\[a", r"a\[", r"\b\[a\b", r"\ba\[\b"),
    *(r"(a|\[)b", r"a|\[", r"(\ba|b\b)", r"\ba|b\b", r"\b(a|b)\b", r"\b(a|\[)\b"),
    *(r"a\b.*\bb", r"\ba\b.+?\bb\b", r"a\b.*\b\[", r"\[\b.*\bb", r"a?\b.*\bb"),
    *(r"a\b \bb", r"a\b\[", r"a\bb", r"a\b( |é)b", r"a\b ?b", r"a\Bb", r"\Ba", r"\b"),
    *(".*b", ".+b", ".?b", "b.*", "b.+", "b.?", r"\b.*b", r"b.*\b", r"\b.*\b", ".*"),
    *("^a", "a$", "^a$", r"^\ba\b$", r"(^|\[)a", r"a(\[|$)", r"(^|a)b", "^", r"\Aa\Z"),
    *(r"\w+", r"\W", r"\d\b", r"\D", r"\s", r"\S+", r"[\W_]a", r"[^\W\d]", "[^a]b"),
    *(r"é\b", r"\bé", r"[ab]\b", r"[a\[]\b", r"\b[^a]", "a{,2}b", "(ab){2}", r"[^\w]"),
]
# Spaces at the ends do not count in rules, and Reddit takes none.
SHORT = [
    text
    for length in range(5)
    for letters in itertools.product("abé1 [", repeat=length)
    if (text := "".join(letters)) == text.strip()
]


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("expression", EXAMPLES)
def test_every_short_text_is_found_or_not_as_by_python(
    expression: str, method: Method
) -> None:
    """All texts of up to four characters; in ASCII alone where it is inexact."""
    made = text_tests([expression], How(method, regex=True))
    finds = found_by(made.tests)
    whole = re.compile(WAYS[method].format(expression), re.DOTALL | re.IGNORECASE)
    texts = [text for text in SHORT if not made.notes or text.isascii()]
    wrong = [text for text in texts if finds(text) != bool(whole.search(text))]
    assert wrong == [], made.tests


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("a(?=b)", "RE2, which never hangs, has nothing for look-ahead '(?='"),
        ("a(?!b)", "RE2, which never hangs, has nothing for look-ahead '(?!'"),
        ("(?<=a)b", "RE2, which never hangs, has nothing for look-behind '(?<='"),
        ("(?<!a)b", "RE2, which never hangs, has nothing for look-behind '(?<!'"),
        (r"(a)\1", r"RE2, which never hangs, has nothing for a reference back, '\1'"),
        (
            "(?P<x>a)(?P=x)",
            "RE2, which never hangs, has nothing for a reference back, '(?P='",
        ),
        ("(a)?(?(1)b|c)", "RE2, which never hangs, has nothing for a condition '(?('"),
        ("(?>a)", "RE2, which never hangs, has nothing for an atomic group '(?>'"),
        ("a++", "RE2 has nothing for the possessive '++', or it is a mistake"),
        ("(?x)a b", "RE2 has nothing for the flag '(?x)'"),
        (
            "a{1001}",
            "RE2, which never hangs, refuses it: invalid repetition size: {1001}",
        ),
        (
            r"[^\S\n]a",
            r"RE2 has nothing for a class such as [^\W…] or [^\S…] with more in it",
        ),
        ("(a", "the regular expression has a '(' that is not closed"),
        ("a)", "the regular expression closes what was not opened: )"),
        ("[a", "the regular expression has a '[' that is not closed"),
        ("*a", "in the regular expression, '*' repeats nothing"),
        ("a**", "the regular expression repeats a repetition: '**'"),
        (r"\b+", r"the regular expression repeats '\b', which has no length"),
        (r"\y", r"the regular expression has an unknown '\y'"),
        ("a\\", "the regular expression ends with a lone '\\'"),
        ("[b-a]", "the regular expression has a range without sense: 'b-a'"),
        ("(?<x>a)", "the regular expression has an unknown '(?<x'"),
        ("(?#a", "the regular expression has a '(' that is not closed"),
        (r"\U00110000", r"'\U00110000' stands for no character"),
        ("(" * 60 + "a" + ")" * 60, "the regular expression is nested too deeply"),
        ("", "an empty text is in every text"),
    ],
)
def test_what_re2_has_nothing_for_is_named(expression: str, why: str) -> None:
    """So that a moderator can write it in another way."""
    with pytest.raises(Untranslatable, match=re.escape(why)):
        text_tests([expression], How(Method.WORD, regex=True))


def test_a_few_alternatives_become_words() -> None:
    """Words are what a moderator reads with ease."""
    made = text_tests([r"\b(cat|dog)s?\b", "colou?r"], How(Method.WORD, regex=True))
    assert made.tests == (["cat", "cats", "dog", "dogs", "color", "colour"],)


def test_a_list_of_many_words_becomes_words_whatever_its_length() -> None:
    """Moderators write such lists as one long expression."""
    words = [f"word{number}" for number in range(200)]
    made = text_tests([rf"\b({'|'.join(words)})\b"], How(Method.INCLUDES, regex=True))
    assert made.tests == (words,)


def test_an_expression_that_is_too_long_is_taken_apart() -> None:
    """Each of its alternatives stands for itself."""
    ways = [f"word{number}+" for number in range(100)]
    made = text_tests(["|".join(ways)], How(Method.INCLUDES, regex=True))
    assert made.tests == ({"regex": ways},)


def test_an_edge_inside_an_expression_is_said_to_be_inexact() -> None:
    """RE2 sees no letter in é."""
    made = text_tests([r"x*\b.\bx*"], How(Method.INCLUDES, regex=True))
    assert made.notes == (INEXACT,)


@pytest.mark.parametrize(
    "expression", [r"\b\[", r"a\b\[", ".*b", r"a\b.*\bb", r"^\ba", r"(\ba|b\b)"]
)
def test_where_both_sides_of_an_edge_are_known_it_is_exact(expression: str) -> None:
    """Most edges in moderators' expressions are of this sort."""
    assert text_tests([expression], How(Method.WORD, regex=True)).notes == ()


def test_flags_within_an_expression_count() -> None:
    """Some change nothing, one turns a modifier off, one looks at each line."""
    how = How(Method.INCLUDES, regex=True, case_sensitive=True)
    assert text_tests(["(?i)(?s)(?u)a.c"], how).tests == ({"regex": ["(?s)a.c"]},)
    lines = How(Method.WORD, regex=True)
    assert text_tests(["(?m)^a.$"], lines).tests == ({"regex": ["(?ms)^a.$"]},)
    with pytest.raises(Untranslatable, match="would change what 'starts-with' means"):
        text_tests(["(?m)^a"], How(Method.STARTS, regex=True))


def test_comments_in_an_expression_are_left_out() -> None:
    """They say nothing to RE2."""
    made = text_tests(["a(?#the first)b+"], How(Method.INCLUDES, regex=True))
    assert made.tests == ({"regex": ["ab+"]},)


def test_names_and_codes_of_characters_are_read() -> None:
    """As Python reads them."""
    how = How(Method.INCLUDES, regex=True)
    assert text_tests([r"\N{EURO SIGN}+\x41\0"], how).tests == (
        {"regex": [r"€+A\x{0}"]},
    )


def test_more_words_than_one_test_holds_become_several() -> None:
    """A page may list a thousand."""
    words = [f"w{number}" for number in range(1_100)]
    tests = text_tests(words, How(Method.WORD)).tests
    assert [len(test) for test in tests] == [500, 500, 100]


def test_a_text_that_is_too_long_is_refused() -> None:
    """With the room there is."""
    with pytest.raises(Untranslatable, match="has 501 characters here; at most 500"):
        text_tests(["a" * 501], How(Method.WORD))


def test_spaces_that_matter_are_kept() -> None:
    """In rules a phrase takes any space for any other; here the very one is meant."""
    made = text_tests([" cat", "a  b"], How(Method.INCLUDES))
    assert made.tests == ({"regex": [" cat", "a  b"]},)
    finds = found_by(made.tests)
    assert finds("a cat")
    assert not finds("cat a b")
