"""Word lists as people write them: words between spaces."""


def word_set(listed: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(listed.split())
