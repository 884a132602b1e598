"""Web pages: the article is found, everything around it is left."""

from datetime import date

import pytest

from civilbot.articles import Format
from civilbot.articles.reading import read_article
from civilbot.briefings.drafting import Article, Shape
from tests.unit.articles.samples import sample

HEADING, TEXT, ITEM = Shape.HEADING, Shape.PARAGRAPH, Shape.ITEM


def _read(page: str) -> Article:
    return read_article(page.encode(), source="a.html", form=Format.HTML)


def _texts(page: str) -> list[str]:
    return [block.text for block in _read(page).blocks]


def test_only_the_article_is_taken_from_a_page() -> None:
    """No menu, script, share button, comment, list of other articles or foot."""
    article = read_article(sample("html"), source="tram.html")
    text = " ".join(block.text for block in article.blocks)
    for other in ("News", "never read", "Share", "cakes", "liar", "Hidden", "\u00a9"):
        assert other not in text
    assert "Merchants fear two years of road works." in text


@pytest.mark.parametrize(
    "around",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<nav>x</nav>",
        "<aside>x</aside>",
        "<form>x</form>",
        "<template>x</template>",
        "<p hidden>x</p>",
        "<p style='display: none'>x</p>",
        "<p aria-hidden=true>x</p>",
        "<div id=comments>x</div>",
        "<div class='a share-buttons'>x</div>",
        "<!-- x -->",
        "<footer>x</footer>",
        "<svg><text>x</text></svg>",
    ],
)
def test_what_stands_around_is_dropped(around: str) -> None:
    """Each by itself."""
    assert _texts(f"<h1>T</h1><p>Words.</p>{around}") == ["Words."]


def test_a_page_that_has_a_sidebar_is_no_sidebar() -> None:
    """Names of classes count whole."""
    assert _texts("<body class='has-sidebar'><h1>T</h1><p>Words.</p>") == ["Words."]


def test_unclosed_elements_are_read_as_a_browser_reads_them() -> None:
    """Paragraphs and points end by themselves."""
    assert _texts("<h1>T</h1><p>One<p>Two<ul><li>Three<li>Four</ul>") == [
        "One",
        "Two",
        "Three",
        "Four",
    ]


def test_a_small_teaser_is_not_the_article() -> None:
    """The element with most of the words is."""
    page = (
        "<article><h2>Other</h2><p>Teaser.</p></article><main><h1>T</h1>"
        f"<p>{'Many words. ' * 20}</p></main>"
    )
    assert _read(page).title == "T"
    assert "Teaser." not in _texts(page)


def test_only_web_addresses_are_links() -> None:
    """Nothing that runs, nothing relative, no mail."""
    page = "<h1>T</h1><p>" + "".join(
        f"<a href='{url}'>words</a> "
        for url in ("javascript:x()", "/page", "mailto:a@b.example", "data:x", "")
    )
    assert _read(page).blocks[0].links == ()
    linked = _read("<h1>T</h1><p><a href=' https://a.example/r '>R</a></p>")
    assert [link.url for link in linked.blocks[0].links] == ["https://a.example/r"]


@pytest.mark.parametrize(
    "stated",
    [
        "<meta property='article:published_time' content='2024-03-03T23:59:00Z'>",
        "<time itemprop=datePublished datetime=2024-03-03>x</time>",
        '<script type=application/ld+json>[{"datePublished": "2024-03-03"}]</script>',
    ],
)
def test_the_day_of_publication_is_taken_where_the_page_states_it(stated: str) -> None:
    """In the three ways that pages do."""
    assert _read(f"{stated}<h1>T</h1><p>Words.").published == date(2024, 3, 3)


def test_days_that_differ_are_not_taken() -> None:
    """One of them is wrong; a person must look."""
    page = (
        "<meta name=date content=2024-03-03><meta name=dc.date content=2024-03-04>"
        "<script type='application/ld+json'>{broken</script><h1>T</h1><p>Words."
    )
    assert _read(page).published is None


def test_a_title_is_the_heading_before_the_pages_own() -> None:
    """Without a heading the page names it."""
    assert _read("<title>A | Echo</title><h1>A</h1><p>Words.").title == "A"
    assert _read("<title>A | Echo</title><p>Words.").title == "A | Echo"
    shared = "<meta property='og:title' content='A'><title>A | Echo</title><p>Words."
    assert _read(shared).title == "A"


def test_a_table_with_headings_is_lists_and_one_without_is_layout() -> None:
    """Old pages are laid out in tables."""
    table = (
        "<table><tr><th>Pros<th>Cons<tr><td>cheap<td><ul><li>loud<li>slow</ul></table>"
    )
    blocks = _read(f"<h1>T</h1>{table}").blocks
    assert [(block.shape, block.text) for block in blocks] == [
        (HEADING, "Pros"),
        (ITEM, "cheap"),
        (HEADING, "Cons"),
        (ITEM, "loud"),
        (ITEM, "slow"),
    ]
    layout = "<table><tr><td><h2>Pros</h2><p>Cheap.</p></td></tr></table>"
    assert _texts(f"<h1>T</h1>{layout}") == ["Pros", "Cheap."]


@pytest.mark.parametrize(
    "tag", ["div", "b", "ul><li", "table><tr><td", "a href='https://a.example'"]
)
def test_a_page_may_be_nested_deeper_than_python_goes(tag: str) -> None:
    """Twenty thousand levels, and still no traceback."""
    assert _texts(f"<h1>T</h1>{f'<{tag}>' * 20_000}Words.") == ["Words."]
