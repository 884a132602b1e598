"""The service itself, steered by its moderators' wiki pages alone."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from civilbot.simulator import Simulator
from tests.control import Control
from tests.scenario.bot import FAST, Bot, civilbot, configure, environment, wait_until

HOME = "HeatedDebate"
ABUSE = "You are a worthless idiot and nobody wants you here."
LIVE = "mode: live\nbriefings: {mode: off}\n"


@pytest.fixture
def bot(sim: Simulator, tmp_path: Path) -> Bot:
    """A service whose file says no more than the subreddit's name."""
    directory = configure(tmp_path / "config", {"subreddit": HOME})
    fast: dict[str, Any] = {**FAST}
    settings = {**fast, "every": {**fast["every"], "wiki": 0.3}}
    (directory / "civilbot.yaml").write_text(yaml.safe_dump(settings))
    return Bot(sim, directory)


def subjects(control: Control) -> list[str]:
    """What the moderators were told."""
    return [one["subject"] for one in control.state()["modmail"]]


def told(control: Control, beginning: str) -> bool:
    """Wait until a mail with such a subject is there."""
    return wait_until(
        lambda: any(one.startswith(beginning) for one in subjects(control))
    )


def reported(control: Control, name: str) -> bool:
    """Whether the bot reported a comment."""
    return bool(control.thing(name)["reports"])


def test_moderators_rule_a_running_service_and_a_restart_keeps_their_rules(
    bot: Bot, control: Control
) -> None:
    """Saved, confirmed, acted upon; killed, started, and acted upon again."""
    bot.start()
    bot.wait_until_started()
    thread = control.submit(title="Chairs")
    first = control.wiki(HOME, "civilbot", LIVE, by="mod_ada")
    assert told(control, f"civilbot rules: revision {first[:8]} is in force")
    bad = control.comment(thread, ABUSE)
    assert wait_until(lambda: reported(control, bad))
    bot.kill()
    bot.start()
    bot.wait_until_started()
    again = control.comment(thread, f"{ABUSE} Really.")
    assert wait_until(lambda: reported(control, again))
    assert bot.stop() == 0
    assert len(subjects(control)) == 1


def test_moderators_stop_a_running_service_and_the_operator_goes_back(
    bot: Bot, control: Control
) -> None:
    """The switch, and a rollback from another process."""
    config, env = ("--config", str(bot.directory)), environment(bot.sim)
    first = control.wiki(HOME, "civilbot", LIVE, by="mod_ada")
    bot.start()
    control.wiki(HOME, "civilbot/switch", "off", by="mod_ada")
    assert told(control, "civilbot switch: off")
    spared = control.comment(control.submit(title="Chairs"), ABUSE)

    def why() -> str:
        return civilbot("explain", spared, *config, env=env).stdout

    assert wait_until(lambda: "u/mod_ada switched civilbot off" in why())
    assert not reported(control, spared)
    control.advance(2)
    second = control.wiki(HOME, "civilbot", "mode: shadow\n", by="mod_ada")
    assert told(control, f"civilbot rules: revision {second[:8]} is in force")
    done = civilbot("rules", "rollback", HOME, *config, env=env)
    assert "mode: shadow -> live" in done.stdout, done.stderr
    assert told(control, f"civilbot rules: back to revision {first[:8]}")
    assert bot.stop() == 0
    assert len(subjects(control)) == len(set(subjects(control))) == 4
    doctor = civilbot("doctor", *config, env=env).stdout
    assert f"r/{HOME}: ruled by revision {first[:8]} of its page" in doctor
    assert f"on the page stands {second[:8]}" in doctor
    assert f"r/{HOME}: off, by u/mod_ada" in doctor


def test_one_round_looks_at_the_switch_before_it_acts(
    bot: Bot, control: Control
) -> None:
    """`run --once` obeys as well."""
    control.wiki(HOME, "civilbot", LIVE, by="mod_ada")
    control.wiki(HOME, "civilbot/switch", "off", by="mod_ada")
    bad = control.comment(control.submit(title="Chairs"), ABUSE)
    config = ("--config", str(bot.directory))
    done = civilbot("run", "--once", *config, env=environment(bot.sim))
    assert done.returncode == 0, done.stderr
    assert not reported(control, bad)
    assert len(subjects(control)) == 2
