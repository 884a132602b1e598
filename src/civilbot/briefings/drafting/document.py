"""Writes a draft as the document that its author goes on with."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from datetime import date

import yaml

from civilbot.briefings.drafting.draft import Draft, Passage
from civilbot.briefings.drafting.references import Reference
from civilbot.briefings.drafting.topic import ProposedTopic
from civilbot.briefings.drafting.wording import literally
from civilbot.briefings.gaps import todo
from civilbot.briefings.sections import SectionName

_WIDTH = 88

#: The subject of a topic for which the article gave no word at all.
_NO_TERM = "subject"


def write(draft: Draft) -> str:
    """Write a draft's document."""
    front = "\n".join(_front(draft))
    body = "\n".join(_body(draft))
    return f"---\n{front}\n---\n{body}"


def _front(draft: Draft) -> Iterator[str]:
    yield "# A draft, made from an article. Each TODO asks for something: when it"
    yield "# is done, delete it. civilbot briefing check lists what is left."
    if draft.id:
        yield f"id: {_scalar(draft.id)}"
    else:
        yield f"id: draft  # {todo('choose an id: small letters, digits and -')}"
    yield f"title: {_scalar(draft.title or todo('give it a title'))}"
    if draft.at_issue:
        yield f"at_issue: {_scalar(draft.at_issue)}"
    else:
        yield '# at_issue: what the two cases are about, as in "The case for …"'
    yield "revision: 1"
    yield _as_of(draft.as_of)
    yield f"review_by:  # {todo('the day after which it is not posted, YYYY-MM-DD')}"
    yield "# Whoever has read this briefing and stands for it writes a name here."
    yield 'approver: ""'
    yield ""
    yield from _topic(draft.topic)
    yield ""
    yield from _sources(draft.references)


def _as_of(day: date | None) -> str:
    if day is None:
        asked = todo("the day up to which the facts were checked, YYYY-MM-DD")
        return f"as_of:  # {asked}"
    asked = todo("the article is of this day; are its facts still right?")
    return f"as_of: {day}  # {asked}"


def _topic(topic: ProposedTopic) -> Iterator[str]:
    yield "topic:"
    yield f"  # {todo('the article often says these; check them, add spellings')}"
    yield "  terms:"
    for name, words in topic.terms:
        yield f"    - name: {_scalar(name)}"
        yield f"      words: {_flow(words)}"
    if not topic.terms:
        yield f"    - name: {_NO_TERM}"
        asked = todo("the words by which a title shows the subject")
        yield f"      words: {_flow([asked])}"
    yield "  # Of each group one has to stand in the title."
    yield "  must:"
    yield from (f"    - {_flow(group)}" for group in topic.must or ((_NO_TERM,),))
    if topic.any:
        yield "  # Each makes the subject likelier."
        yield f"  any: {_flow(topic.any)}"
    yield f"  # {todo('do these say what a thread must be about?')}"
    yield "  sentences:"
    yield from (
        f"    - {_scalar(sentence)}" for sentence in topic.sentences if sentence
    )
    if not any(topic.sentences):
        yield f"    - {_scalar(todo('say what a thread must be about'))}"
    yield "  # Titles of threads to answer, close ones to leave alone, and others."
    yield "  examples:"
    yield "    match: []"
    yield "    near: []"
    yield "    unrelated: []"


def _sources(references: Sequence[Reference]) -> Iterator[str]:
    if not references:
        yield f"sources: []  # {todo('list where each claim can be checked')}"
        return
    yield "# As the article names them; nobody has opened them yet. Then set"
    yield '# status: verified and checked_on. Without a link they are "unlinked".'
    yield "sources:"
    for reference in references:
        yield from _source(reference)


def _source(reference: Reference) -> Iterator[str]:
    yield f"  - id: {_scalar(reference.id)}"
    yield f"    title: {_scalar(reference.title)}"
    asked = todo(f"who publishes {reference.id}")
    yield f"    publisher: {_scalar(reference.publisher or asked)}"
    if reference.said:
        yield from _comment(f"The article says of it: {reference.said}", "    # ")
    if reference.url:
        yield f"    url: {_scalar(reference.url)}"
    if reference.kind:
        yield f"    kind: {reference.kind}"
    yield f"    status: {reference.status}"


def _body(draft: Draft) -> Iterator[str]:
    for name, passages in draft.sections:
        yield f"\n## {name}\n"
        if name is SectionName.SUMMARY:
            yield "\n\n".join(_passage(passage, "") for passage in passages)
        else:
            yield "\n".join(_passage(passage, "- ") for passage in passages)
    yield ""


def _passage(passage: Passage, bullet: str) -> str:
    marks = "".join(f"[^{source}]" for source in passage.sources)
    words = literally(passage.text)
    return _wrapped(f"{words} {marks}".rstrip(), bullet, " " * len(bullet))


def _comment(text: str, mark: str) -> Iterator[str]:
    yield from _wrapped(text, mark, mark).splitlines()


def _wrapped(text: str, first: str, later: str) -> str:
    """Break a text into lines, none of which would begin a list or a heading."""
    bound = re.sub(r" (?=[-*+#])", "\0", text)
    lines = textwrap.wrap(
        bound,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines).replace("\0", " ")


def _scalar(value: str) -> str:
    """Write a text as a value of YAML, on one line."""
    written = yaml.safe_dump(value, allow_unicode=True, width=10**6)
    return written.removesuffix("\n").removesuffix("\n...")


def _flow(values: Sequence[str]) -> str:
    written = yaml.safe_dump(
        list(values), default_flow_style=True, allow_unicode=True, width=10**6
    )
    return written.strip()
