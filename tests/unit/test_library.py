"""The files that people edit while the bot runs, and what holds when one breaks."""

from datetime import date
from pathlib import Path

import pytest

from civilbot.errors import BadInput, Problem
from civilbot.library import Library, starter_directory
from civilbot.rules import Mode
from tests.builders import the_day_of
from tests.unit.briefings.made_up import swapped

TODAY = date(2031, 4, 1)


class Folder:
    """A configuration directory that a test edits."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.books = Library(path)

    def write(self, name: str, text: str) -> Path:
        """Write a file; its folder is made."""
        path = self.path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def rules(self, name: str, text: str = "") -> Path:
        """Write the rules of a subreddit, in a file of its name."""
        return self.write(f"subreddits/{name}.yaml", text or f"subreddit: {name}")

    def reload(self) -> list[str]:
        """Read again; the problems as lines."""
        return _lines(self.books.reload(TODAY))

    def open(self) -> None:
        """Read for the first time."""
        self.books.open(TODAY)

    @property
    def subreddits(self) -> tuple[str, ...]:
        """Where rules are in force."""
        return self.books.shelf.subreddits

    @property
    def mode(self) -> Mode:
        """How the rules for r/News are carried out."""
        return self.books.shelf.rules["news"].mode


def _lines(problems: tuple[Problem, ...]) -> list[str]:
    return [str(problem) for problem in problems]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An empty configuration directory."""
    return Folder(tmp_path)


def test_rules_and_briefings_are_read(folder: Folder) -> None:
    """Rules by lower-case name; other files are let be."""
    folder.rules("News")
    folder.write("subreddits/talk.yml", "subreddit: r/Talk")
    folder.write("subreddits/notes.txt", "remember the milk")
    folder.write("subreddits/.News.yaml", "an editor's own copy")
    folder.write("subreddits/_draft.yaml", "not yet")
    folder.write("briefings/bridge.md", swapped())
    shelf = folder.books.open(TODAY)
    assert list(shelf.rules) == ["news", "talk"]
    assert shelf.subreddits == ("News", "Talk")
    assert [briefing.id for briefing in shelf.briefings] == ["harbour-bridge"]


def test_without_any_rules_there_is_nothing_to_do(folder: Folder) -> None:
    """And the message says what to write."""
    with pytest.raises(BadInput) as caught:
        folder.open()
    assert str(caught.value) == (
        f"{folder.path}: there are no rules for any subreddit"
        " (add subreddits/NAME.yaml; civilbot init shows one)"
    )


def test_the_first_reading_tells_every_problem_of_every_file(folder: Folder) -> None:
    """Nobody has to start the bot once for each."""
    first = folder.rules("News", "subreddit: News\nmod: live\nflag: {}\n")
    second = folder.rules("Talk", "mode: live\n")
    third = folder.write("briefings/bridge.md", "no front matter")
    with pytest.raises(BadInput) as caught:
        folder.open()
    places = [(p.place.source, p.place.line) for p in caught.value.problems]
    assert places[:3] == [(str(first), 2), (str(first), 3), (str(second), 1)]
    assert {source for source, _ in places[3:]} == {str(third)}


def test_a_briefing_that_must_not_be_posted_is_not_loaded(folder: Folder) -> None:
    """What the linter calls an error keeps it from the first thread."""
    folder.rules("News")
    text = swapped(("as_of: 2031-03-01", "as_of: 2031-05-01"))
    path = folder.write("briefings/bridge.md", text)
    with pytest.raises(BadInput) as caught:
        folder.open()
    assert f"{path}:6" in str(caught.value)
    assert "as_of is 2031-05-01" in str(caught.value)
    assert folder.books.shelf.briefings == ()


def test_an_overdue_briefing_is_read_so_that_its_moderators_can_be_told(
    folder: Folder,
) -> None:
    """Nothing is posted with it; a restart must not fail for it."""
    folder.rules("News")
    text = swapped(("review_by: 2031-09-01", "review_by: 2031-03-15"))
    folder.write("briefings/bridge.md", text)
    folder.open()
    (briefing,) = folder.books.shelf.briefings
    assert not briefing.may_be_posted(TODAY)


def test_a_change_is_taken_up(folder: Folder) -> None:
    """Without a restart."""
    folder.rules("News")
    folder.open()
    folder.rules("News", "subreddit: News\nmode: live")
    assert folder.reload() == []
    assert folder.mode is Mode.LIVE


def test_a_file_that_breaks_keeps_its_last_good_version(folder: Folder) -> None:
    """The problem is told once, however often the file is looked at."""
    folder.rules("News", "subreddit: News\nmode: live")
    folder.open()
    path = folder.rules("News", "subreddit: News\nmode: loud")
    told = f"{path}:2:7: mode: should be one of draft, shadow, live, not 'loud'"
    assert [folder.reload(), folder.reload(), folder.reload()] == [[told], [], []]
    assert folder.mode is Mode.LIVE


