"""Reads an article's references as written: nothing is looked up or guessed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from pydantic import ValidationError

from civilbot.briefings.article import MAX_TITLE, Source, SourceKind, Status
from civilbot.briefings.drafting.dates import without_days
from civilbot.briefings.drafting.outline import Block, Link, Shape, addresses
from civilbot.briefings.drafting.wording import one_line, slug
from civilbot.briefings.gaps import MARK, todo
from civilbot.briefings.markdown import clip

#: More than a reply could ever show.
MAX_REFERENCES = 60

MAX_PUBLISHER = 80
_MAX_SAID = 300

_LABEL = re.compile(r"^\s*(?:\[\^?[\w-]{1,12}\]:?|\(?\d{1,3}[.)])\s+")
_DASH = re.compile(r"\s+[\u2013\u2014|-]+\s+|\s*\u2014\s*")
_QUOTED = re.compile(
    '^(?:(?P<before>[^"\u201c\u201d,]+),\\s*)?["\u201c](?P<title>[^"\u201c\u201d]+)["\u201d]'
    r",?\s*(?P<rest>.*)$"
)
_FETCHED = re.compile(
    r"[\s(\[,;:]*(?:available (?:at|from)|retrieved from|accessed at|url|link)?"
    r"\s*[:(\[]*\s*$",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[A-Z0-9][\w.&'\u2019-]*|of|the|and|for|de|la|&")
_BARE = re.compile(
    r"(?:click )?(?:here|link|source|this|pdf|read more|more|archived?|website|web|url"
    r"|\W*\d*\W*)",
    re.IGNORECASE,
)

# Endings that only states and bodies founded by treaty are given. Libraries that
# keep other people's work below such an ending say nothing about who speaks.
_OFFICIAL = re.compile(
    r"(?:^|\.)(?:gov|mil|int|gov\.[a-z]{2}|gouv\.[a-z]{2}|gob\.[a-z]{2}|europa\.eu|gc\.ca)$"
)
_LIBRARY = re.compile(
    r"(?:^|\.)(?:nlm\.nih\.gov|osti\.gov|loc\.gov|eric\.ed\.gov|data\.gov)$"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as the article names it; `said` is what else it says of it."""

    id: str
    title: str
    publisher: str = ""
    url: str = ""
    said: str = ""

    @property
    def status(self) -> Status:
        """How far it is checked: nobody opened it yet."""
        return Status.UNVERIFIED if self.url else Status.UNLINKED

    @property
    def kind(self) -> SourceKind | None:
        """Who speaks, where the address itself proves it."""
        host = (urlsplit(self.url).hostname or "") if self.url else ""
        official = _OFFICIAL.search(host) and not _LIBRARY.search(host)
        return SourceKind.OFFICIAL if official else None


class References:
    """The sources of one article, in order, each with an id of its own."""

    def __init__(self, listed: Iterable[Block] = ()) -> None:
        """Read the blocks of the article's list of references."""
        self._found: list[Reference] = []
        self.left_out = 0
        blocks = list(listed)
        items = [block for block in blocks if block.shape is Shape.ITEM]
        for block in blocks:
            if block.shape is Shape.ITEM or not items or _links(block):
                for reference in _read(block):
                    self._add(reference)

    @property
    def all(self) -> tuple[Reference, ...]:
        """Everything found."""
        return tuple(self._found)

    def cited_in(self, block: Block) -> tuple[str, ...]:
        """Give the ids of the sources that a passage links; new ones are added."""
        ids = (self._cited(link) for link in _links(block))
        return tuple(dict.fromkeys(id_ for id_ in ids if id_))

    def _cited(self, link: Link) -> str:
        for known in self._found:
            if known.url and known.url.rstrip("/") == link.url.rstrip("/"):
                return known.id
        words = link.words if _is_telling(link.words) else todo("the title of the page")
        return self._add(Reference("", clip(words, MAX_TITLE), url=link.url))

    def _add(self, reference: Reference) -> str:
        """Keep a reference under a new id; "" if it stands there or is one too many."""
        for known in self._found:
            if (known.title, known.url) == (reference.title, reference.url):
                return known.id
        if len(self._found) >= MAX_REFERENCES:
            self.left_out += 1
            return ""
        named = replace(reference, id=self._free_id(reference))
        self._found.append(named)
        return named.id

    def _free_id(self, reference: Reference) -> str:
        host = (urlsplit(reference.url).hostname or "").removeprefix("www.")
        telling = "" if reference.title.startswith(MARK) else reference.title
        named = (telling, reference.publisher, host.replace(".", " "))
        base = next((name for words in named if (name := slug(words, 2))), "")
        if not base[:1].isalpha():
            base = f"source-{base}".rstrip("-")
        taken = {known.id for known in self._found}
        number = 1
        while (name := base if number == 1 else f"{base}-{number}") in taken:
            number += 1
        return name


