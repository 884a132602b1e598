"""The process's own settings: `civilbot.yaml`, the environment, and secret files.

What moderators decide is in `subreddits/*.yaml`; secrets are never in YAML.
"""

import hashlib
import ipaddress
import os
import re
import socket
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from civilbot import yaml_text
from civilbot.errors import BadInput, Place, Problem, Refused

SETTINGS_FILE = "civilbot.yaml"

#: This machine and private networks, where plain HTTP may go.
_NEAR = tuple(
    ipaddress.ip_network(network)
    for network in (
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "::1/128",
        "fc00::/7",
    )
)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Seconds(_Strict):
    """How often each thing is looked at, in seconds."""

    comments: float = Field(default=10, ge=0.2, le=3600)
    new: float = Field(default=15, ge=0.2, le=3600)
    edited: float = Field(default=30, ge=0.2, le=3600)
    log: float = Field(default=30, ge=0.2, le=3600)
    modqueue: float = Field(default=120, ge=0.2, le=3600)
    #: Moderators' answers to proposals.
    modmail: float = Field(default=60, ge=0.2, le=3600)
    #: The moderators' wiki pages: their rules, and the switch, which must be seen to
    #: be on within each minute.
    wiki: float = Field(default=10, ge=0.2, le=15)
    #: Posted replies: corrections, scores, review dates.
    replies: float = Field(default=600, ge=0.2, le=86_400)
    #: What was deleted on Reddit is then deleted here.
    deleted: float = Field(default=3600, ge=1, le=86_400)
    #: The durable queue of polls and actions.
    queue: float = Field(default=1, ge=0.05, le=60)


class SecondOpinionFile(_Strict):
    """Whom to ask about doubtful texts: a model at an OpenAI-compatible address."""

    #: What stands before /chat/completions.
    url: str = Field(max_length=500)
    model: str = Field(min_length=1, max_length=200)
    #: For a whole question.
    timeout_seconds: float = Field(default=10, ge=0.1, le=120)
    #: Requests in a day (UTC), of each process.
    per_day: int = Field(default=200, ge=1, le=100_000)

    @field_validator("url")
    @classmethod
    def _safe(cls, value: str) -> str:
        """Refuse to send people's words and a key in the clear; do not show it."""
        if not _may_be_asked(value):
            raise ValueError(
                "cannot be used: it takes https://…, or http:// to this machine,"
                " a private address or a name without dots"
            )
        return value.rstrip("/")


class ProcessFile(_Strict):
    """What `civilbot.yaml` may hold; every key has a default."""

    #: Your own Reddit name: Reddit asks every bot to name its operator.
    contact: str = Field(default="", max_length=40)
    #: Items older than this are not judged at the first start.
    first_look_back_hours: float = Field(default=24, ge=0, le=720)
    #: Listings are read again this far back, for items that appear late.
    overlap_seconds: float = Field(default=120, ge=1, le=3600)
    #: How long Reddit's listings may lag behind a write of ours.
    settle_seconds: float = Field(default=30, ge=0.1, le=600)
    #: At most so many actions a minute: Reddit allows about 100 requests, and an
    #: action takes three.
    actions_per_minute: int = Field(default=30, ge=1, le=1000)
    #: Decisions that led to nothing are forgotten after this.
    keep_days: float = Field(default=30, ge=1, le=3650)
    every: Seconds = Seconds()
    #: Look once a week whether the briefings' references still answer.
    check_links: bool = True
    #: Off where it is not there.
    second_opinion: SecondOpinionFile | None = None
    log: Literal["auto", "json", "text"] = "auto"
    log_level: Literal["debug", "info", "warning", "error"] = "info"


class Environment(BaseSettings):
    """What comes from CIVILBOT_* variables, DIR/.env or secret files."""

    model_config = SettingsConfigDict(
        env_prefix="CIVILBOT_", extra="ignore", env_ignore_empty=True
    )

    client_id: str = ""
    client_secret: SecretStr = SecretStr("")
    username: str = ""
    password: SecretStr = SecretStr("")
    refresh_token: SecretStr = SecretStr("")
    reddit_url: str = ""
    database_url: SecretStr = SecretStr("")
    state_dir: str = ""
    worker: str = Field(default="", pattern=r"^[A-Za-z0-9._-]{0,64}$")
    pseudonym_key: SecretStr = SecretStr("")
    second_opinion_key: SecretStr = SecretStr("")


