"""A first configuration: complete, checked, and never over somebody's own files."""

from pathlib import Path

import pytest

from civilbot.errors import BadInput, Refused
from civilbot.library import Library
from civilbot.rules import Mode, parse_rules
from civilbot.settings import load_settings
from civilbot.starter import presets, write_starter
from tests.builders import the_day_of


def test_what_is_written_can_be_used_at_once(tmp_path: Path) -> None:
    """Each subreddit has rules, in shadow; the briefings are there."""
    target = tmp_path / "deep" / "bot"
    written = write_starter(target, subreddits=["News", "r/Talk"], contact="u/some_one")
    assert {str(path.relative_to(target)) for path in written} == {
        "civilbot.yaml",
        ".env",
        "rules.schema.json",
        "subreddits/News.yaml",
        "subreddits/Talk.yaml",
        "briefings/nuclear-power-climate.md",
        "briefings/trump-putin-ceasefire.md",
        "briefings/universal-basic-income.md",
    }
    shelf = Library(target).open(the_day_of(target / "briefings"))
    assert shelf.subreddits == ("News", "Talk")
    assert {rules.mode for rules in shelf.rules.values()} == {Mode.SHADOW}
    settings = load_settings(target)
    assert settings.file.contact == "some_one"
    assert "YourSubreddit" not in (target / "subreddits" / "News.yaml").read_text(
        "utf-8"
    )


@pytest.mark.parametrize("preset", presets())
def test_rules_may_begin_with_a_preset(tmp_path: Path, preset: str) -> None:
    """For the subreddit that was named; the schema that it names lies beside it."""
    target = tmp_path / "bot"
    write_starter(target, subreddits=["News"], contact="", preset=preset)
    text = (target / "subreddits" / "News.yaml").read_text("utf-8")
    assert parse_rules(text, source="News.yaml").subreddit == "News"
    assert "YourSubreddit" not in text
    assert text.startswith("# yaml-language-server: $schema=../rules.schema.json\n")
    assert (target / "rules.schema.json").is_file()


@pytest.mark.parametrize(
    ("preset", "hint"),
    [
        ("gentel", "did you mean 'gentle'?"),
        ("../../etc/passwd", "there are: gentle, heated-politics, strict, watch-only"),
    ],
)
def test_a_preset_that_is_none_is_refused(
    tmp_path: Path, preset: str, hint: str
) -> None:
    """Before anything is written."""
    target = tmp_path / "bot"
    with pytest.raises(BadInput) as caught:
        write_starter(target, subreddits=["News"], contact="", preset=preset)
    assert str(caught.value) == f"--preset: there is no preset '{preset}' ({hint})"
    assert not target.exists()


def test_the_secrets_file_is_for_its_owner_only(tmp_path: Path) -> None:
    """From the beginning; the other files may be read."""
    write_starter(tmp_path / "bot", subreddits=["News"], contact="")
    assert (tmp_path / "bot" / ".env").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["civilbot.yaml", ".env", "subreddits/News.yaml"])
def test_nothing_that_exists_is_overwritten(tmp_path: Path, name: str) -> None:
    """Nor is anything else written then."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine", "utf-8")
    with pytest.raises(Refused) as caught:
        write_starter(tmp_path, subreddits=["News"], contact="")
    assert str(caught.value) == (
        f"{path} is there already: nothing was written; choose another folder"
    )
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [path]
    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("subreddit", "contact"),
    [
        ("../../etc/passwd", ""),
        ("two words", ""),
        ("News\nmode: live", ""),
        ("", ""),
        ("News", 'me"\nlog: json'),
        ("News", "two words"),
        ("News", "x" * 21),
    ],
)
def test_what_is_not_a_name_is_refused_before_anything_is_written(
    tmp_path: Path, subreddit: str, contact: str
) -> None:
    """Names go into file names and into YAML."""
    target = tmp_path / "bot"
    with pytest.raises(BadInput):
        write_starter(target, subreddits=[subreddit], contact=contact)
    assert not target.exists()


def test_a_folder_that_cannot_be_written_is_refused_in_one_line(tmp_path: Path) -> None:
    """Such as one below a file."""
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(Refused, match=r"/file.*: Not a directory$"):
        write_starter(tmp_path / "file" / "bot", subreddits=["News"], contact="")
