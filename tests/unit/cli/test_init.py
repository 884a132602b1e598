"""`civilbot init`: a configuration in one command, and nothing overwritten."""

from pathlib import Path

from tests.unit.cli.conftest import Run


def test_a_starter_configuration_is_written(civilbot: Run, tmp_path: Path) -> None:
    """The output names each file and the next step; secrets are for their owner."""
    target = tmp_path / "bot"
    options = ("--subreddit", "News", "--subreddit", "Talk", "--contact", "some_one")
    ended = civilbot("init", target, *options)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        f"wrote {target}/civilbot.yaml",
        f"wrote {target}/.env",
        f"wrote {target}/rules.schema.json",
        f"wrote {target}/subreddits/News.yaml",
        f"wrote {target}/subreddits/Talk.yaml",
        f"wrote {target}/briefings/nuclear-power-climate.md",
        f"wrote {target}/briefings/trump-putin-ceasefire.md",
        f"wrote {target}/briefings/universal-basic-income.md",
        f"Next: fill in {target}/.env, then run",
        f"  civilbot doctor --config {target}",
    ]
    assert (target / ".env").stat().st_mode & 0o777 == 0o600


def test_rules_may_begin_with_a_preset(civilbot: Run, tmp_path: Path) -> None:
    """And are sound as they are."""
    target = tmp_path / "bot"
    options = ("--subreddit", "News", "--contact", "", "--preset", "strict")
    assert civilbot("init", target, *options).code == 0
    checked = civilbot("rules", "check", "--quick", "--config", target)
    assert checked.out == f"ok: {target}/subreddits/News.yaml\n"


def test_without_a_terminal_nothing_is_asked(civilbot: Run, tmp_path: Path) -> None:
    """Scripts get the example, to be edited."""
    ended = civilbot("init", tmp_path / "bot")
    assert ended.code == 0
    assert (tmp_path / "bot" / "subreddits" / "YourSubreddit.yaml").is_file()


def test_a_second_time_is_refused(civilbot: Run, tmp_path: Path) -> None:
    """The first configuration stays as it is."""
    civilbot("init", tmp_path / "bot", "--subreddit", "News", "--contact", "")
    secrets = tmp_path / "bot" / ".env"
    secrets.write_text("CIVILBOT_PASSWORD=hunter2", "utf-8")
    ended = civilbot("init", tmp_path / "bot", "--subreddit", "News", "--contact", "")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        f"civilbot: {tmp_path}/bot/civilbot.yaml is there already:"
        " nothing was written; choose another folder\n"
    )
    assert secrets.read_text("utf-8") == "CIVILBOT_PASSWORD=hunter2"


def test_a_name_that_is_none_is_wrong_use(civilbot: Run, tmp_path: Path) -> None:
    """And names the option."""
    ended = civilbot("init", tmp_path / "bot", "--subreddit", "a b", "--contact", "")
    assert ended.code == 2
    assert ended.err.startswith("civilbot: --subreddit a b:")
    ended = civilbot("init", tmp_path / "bot", "--subreddit", "News", "--contact", "!")
    assert ended.err == (
        "civilbot: --contact: '!' is not a Reddit name (yours, without u/)\n"
    )
    assert not (tmp_path / "bot").exists()