class Settings(_Strict):
    """All that the process needs to know."""

    directory: Path
    file: ProcessFile
    environment: Environment

    @property
    def database_url(self) -> str:
        """Where decisions and actions are kept; a SQLite file by default."""
        url = self.environment.database_url.get_secret_value()
        return url or f"sqlite:///{self.state_directory / 'civilbot.sqlite3'}"

    @property
    def queue_url(self) -> str:
        """Where the durable queue lives: beside the SQLite file, or in PostgreSQL."""
        scheme, found, path = self.database_url.partition(":///")
        if not found or not scheme.startswith("sqlite"):
            return self.database_url
        file = Path(path.partition("?")[0])
        return f"sqlite:///{file.with_name(file.stem + '-queue.sqlite3')}"

    @property
    def state_directory(self) -> Path:
        """Where files that the process writes are kept; `var` beside them by default.

        A configuration that may only be read needs another place.
        """
        own = self.environment.state_dir
        return Path(own) if own else self.directory / "var"

    def make_state_directory(self) -> Path:
        """Give the directory for what the process writes; it is there afterwards.

        Raises:
            Refused: it cannot be made.
        """
        folder = self.state_directory
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            hint = "set CIVILBOT_STATE_DIR to a place to write"
            raise Refused(f"{folder}: {error.strerror}: {hint}") from None
        return folder

    @property
    def worker(self) -> str:
        """This process's name among several; the host's name by default."""
        return self.environment.worker or socket.gethostname() or "local"

    @property
    def pseudonym_key(self) -> str:
        """Key of the pseudonyms in logs; derived from the client secret by default."""
        own = self.environment.pseudonym_key.get_secret_value()
        if own:
            return own
        secret = self.environment.client_secret.get_secret_value()
        return hashlib.sha256(f"civilbot pseudonyms {secret}".encode()).hexdigest()

    @property
    def secrets(self) -> tuple[str, ...]:
        """Strings that must never be printed."""
        environment = self.environment
        held = (
            environment.client_secret,
            environment.password,
            environment.refresh_token,
            environment.pseudonym_key,
            environment.second_opinion_key,
        )
        values = (secret.get_secret_value() for secret in held if secret)
        return (*values, *_passwords(environment.database_url.get_secret_value()))

    def check_credentials(self) -> None:
        """Raise BadInput naming each credential that is missing."""
        environment = self.environment
        missing = [
            name
            for name, value in (
                ("CIVILBOT_CLIENT_ID", environment.client_id),
                ("CIVILBOT_CLIENT_SECRET", environment.client_secret),
                (
                    "CIVILBOT_USERNAME",
                    environment.username or environment.refresh_token,
                ),
                (
                    "CIVILBOT_PASSWORD",
                    environment.password or environment.refresh_token,
                ),
            )
            if not value
        ]
        if missing:
            names = ", ".join(missing)
            hint = f"set it in the environment or in {self.directory / '.env'}"
            raise BadInput(Problem(Place("credentials"), f"missing {names}", hint))


def _passwords(url: str) -> tuple[str, ...]:
    """Give the password in a database's address, as written and as meant."""
    try:
        written = urlsplit(url).password
    except ValueError:
        # Such an address cannot be used, and the database says so.
        return ()
    return (written, unquote(written)) if written else ()


def load_settings(directory: Path) -> Settings:
    """Read the settings of a configuration directory.

    Raises:
        BadInput: the directory is missing or a file in it is wrong.
    """
    if not directory.is_dir():
        hint = f"civilbot init {directory} makes one"
        raise BadInput(Problem(Place(str(directory)), "no such directory", hint))
    path = directory / SETTINGS_FILE
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(Problem(Place(str(path)), f"cannot be read: {error}")) from None
    file = yaml_text.load(text, ProcessFile, source=str(path), shown=False)
    environment = _environment(directory / ".env")
    _check_url(environment.reddit_url)
    return Settings(directory=directory, file=file, environment=environment)


def _environment(env_file: Path) -> Environment:
    directories = _secret_directories()
    try:
        return Environment(_env_file=env_file, _secrets_dir=directories)
    except ValidationError as error:
        raise BadInput(*map(_wrong_variable, error.errors())) from None
    except (OSError, UnicodeDecodeError):
        place = Place(str(env_file))
    except SettingsError:
        place = Place(", ".join(str(directory) for directory in directories))
    # Nothing of the error is shown: it may hold a part of a secret.
    raise BadInput(Problem(place, "cannot be read", "is it UTF-8 text, and yours?"))


def _wrong_variable(detail: Any) -> Problem:
    """Name a variable that is wrong; its value may be a secret and is not shown."""
    place = Place(f"CIVILBOT_{detail['loc'][0]}".upper())
    if detail["loc"][0] == "worker":
        message = "may hold letters, digits, dots, dashes and underscores"
        return Problem(place, message, "at most 64 of them")
    return Problem(place, str(detail["msg"]))


def _secret_directories() -> list[Path]:
    """Where Docker, systemd and operators put secret files, if they are there.

    A file there is named like its variable: `civilbot_client_secret`. The last
    directory's files are preferred.
    """
    named = (
        "/run/secrets",
        os.environ.get("CREDENTIALS_DIRECTORY"),
        os.environ.get("CIVILBOT_SECRETS_DIR"),
    )
    return [Path(name) for name in named if name and Path(name).is_dir()]


def _check_url(url: str) -> None:
    """Refuse plain HTTP but to this very machine: it would carry the token."""
    if not url or _may_be_called(url):
        return
    hint = "https://…, or http:// on this machine only"
    message = f"'{url}' cannot be used"
    raise BadInput(Problem(Place("CIVILBOT_REDDIT_URL"), message, hint))


def _may_be_called(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    if parts.scheme == "http":
        return host in {"127.0.0.1", "localhost", "::1"}
    return parts.scheme == "https" and bool(host)


def _may_be_asked(url: str) -> bool:
    """Whether a second opinion may be asked for there; a key has no place in it."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not re.fullmatch(r"https?://[!-~]+", url) or set(url) & set("?#@\\"):
        return False
    return bool(host) and (parts.scheme == "https" or _is_near(host))


def _is_near(host: str) -> bool:
    """Whether a host is this machine, or in a private network by its looks."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        # Numbers are left out: some programs take 134744072 for an address.
        return re.fullmatch(r"[a-z][a-z0-9_-]*", host) is not None
    return any(address in network for network in _NEAR)
