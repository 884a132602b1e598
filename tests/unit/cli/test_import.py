"""`civilbot briefing import`: an article in, a draft out, and what it still lacks."""

import re
from pathlib import Path

import pytest

from civilbot.briefings.sections import SectionName
from tests.unit.articles.samples import HERE, sample
from tests.unit.cli.conftest import Run

TRAM = HERE / "tram.txt"
ARTICLE = Path(__file__).parents[4] / "shared" / "source-article.txt"


def test_the_draft_goes_out_and_the_list_to_standard_error(civilbot: Run) -> None:
    """So that the one can be kept and the other read."""
    ended = civilbot("briefing", "import", TRAM)
    assert ended.code == 0
    assert ended.out.startswith("---\n# A draft, made from an article.")
    assert "\n## Call to action\n" in ended.out
    lines = ended.err.splitlines()
    assert (
        "error: draft:9:15: still to do: the day after which it is not posted"
        in ended.err
    )
    assert "left out: 'Pros and Cons': 1 paragraph" in lines
    assert lines[-2] == (
        "draft: Summary: 4, The case for: 3, The case against: 2, Key points: 2,"
        " Call to action: 2, References: 3, 1 with a link"
    )
    assert re.fullmatch(r"to mend before it is posted: \d+; to weigh: \d+", lines[-1])


def test_an_article_may_come_from_standard_input(civilbot: Run) -> None:
    """Whatever its format."""
    ended = civilbot("briefing", "import", "-", stdin=sample("html"))
    assert ended.out == civilbot("briefing", "import", HERE / "tram.html").out


def test_out_writes_a_file_that_check_then_judges(
    civilbot: Run, tmp_path: Path
) -> None:
    """Both tell the same of what is still to do, at the same places."""
    out = tmp_path / "tram.md"
    ended = civilbot("briefing", "import", TRAM, "--out", out)
    assert (ended.code, ended.out) == (0, "")
    checked = civilbot("briefing", "check", out)
    assert checked.code == 1

    def still_to_do(text: str) -> list[str]:
        return re.findall(
            r"^error: (\S+:\d+:\d+: still to do: .*) \[", text, re.MULTILINE
        )

    assert len(still_to_do(checked.out)) >= 5
    assert still_to_do(checked.out) == still_to_do(ended.err)


def test_a_draft_that_somebody_worked_on_is_not_written_over(
    civilbot: Run, tmp_path: Path
) -> None:
    """Unless that is asked for."""
    out = tmp_path / "tram.md"
    out.write_text("hours of work", "utf-8")
    ended = civilbot("briefing", "import", TRAM, "--out", out)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        f"civilbot: {out} is there already: take another name, or --force\n"
    )
    assert out.read_text("utf-8") == "hours of work"
    assert civilbot("briefing", "import", TRAM, "--out", out, "--force").code == 0
    assert out.read_text("utf-8").startswith("---\n")


def test_a_finished_draft_passes_the_check(civilbot: Run, tmp_path: Path) -> None:
    """Once everything that was asked for is supplied."""
    out = tmp_path / "tram.md"
    civilbot("briefing", "import", TRAM, "--out", out)
    text = out.read_text("utf-8")
    text = text.replace("as_of:  #", "as_of: 2024-03-03  #")
    text = text.replace("review_by:  #", "review_by: 2999-01-01  #")
    text = text.replace("match: []", "match: [Farnby votes on the tram]")
    text = text.replace("near: []", "near: [Farnby mends its buses]")
    text = re.sub(r"'TODO: who publishes (\S+)'", r"Town office \1", text)
    text = re.sub(r" *# TODO: .*", "", text)
    out.write_text(text, "utf-8")
    ended = civilbot("briefing", "check", out)
    assert ended.code == 0, ended.out


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("no.txt", None, "No such file or directory"),
        ("empty.txt", b"", "is empty"),
        (
            "a.pdf",
            b"%PDF-1.7",
            "is a PDF, and no text (save the article as text, Markd",
        ),
        ("a.html", b"<nav>News</nav>", "holds no text of an article"),
    ],
)
def test_what_is_no_article_is_wrong_use_in_one_line(
    civilbot: Run, tmp_path: Path, name: str, data: bytes | None, told: str
) -> None:
    """With the file's name, and nothing written."""
    path, out = tmp_path / name, tmp_path / "out.md"
    if data is not None:
        path.write_bytes(data)
    ended = civilbot("briefing", "import", path, "--out", out)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"civilbot: {path}: {told}")
    assert ended.err.count("\n") == 1
    assert not out.exists()


def test_a_place_that_cannot_be_written_is_refused(
    civilbot: Run, tmp_path: Path
) -> None:
    """In one line."""
    ended = civilbot("briefing", "import", TRAM, "--out", tmp_path / "no" / "x.md")
    assert ended.code == 1
    assert ended.err == f"civilbot: {tmp_path}/no/x.md: No such file or directory\n"


@pytest.mark.shared
@pytest.mark.skipif(not ARTICLE.exists(), reason="the source article is not here")
def test_the_source_article_gives_a_draft_with_all_its_sections(civilbot: Run) -> None:
    """Five references without an invented link, and what a person must mend."""
    ended = civilbot("briefing", "import", ARTICLE)
    assert ended.code == 0
    front, body = ended.out.split("\n---\n", 1)
    for name in SectionName:
        assert (f"## {name}\n" in body) is (name is not SectionName.REFERENCES)
    assert "TODO:" not in body
    assert "http" not in ended.out
    assert front.count("\n    status: unlinked") == front.count("\n  - id: ") == 5
    assert body.count("\n- ") == 4 + 5 + 6 + 4
    assert "\nas_of:  # TODO: " in front
    assert "\nreview_by:  # TODO: " in front
    for rule in ("left-to-fill", "claim-without-source", "loaded-word"):
        assert f"[{rule}]" in ended.err
    assert "References: 5, 0 with a link" in ended.err
