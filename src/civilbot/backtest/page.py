"""Shows what a backtest found as one web page that needs nothing else."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from civilbot.backtest.charts import agreement_chart, load_chart, rules_chart
from civilbot.backtest.differences import Difference
from civilbot.backtest.report import Report, Shown, Source
from civilbot.backtest.text import (
    CHANGES,
    LEFT_OUT,
    NO_APPROVALS,
    NO_WORD,
    chosen,
    deeds,
    share,
)
from civilbot.web_page import figure, section, table, whole

#: Items that differ of which the page tells; it must stay light enough to be opened.
MOST = 1_000
_PLACE = re.compile(r"/(?:r|u|user)/[^\s\"'<>\\]*")


def page(report: Report, differences: Iterable[Difference]) -> Iterator[str]:
    """Write the page, piece by piece.

    Args:
        report: the figures.
        differences: the items that differ, in the order of the history.
    """
    title = f"Backtest of r/{escape(report.rules.subreddit)}"
    parts = [
        f"<h1>{title}</h1>",
        *_opening(report),
        figure(load_chart(report), "Items a day that something would be done about."),
        section("Rules", _rules(report)),
        section("What moderators said", _agreement(report)),
        *_examples(report),
    ]
    if report.changes is not None:
        parts.append(section("What differs", _differences(report.changes, differences)))
    parts.append(f'<p class="soft">{escape(LEFT_OUT)}</p>')
    yield whole(title, parts)


def _opening(report: Report) -> Iterator[str]:
    source, load = report.source, report.load
    if source.broken:
        yield f"<p><strong>Not all was read: {escape(source.broken)}.</strong></p>"
    compared = f", against {escape(report.against.name)}" if report.against else ""
    yield (
        f"<p>{escape(report.rules.name)} (rules {report.rules.version}){compared}, on"
        f" {escape(source.name)}: {source.judged:,} items judged"
        f" ({source.comments:,} comments, {source.posts:,} posts), {source.first or ''}"
        f" to {source.last or ''} UTC.</p>"
    )
    before = f" (now {load.before:,})" if load.before is not None else ""
    yield (
        f"<p>Something would be done about <strong>{load.items:,}</strong>"
        f" items{before}: <strong>{load.per_day:,.1f} a day</strong>"
        f" (median {load.median:,.0f}).</p>"
    )
    yield f'<p class="soft">{escape(_small_print(report))}</p>'


def _small_print(report: Report) -> str:
    source = report.source
    said = [f"Detector {report.detector}; civilbot {report.civilbot}."]
    if report.one_in > 1:
        said.append(f"Of {report.one_in} items one was judged; days are estimates.")
    gone, outside = sum(source.gone.values()), sum(source.outside.values())
    said += [
        f"{what}: {count:,}."
        for what, count in (
            ("Not judged, for their words are gone", gone),
            ("Not asked for", outside),
            ("Not read by the detector", source.language_not_judged),
            ("Lines that could not be read", source.bad),
        )
        if count
    ]
    return " ".join(said)


def _rules(report: Report) -> str:
    now = ("now",) if report.changes is not None else ()
    head = ("rule", "mode", "fired", *now, "share", "a day", "actions")
    rows = [
        (
            one.rule,
            one.mode,
            f"{one.fired:,}",
            *((f"{one.before or 0:,}",) if now else ()),
            f"{one.share:.2%}",
            f"{one.per_day:,.1f}",
            ", ".join(f"{name} {count:,}" for name, count in one.actions.items()),
        )
        for one in report.fired
    ]
    drawn = figure(rules_chart(report.fired), "How often a day each rule would fire.")
    return drawn + table(head, rows)


def _agreement(report: Report) -> str:
    if not report.source.proofs:
        return f"<p>{NO_WORD}</p>"
    head = ("rule", "removed", "approved", "precision, 95 %", "found, 95 %")
    rows = [
        (
            one.rule,
            f"{one.said.get('removed', 0):,}",
            f"{one.said.get('approved', 0):,}",
            share(one.precision),
            share(one.found),
        )
        for one in report.fired
        if one.fired
    ]
    rows.append(("all together", "", "", share(report.precision), share(report.found)))
    return _told(report.source) + _picture(report) + table(head, rows)


def _told(source: Source) -> str:
    told = ", ".join(f"{field}: {count:,}" for field, count in source.proofs.items())
    plain = (
        "Precision: of what moderators decided about, the share that they removed."
        " Found: of what they removed, the share that the rule fires on."
    )
    return f'<p>{plain}</p><p class="soft">Told by {escape(told)}.</p>'


def _picture(report: Report) -> str:
    if all(one.precision is None for one in report.fired):
        return f"<p>{escape(NO_APPROVALS)}</p>"
    return figure(agreement_chart(report.fired), "Precision with its 95 % range.")


def _examples(report: Report) -> Iterator[str]:
    for one in report.fired:
        if not one.fired:
            continue
        known = {shown.item for shown in one.surest}
        drawn = [shown for shown in one.drawn if shown.item not in known]
        body = _group("The most certain", one.surest) + _group("Drawn by lot", drawn)
        yield section(f"Examples: {escape(one.rule)}", body)


def _group(title: str, examples: Sequence[Shown]) -> str:
    if not examples:
        return ""
    shown = "".join(_example(one) for one in examples)
    return f"<h3>{title}</h3>{shown}"


def _example(one: Shown) -> str:
    sure = f", {one.certainty:.2f}" if one.certainty is not None else ""
    return (
        f"<blockquote>{escape(one.words)}</blockquote>"
        f'<p class="soft">{_link(one.permalink, one.item)}, {one.at}, {one.said}{sure}:'
        f" {escape(one.reason)}</p>"
    )


def _differences(changes: dict[str, int], differences: Iterable[Difference]) -> str:
    total = sum(changes.values())
    if not total:
        return "<p>No decision differs from the rules compared with.</p>"
    counts = table(
        ("how", "decisions"), [(CHANGES[name], f"{n:,}") for name, n in changes.items()]
    )
    items = "".join(_difference(one) for one in chosen(differences, MOST))
    more = (
        f"<p>{MOST:,} of {total:,}; --json lists them all.</p>" if total > MOST else ""
    )
    return counts + more + items


def _difference(one: Difference) -> str:
    return (
        f"<blockquote>{escape(one.words)}</blockquote>"
        f'<p class="soft">{escape(one.change)}: {_link(one.permalink, one.item)},'
        f" {one.at}, {one.said}<br>now: {escape(deeds(one.before))}<br>then:"
        f" {escape(deeds(one.after))}</p>"
    )


def _link(permalink: str, name: str) -> str:
    """Link to Reddit, and nowhere else, whatever the history holds."""
    if not _PLACE.fullmatch(permalink):
        return escape(name)
    address = escape(f"https://www.reddit.com{permalink}")
    return f'<a href="{address}" rel="noreferrer">{escape(name)}</a>'
