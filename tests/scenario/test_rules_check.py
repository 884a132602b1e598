"""`civilbot rules check --online`: what the account may do decides as well."""

from pathlib import Path

from civilbot.simulator import Simulator
from tests.control import Control
from tests.scenario.bot import civilbot, configure, environment

RULES = {
    "subreddit": "HeatedDebate",
    "exempt": {"approved_users": False},
    "rules": [
        {
            "name": "coins",
            "when": {"title": ["coin"]},
            "do": ["remove", "flair"],
            "reason": "No coins",
            "flair": "Coins",
        }
    ],
}


def test_what_the_account_may_not_do_is_a_finding(
    sim: Simulator, control: Control, tmp_path: Path
) -> None:
    """Asked of Reddit itself, and only when one says so."""
    directory = configure(tmp_path / "config", RULES)
    control.order(
        "POST",
        "subreddits/HeatedDebate/moderators",
        name=sim.credentials.username,
        permissions=["posts", "mail"],
    )
    command = ("rules", "check", "--config", str(directory))

    offline = civilbot(*command, env=environment(sim))
    online = civilbot(*command, "--online", env=environment(sim))

    assert (offline.returncode, offline.stderr) == (0, "")
    assert online.returncode == 1
    assert (
        "'flair' needs the permission 'flair', which the bot lacks"
        " (give its account 'Manage Flair') [permission]"
    ) in online.stdout
    assert "'remove' needs" not in online.stdout


def test_without_a_login_nothing_is_asked_of_reddit(tmp_path: Path) -> None:
    """The credentials that are missing are named."""
    directory = configure(tmp_path / "config", RULES)
    done = civilbot("rules", "check", "--online", "--config", str(directory), env={})
    assert done.returncode == 2
    assert "CIVILBOT_CLIENT_ID" in done.stderr