def test_rules_that_cannot_be_meant_keep_the_last_good_ones(folder: Folder) -> None:
    """A pattern that nothing can search for would stop every judgement."""
    folder.rules("News", "subreddit: News\nmode: live")
    folder.open()
    own = "rules: [{name: x, when: {body: {regex: '(?=a)b'}}}]"
    folder.rules("News", f"subreddit: News\nmode: shadow\n{own}")
    [problem] = folder.reload()
    assert "News.yaml:3:" in problem
    assert folder.mode is Mode.LIVE


def test_another_mistake_is_told_again(folder: Folder) -> None:
    """Whoever edits sees what is wrong now."""
    folder.rules("News")
    folder.open()
    path = folder.rules("News", "subreddit: News\nmode: loud")
    folder.reload()
    folder.rules("News", "subreddit: News\nmod: live")
    assert folder.reload() == [f"{path}:2:1: unknown key 'mod' (did you mean 'mode'?)"]


def test_a_fixed_file_is_taken_up(folder: Folder) -> None:
    """And when it breaks in the same way later, that is told again."""
    folder.rules("News")
    folder.open()
    folder.rules("News", "subreddit: News\nmode: loud")
    folder.reload()
    folder.rules("News", "subreddit: News\nmode: live")
    assert folder.reload() == []
    assert folder.mode is Mode.LIVE
    folder.rules("News", "subreddit: News\nmode: loud")
    assert len(folder.reload()) == 1


def test_an_edit_that_is_taken_back_leaves_all_as_it_was(folder: Folder) -> None:
    """The same text is the same rules."""
    folder.rules("News")
    folder.open()
    folder.rules("News", "subreddit: News\nmode: loud")
    folder.reload()
    folder.rules("News")
    assert folder.reload() == []
    assert folder.mode is Mode.SHADOW


def test_a_broken_new_file_does_not_stop_the_others(folder: Folder) -> None:
    """One subreddit's typing error is not another's outage."""
    folder.rules("News")
    folder.open()
    folder.rules("Talk", "{")
    assert len(folder.reload()) == 1
    assert folder.subreddits == ("News",)


def test_a_deleted_files_rules_go(folder: Folder) -> None:
    """Deleting the file is the plainest way to stop the bot somewhere."""
    folder.rules("News")
    talk = folder.rules("Talk")
    folder.open()
    talk.unlink()
    assert folder.reload() == []
    assert folder.subreddits == ("News",)


def test_a_file_that_comes_back_is_in_force_again(folder: Folder) -> None:
    """Some editors delete a file and write it anew, word for word."""
    path = folder.rules("News")
    folder.open()
    path.unlink()
    folder.reload()
    assert not folder.subreddits
    folder.rules("News")
    assert folder.reload() == []
    assert folder.subreddits == ("News",)


def test_a_deleted_briefing_goes(folder: Folder) -> None:
    """It is not posted any more."""
    folder.rules("News")
    path = folder.write("briefings/bridge.md", swapped())
    folder.open()
    path.unlink()
    folder.reload()
    assert folder.books.shelf.briefings == ()


def test_two_files_for_one_subreddit_are_refused(folder: Folder) -> None:
    """Which of them holds would be chance; the first is kept, the second told."""
    one = folder.write("subreddits/a.yaml", "subreddit: News\nmode: live")
    two = folder.write("subreddits/b.yaml", "subreddit: r/NEWS")
    assert folder.reload() == [
        f"{two}: r/NEWS has rules in {one} already (keep one of them)"
    ]
    assert folder.mode is Mode.LIVE


def test_the_second_file_holds_when_the_first_is_gone(folder: Folder) -> None:
    """Though its own text did not change."""
    one = folder.write("subreddits/a.yaml", "subreddit: News\nmode: live")
    folder.write("subreddits/b.yaml", "subreddit: News")
    folder.reload()
    one.unlink()
    assert folder.reload() == []
    assert folder.mode is Mode.SHADOW


def test_a_file_that_is_no_text_is_told_once(folder: Folder) -> None:
    """And does not end the bot."""
    folder.rules("News")
    folder.open()
    path = folder.path / "subreddits" / "Talk.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    [line] = folder.reload()
    assert line.startswith(f"{path}: cannot be read: ")
    assert folder.reload() == []
    assert folder.subreddits == ("News",)


def test_the_configuration_that_ships_is_in_order() -> None:
    """A new installation starts without a complaint."""
    today = the_day_of(starter_directory() / "briefings")
    shelf = Library(starter_directory()).open(today)
    assert shelf.subreddits == ("YourSubreddit",)
    assert len(shelf.briefings) == 3
