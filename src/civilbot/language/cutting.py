"""Cut a row of letters into words."""

from collections.abc import Set as AbstractSet

#: No word that is looked for is longer.
_LONGEST = 24


def cut(letters: str, words: AbstractSet[str]) -> list[tuple[int, str]]:
    """Cut letters into given words, each with its place; nothing if that fails."""
    last: list[int] = [0] + [-1] * len(letters)
    for end in range(1, len(letters) + 1):
        starts = range(max(0, end - _LONGEST), end)
        last[end] = next(
            (at for at in starts if last[at] >= 0 and letters[at:end] in words), -1
        )
    found: list[tuple[int, str]] = []
    end = len(letters)
    while end > 0 and last[end] >= 0:
        found.append((last[end], letters[last[end] : end]))
        end = last[end]
    return found[::-1] if end == 0 else []