def without_addresses(text: str) -> str:
    """Take the written-out web addresses out of a text, and what led up to them."""
    for address in sorted(addresses(text), key=len, reverse=True):
        before, _, after = text.partition(address)
        closed = re.sub(r"^\s*[)\]>]+", "", after)
        text = f"{_FETCHED.sub('', before)} {closed}"
    return re.sub(r"\s+([.,;:!?])", r"\1", one_line(text))


def _read(block: Block) -> Iterator[Reference]:
    """Read one entry; one that holds several titled links is several."""
    text = _LABEL.sub("", block.text)
    links = _links(block)
    titled = [link for link in links if _is_telling(link.words)]
    if len(titled) > 1:
        for each in titled:
            yield Reference("", clip(each.words, MAX_TITLE), url=each.url)
        return
    link = next(iter((*titled, *links)), None)
    entry = _entry(without_addresses(text), titled[0].words if titled else "")
    if entry.title and (link or not entry.title.startswith(MARK)):
        yield replace(entry, url=link.url if link else "")


def _entry(text: str, linked: str) -> Reference:
    """Tell apart title, publisher and what else is said."""
    if linked and linked in text:
        before, _, after = text.partition(linked)
        said = " ".join(f"{before} {after}".split()).strip(" \u2013\u2014|-,;:.()")
        title = linked
    else:
        title, said = _split(text)
    publisher = _publisher(said)
    rest = "" if publisher == said.strip(" .") else said
    named = clip(title.strip(" .,;:"), MAX_TITLE)
    if _BARE.fullmatch(named):
        named = todo("the title of the page")
    return Reference("", named, publisher, said=clip(rest, _MAX_SAID))


def _split(text: str) -> tuple[str, str]:
    quoted = _QUOTED.match(text)
    if quoted and (not quoted["before"] or _publisher(quoted["before"])):
        return quoted["title"], quoted["before"] or quoted["rest"]
    parts = _DASH.split(text, maxsplit=1)
    if len(parts) == 2 and all(parts):
        return parts[0], parts[1]
    undated = without_days(text).strip(" ,;.()")
    for stop in (", ", ". "):
        title, found, last = undated.rpartition(stop)
        if found and _publisher(last) == last:
            return title, text[len(title) + 2 :].strip(" .")
    return text, ""


def _publisher(said: str) -> str:
    """Give the name that stands first in what is said of a title; "" if none does."""
    name = re.split(r"[,(;]|\.\s", said, maxsplit=1)[0].strip(" .")
    words = name.split()
    dated = re.search(r"\b\d{4}\b", name)
    known = 0 < len(words) <= 6 and len(name) <= MAX_PUBLISHER and not dated
    if known and words[0][0].isupper() and all(map(_NAME_WORD.fullmatch, words)):
        return name
    return ""


def _links(block: Block) -> list[Link]:
    """List the web addresses that a source may have, linked or written out."""
    written = (Link("", address) for address in addresses(block.text))
    found = {link.url: link for link in (*written, *block.links) if _usable(link.url)}
    return list(found.values())


def _usable(url: str) -> bool:
    """Tell whether the briefing's own rules take an address."""
    try:
        Source(id="x", title="x", publisher="x", url=url)
    except ValidationError:
        return False
    return True


def _is_telling(words: str) -> bool:
    """Tell whether a link's words are a title, not "here" or the address itself."""
    return bool(words) and not _BARE.fullmatch(words.strip()) and not addresses(words)
