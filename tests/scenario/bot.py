"""The real bot as a process of its own, pointed at a simulated Reddit."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copytree
from typing import Any

import yaml

from civilbot.library import starter_directory
from civilbot.simulator import Simulator

FAST = {
    "contact": "test-operator",
    "settle_seconds": 1,
    "overlap_seconds": 600,
    "actions_per_minute": 1000,
    "log": "json",
    "every": {
        "comments": 0.3,
        "new": 0.3,
        "edited": 0.5,
        "log": 0.5,
        "modqueue": 1,
        "modmail": 0.5,
        "replies": 1,
        "deleted": 1,
        "queue": 0.1,
    },
}


def configure(directory: Path, *rules: dict[str, Any]) -> Path:
    """Write a configuration with the given rules and the shipped briefing."""
    (directory / "subreddits").mkdir(parents=True)
    (directory / "civilbot.yaml").write_text(yaml.safe_dump(FAST))
    for one in rules:
        path = directory / "subreddits" / f"{one['subreddit']}.yaml"
        path.write_text(yaml.safe_dump(one))
    copytree(starter_directory() / "briefings", directory / "briefings")
    return directory


def environment(sim: Simulator, **more: str) -> dict[str, str]:
    """Give the variables that point a process at the simulator."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("CIVILBOT_")}
    login = sim.credentials
    return kept | {
        "CIVILBOT_REDDIT_URL": sim.url,
        "CIVILBOT_CLIENT_ID": login.client_id,
        "CIVILBOT_CLIENT_SECRET": login.client_secret,
        "CIVILBOT_USERNAME": login.username,
        "CIVILBOT_PASSWORD": login.password,
        "CIVILBOT_WORKER": "test",
        **more,
    }


def civilbot(
    *arguments: str, env: dict[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    command = [sys.executable, "-m", "civilbot", *arguments]
    return subprocess.run(
        command,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        **options,
    )


@dataclass
class Bot:
    """`civilbot run` in a process that can be killed."""

    sim: Simulator
    directory: Path
    log: Path = field(init=False)
    process: subprocess.Popen[bytes] | None = None
    _born_at: int = 0

    def __post_init__(self) -> None:
        """Keep all lives' logs in one file."""
        self.log = self.directory / "log.jsonl"

    def start(self) -> None:
        """Start it, in the background."""
        command = [
            sys.executable,
            "-m",
            "civilbot",
            "run",
            "--config",
            str(self.directory),
        ]
        self._born_at = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, env=environment(self.sim), stdout=log, stderr=log
            )

    def wait_until_started(self) -> None:
        """Wait until this life watches."""
        assert self.process is not None
        assert wait_until(lambda: b"civilbot.started" in self._said_in_this_life())

    def _said_in_this_life(self) -> bytes:
        return self.log.read_bytes()[self._born_at :]

    def kill(self) -> None:
        """Kill it at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to stop, and wait; its exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, number: int) -> int:
        assert self.process is not None
        self.process.send_signal(number)
        code = self.process.wait(timeout=30)
        self.process = None
        return code


def wait_until(true: Callable[[], bool], *, seconds: float = 60) -> bool:
    """Wait for something to become true; False if it never does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return true()
