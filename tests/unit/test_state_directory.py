"""Where the bot writes: beside its configuration, or where it is told to."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from civilbot.cli import app
from civilbot.settings import load_settings


@pytest.fixture(name="config")
def _config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty configuration that nothing in the environment changes."""
    for name in ("CIVILBOT_STATE_DIR", "CIVILBOT_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "config"
    folder.mkdir()
    return folder


def test_files_are_written_beside_the_configuration_by_default(config: Path) -> None:
    """Whoever copies the folder has everything."""
    settings = load_settings(config)

    assert settings.state_directory == config / "var"
    assert settings.database_url == f"sqlite:///{config}/var/civilbot.sqlite3"


def test_another_state_directory_holds_database_and_queue(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One variable moves everything that is written."""
    monkeypatch.setenv("CIVILBOT_STATE_DIR", "/state")

    settings = load_settings(config)

    assert settings.state_directory == Path("/state")
    assert settings.database_url == "sqlite:////state/civilbot.sqlite3"
    assert settings.queue_url == "sqlite:////state/civilbot-queue.sqlite3"


def test_the_state_directory_may_stand_in_the_secrets_file(config: Path) -> None:
    """It is read like every other variable."""
    (config / ".env").write_text("CIVILBOT_STATE_DIR=/state\n", encoding="utf-8")

    assert load_settings(config).state_directory == Path("/state")


def test_an_empty_state_directory_is_none(config: Path) -> None:
    """A variable that a service file leaves empty changes nothing."""
    (config / ".env").write_text("CIVILBOT_STATE_DIR=\n", encoding="utf-8")

    assert load_settings(config).state_directory == config / "var"


def test_a_database_address_of_its_own_leaves_the_state_directory_alone(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With PostgreSQL only the lock file is written there."""
    monkeypatch.setenv("CIVILBOT_STATE_DIR", "/state")
    monkeypatch.setenv("CIVILBOT_DATABASE_URL", "postgresql://db/civilbot")

    settings = load_settings(config)

    assert settings.database_url == "postgresql://db/civilbot"
    assert settings.state_directory == Path("/state")


def test_nothing_is_written_into_a_configuration_that_has_its_state_elsewhere(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So the configuration can be mounted read-only."""
    state = tmp_path / "state"
    monkeypatch.setenv("CIVILBOT_STATE_DIR", str(state))

    result = CliRunner().invoke(app, ["log", "--config", str(config)])

    assert result.exit_code == 0, result.output
    assert list(config.iterdir()) == []
    assert (state / "civilbot.sqlite3").is_file()
