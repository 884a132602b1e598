"""Where settings come from, which one wins, and that secrets are not shown."""

import os
from pathlib import Path

import pytest

from civilbot.errors import BadInput
from civilbot.settings import (
    ProcessFile,
    SecondOpinionFile,
    Seconds,
    Settings,
    load_settings,
)

SHIPPED = Path(__file__).parents[2] / "config"

CREDENTIALS = {
    "CIVILBOT_CLIENT_ID": "an-id",
    "CIVILBOT_CLIENT_SECRET": "a-client-secret",
    "CIVILBOT_USERNAME": "civil_bot",
    "CIVILBOT_PASSWORD": "a-password",
}


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's own settings gets in."""
    for name in list(os.environ):
        if name.startswith("CIVILBOT_") or name == "CREDENTIALS_DIRECTORY":
            monkeypatch.delenv(name)


def written(directory: Path, **files: str) -> Path:
    """A configuration directory with these files; an underscore stands for a dot."""
    for name, text in files.items():
        (directory / name.replace("_", ".")).write_text(text, "utf-8")
    return directory


def set_all(monkeypatch: pytest.MonkeyPatch, values: dict[str, str]) -> None:
    """Set environment variables."""
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def test_an_empty_directory_gives_the_defaults(tmp_path: Path) -> None:
    """Every key may be left out, and so may the file."""
    settings = load_settings(tmp_path)
    assert settings.file == ProcessFile()
    assert settings.file.every == Seconds()
    assert settings.database_url == f"sqlite:///{tmp_path}/var/civilbot.sqlite3"
    assert settings.queue_url == f"sqlite:///{tmp_path}/var/civilbot-queue.sqlite3"
    assert settings.state_directory == tmp_path / "var"
    assert settings.worker
    assert settings.secrets == ()


def test_the_shipped_file_says_exactly_the_defaults() -> None:
    """What is documented there as default is what a missing key means."""
    assert load_settings(SHIPPED).file == ProcessFile()


def test_the_file_is_read(tmp_path: Path) -> None:
    """Also what stands deeper in it."""
    text = "contact: some_one\nevery: {comments: 5}\nlog: json\n"
    file = load_settings(written(tmp_path, civilbot_yaml=text)).file
    assert (file.contact, file.every.comments, file.log) == ("some_one", 5, "json")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("kontact: x", ":1:1: unknown key 'kontact' (did you mean 'contact'?)"),
        (
            "log: auto\nevery: {comment: 5}",
            ":2:9: unknown key 'every.comment' (did you mean 'comments'?)",
        ),
        ("keep_days: 0", ":1:12: keep_days: should be at least 1, not 0"),
        ("log: loud", ":1:6: log: should be one of auto, json, text"),
        (
            "password: hunter2",
            (
                ":1:1: unknown key 'password' (known here: contact,"
                " first_look_back_hours, overlap_seconds, settle_seconds,"
                " actions_per_minute, keep_days, every, check_links, second_opinion,"
                " log, log_level)"
            ),
        ),
    ],
)
def test_a_mistake_in_the_file_is_shown_with_its_place(
    tmp_path: Path, text: str, shown: str
) -> None:
    """Secrets do not belong there, so there is no key for them."""
    with pytest.raises(BadInput) as caught:
        load_settings(written(tmp_path, civilbot_yaml=text))
    assert str(caught.value) == f"{tmp_path}/civilbot.yaml{shown}"


def test_a_mistake_in_the_file_does_not_show_its_line(tmp_path: Path) -> None:
    """Somebody may have put a secret there."""
    with pytest.raises(BadInput) as caught:
        load_settings(written(tmp_path, civilbot_yaml="log: [hunter2]\nkey: hunter2"))
    shown = "\n".join(problem.shown for problem in caught.value.problems)
    assert len(caught.value.problems) == 2
    assert "hunter2" not in shown


def test_a_missing_directory_is_told_with_the_way_out(tmp_path: Path) -> None:
    """The first command that most people get wrong."""
    with pytest.raises(BadInput) as caught:
        load_settings(tmp_path / "no")
    path = tmp_path / "no"
    assert str(caught.value) == (
        f"{path}: no such directory (civilbot init {path} makes one)"
    )


@pytest.mark.parametrize("name", ["civilbot.yaml", ".env"])
def test_a_file_that_is_no_text_is_refused_in_one_line(
    tmp_path: Path, name: str
) -> None:
    """Without a word of what is in it."""
    (tmp_path / name).write_bytes(b"CIVILBOT_PASSWORD=hunter\xff2")
    with pytest.raises(BadInput) as caught:
        load_settings(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / name}: cannot be read")
    assert "hunter" not in str(caught.value)


def test_the_environment_wins_over_the_env_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is not set there comes from the file; unknown names are let be."""
    text = "CIVILBOT_USERNAME=from_file\nCIVILBOT_CLIENT_ID=id_of_file\nOTHER=1\n"
    monkeypatch.setenv("CIVILBOT_USERNAME", "from_environment")
    environment = load_settings(written(tmp_path, _env=text)).environment
    assert environment.username == "from_environment"
    assert environment.client_id == "id_of_file"


def test_an_empty_variable_does_not_hide_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Compose files pass variables through whether they are set or not."""
    monkeypatch.setenv("CIVILBOT_USERNAME", "")
    settings = load_settings(written(tmp_path, _env="CIVILBOT_USERNAME=from_file\n"))
    assert settings.environment.username == "from_file"


@pytest.mark.parametrize("variable", ["CIVILBOT_SECRETS_DIR", "CREDENTIALS_DIRECTORY"])
def test_secrets_may_be_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    """As Docker and systemd give them; the newline at the end does not count."""
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "civilbot_client_secret").write_text("a-client-secret\n", "utf-8")
    monkeypatch.setenv(variable, str(secrets))
    settings = load_settings(tmp_path)
    assert settings.environment.client_secret.get_secret_value() == "a-client-secret"


def test_an_empty_line_in_the_env_file_leaves_the_secret_file_in_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The starter's .env names every secret and sets none."""
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "civilbot_password").write_text("a-password", "utf-8")
    monkeypatch.setenv("CIVILBOT_SECRETS_DIR", str(secrets))
    settings = load_settings(written(tmp_path, _env="CIVILBOT_PASSWORD=\n"))
    assert settings.environment.password.get_secret_value() == "a-password"


def test_the_operators_own_directory_of_secrets_is_preferred(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was named for civilbot; the others are the system's."""
    for name, variable in (
        ("theirs", "CREDENTIALS_DIRECTORY"),
        ("ours", "CIVILBOT_SECRETS_DIR"),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "civilbot_password").write_text(name, "utf-8")
        monkeypatch.setenv(variable, str(tmp_path / name))
    settings = load_settings(tmp_path)
    assert settings.environment.password.get_secret_value() == "ours"


def test_a_secret_file_that_is_no_text_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Naming the directory, not the contents."""
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "civilbot_password").write_bytes(b"hunter\xff2")
    monkeypatch.setenv("CIVILBOT_SECRETS_DIR", str(secrets))
    with pytest.raises(BadInput) as caught:
        load_settings(tmp_path)
    assert f"{secrets}: cannot be read" in str(caught.value)
    assert "hunter" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "https://oauth.reddit.example",
        "http://127.0.0.1:8080",
        "http://localhost:8080/",
        "http://[::1]:8080",
    ],
)
def test_the_bot_can_be_pointed_at_another_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    """Encrypted anywhere, plain on this very machine."""
    monkeypatch.setenv("CIVILBOT_REDDIT_URL", url)
    assert load_settings(tmp_path).environment.reddit_url == url


@pytest.mark.parametrize(
    "url",
    [
        "http://reddit.example",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example:8080",
        "http://localhost@evil.example",
        "http://127.0.0.1:80@evil.example",
        "http://[::1",
        "https://",
        "ftp://localhost",
        "localhost:8080",
    ],
)
def test_a_token_is_never_sent_in_the_clear_to_another_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    """Nor to an address that only begins like this machine's."""
    monkeypatch.setenv("CIVILBOT_REDDIT_URL", url)
    with pytest.raises(BadInput) as caught:
        load_settings(tmp_path)
    assert str(caught.value) == (
        f"CIVILBOT_REDDIT_URL: '{url}' cannot be used"
        " (https://…, or http:// on this machine only)"
    )


def second_opinion(directory: Path, url: str) -> SecondOpinionFile | None:
    """The section on the second opinion, with this address."""
    text = f"second_opinion:\n  url: '{url}'\n  model: judge-1\n"
    return load_settings(written(directory, civilbot_yaml=text)).file.second_opinion


def test_there_is_no_second_opinion_unless_it_is_asked_for(tmp_path: Path) -> None:
    """Nothing that people write is sent anywhere by default."""
    assert load_settings(tmp_path).file.second_opinion is None


def test_the_shipped_file_shows_how_to_ask_for_a_second_opinion(
    tmp_path: Path,
) -> None:
    """Without the signs in front of its lines, it says the defaults."""
    shipped = (SHIPPED / "civilbot.yaml").read_text("utf-8")
    section = shipped[shipped.index("# second_opinion:") :].split("\n\n")[0]
    text = "\n".join(line.removeprefix("# ") for line in section.splitlines())
    file = load_settings(written(tmp_path, civilbot_yaml=text)).file
    assert file.second_opinion == SecondOpinionFile(
        url="http://127.0.0.1:8080/v1", model="name-of-the-model"
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://api.provider.example/v1",
        "https://192.0.2.7:8443",
        "http://127.0.0.1:8080/v1",
        "http://localhost:8080/v1",
        "http://[::1]:8080/v1",
        "http://10.1.2.3:8000/v1",
        "http://172.31.0.9/v1",
        "http://192.168.1.20:1234/v1",
        "http://[fd00::7]:8000/v1",
        "http://vllm:8000/v1",
        "http://my-gpu_box/v1",
    ],
)
def test_a_second_opinion_may_be_asked_for_encrypted_or_nearby(
    tmp_path: Path, url: str
) -> None:
    """Plain HTTP reaches this machine and private networks only."""
    section = second_opinion(tmp_path, f"{url}/")
    assert section is not None
    assert (section.url, section.per_day) == (url, 200)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "api.provider.example/v1",
        "http://api.provider.example/v1",
        "http://8.8.8.8/v1",
        "http://172.32.0.1/v1",
        "http://169.254.169.254/v1",
        "http://0.0.0.0/v1",
        "http://134744072/v1",
        "http://0x08080808/v1",
        "http://[2001:4860:4860::8888]/v1",
        "http://[::ffff:8.8.8.8]/v1",
        "http://127.0.0.1.evil.example/v1",
        "http://localhost%2eevil.example/v1",
        "http://localhost@evil.example/v1",
        "http://localhost\\\\.evil.example/v1",
        "http://local\u3002evil/v1",
        "https://me:hunter2@api.provider.example/v1",
        "https://api.provider.example/v1?key=hunter2",
        "https://api.provider.example/v1#hunter2",
        "https://api.provider.example/v1 hunter2",
        "https://api.provider.example:99999/v1",
        "http://[::1",
        "https://",
        "ftp://localhost/v1",
        "file:///etc/passwd",
    ],
)
def test_nobodys_words_are_sent_in_the_clear_to_another_network(
    tmp_path: Path, url: str
) -> None:
    """One line says so; a key that somebody put into the address is not shown."""
    with pytest.raises(BadInput) as caught:
        second_opinion(tmp_path, url)
    assert str(caught.value) == (
        f"{tmp_path}/civilbot.yaml:2:8: second_opinion.url: cannot be used: it takes"
        " https://…, or http:// to this machine, a private address or a name"
        " without dots"
    )


def test_a_second_opinion_needs_an_address_and_a_model(tmp_path: Path) -> None:
    """And knows no other keys; a secret has no place there."""
    text = "second_opinion:\n  key: hunter2\n"
    with pytest.raises(BadInput) as caught:
        load_settings(written(tmp_path, civilbot_yaml=text))
    path = tmp_path / "civilbot.yaml"
    assert str(caught.value).splitlines() == [
        f"{path}:1:1: the key 'second_opinion.url' is missing (add 'url: …' here)",
        f"{path}:1:1: the key 'second_opinion.model' is missing (add 'model: …' here)",
        (
            f"{path}:2:3: unknown key 'second_opinion.key' (known here: url, model,"
            " timeout_seconds, per_day)"
        ),
    ]


def test_the_key_of_the_second_opinion_may_be_a_secret_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Like every other secret."""
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "civilbot_second_opinion_key").write_text("a-second-key\n", "utf-8")
    monkeypatch.setenv("CIVILBOT_SECRETS_DIR", str(secrets))
    key = load_settings(tmp_path).environment.second_opinion_key
    assert key.get_secret_value() == "a-second-key"


def test_all_missing_credentials_are_named_in_one_line(tmp_path: Path) -> None:
    """With the file to write them into."""
    with pytest.raises(BadInput) as caught:
        load_settings(tmp_path).check_credentials()
    assert str(caught.value) == (
        "credentials: missing CIVILBOT_CLIENT_ID, CIVILBOT_CLIENT_SECRET,"
        " CIVILBOT_USERNAME, CIVILBOT_PASSWORD"
        f" (set it in the environment or in {tmp_path / '.env'})"
    )


@pytest.mark.parametrize(
    ("without", "instead", "missing"),
    [
        ((), {}, ""),
        (("CIVILBOT_PASSWORD",), {}, "CIVILBOT_PASSWORD"),
        (("CIVILBOT_CLIENT_SECRET",), {}, "CIVILBOT_CLIENT_SECRET"),
        (
            ("CIVILBOT_PASSWORD", "CIVILBOT_USERNAME"),
            {"CIVILBOT_REFRESH_TOKEN": "a-token"},
            "",
        ),
    ],
)
def test_a_password_or_a_refresh_token_is_enough(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    without: tuple[str, ...],
    instead: dict[str, str],
    missing: str,
) -> None:
    """With a refresh token, neither name nor password is needed."""
    given = {k: v for k, v in CREDENTIALS.items() if k not in without}
    set_all(monkeypatch, {**given, **instead})
    settings = load_settings(tmp_path)
    if not missing:
        settings.check_credentials()
        return
    with pytest.raises(BadInput, match=f"missing {missing} "):
        settings.check_credentials()


def everything(monkeypatch: pytest.MonkeyPatch, directory: Path) -> Settings:
    """Settings with every secret there is."""
    set_all(
        monkeypatch,
        {
            **CREDENTIALS,
            "CIVILBOT_REFRESH_TOKEN": "a-refresh-token",
            "CIVILBOT_DATABASE_URL": "postgresql+psycopg://me:db-secret@db/x",
            "CIVILBOT_PSEUDONYM_KEY": "a-pseudonym-key",
            "CIVILBOT_SECOND_OPINION_KEY": "a-second-key",
        },
    )
    return load_settings(directory)


SECRETS = (
    "a-client-secret",
    "a-password",
    "a-refresh-token",
    "a-pseudonym-key",
    "a-second-key",
    "db-secret",
)


def test_settings_never_show_a_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However they are printed."""
    settings = everything(monkeypatch, tmp_path)
    dumped = f"{settings.model_dump_json()} {settings.model_dump()}"
    shown = f"{settings} {settings!r} {settings.environment!r} {dumped}"
    assert not [secret for secret in SECRETS if secret in shown]
    assert "civil_bot" in shown


def test_the_secrets_are_known_to_the_logs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that each can be cut out of every line, the database's password too."""
    settings = everything(monkeypatch, tmp_path)
    assert set(SECRETS) <= set(settings.secrets)


@pytest.mark.parametrize(
    ("url", "secrets"),
    [
        ("postgresql+psycopg://me:p%40ss@db/x", ("p%40ss", "p@ss")),
        ("postgresql+psycopg://me@db/x", ()),
        ("sqlite:////data/bot.sqlite3", ()),
        ("postgresql://[broken", ()),
    ],
)
def test_a_databases_password_is_known_however_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, secrets: tuple[str, ...]
) -> None:
    """In its address it is escaped, in an error message it is not."""
    monkeypatch.setenv("CIVILBOT_DATABASE_URL", url)
    assert load_settings(tmp_path).secrets == secrets


def test_a_database_by_url_holds_the_queue_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many machines share both; a SQLite file has the queue beside it."""
    settings = everything(monkeypatch, tmp_path)
    assert settings.queue_url == settings.database_url
    monkeypatch.setenv("CIVILBOT_DATABASE_URL", "sqlite:////data/bot.sqlite3")
    settings = load_settings(tmp_path)
    assert settings.queue_url == "sqlite:////data/bot-queue.sqlite3"


def test_files_of_the_process_may_be_kept_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A configuration may be mounted read-only."""
    monkeypatch.setenv("CIVILBOT_STATE_DIR", str(tmp_path / "state"))
    settings = load_settings(tmp_path)
    assert settings.state_directory == tmp_path / "state"
    assert settings.database_url == f"sqlite:///{tmp_path}/state/civilbot.sqlite3"


def test_a_worker_has_the_name_it_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several processes on one machine need several."""
    monkeypatch.setenv("CIVILBOT_WORKER", "second")
    assert load_settings(tmp_path).worker == "second"


@pytest.mark.parametrize("name", ["../etc/passwd", "two words", "a" * 65])
def test_a_workers_name_must_fit_into_a_file_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Its lock lies in a file of that name."""
    monkeypatch.setenv("CIVILBOT_WORKER", name)
    with pytest.raises(BadInput) as caught:
        load_settings(tmp_path)
    assert str(caught.value) == (
        "CIVILBOT_WORKER: may hold letters, digits, dots, dashes and underscores"
        " (at most 64 of them)"
    )


def test_pseudonyms_hang_on_a_secret_of_the_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own key if it has one, else one made from the client secret."""
    assert everything(monkeypatch, tmp_path).pseudonym_key == "a-pseudonym-key"
    monkeypatch.delenv("CIVILBOT_PSEUDONYM_KEY")
    derived = load_settings(tmp_path).pseudonym_key
    assert "a-client-secret" not in derived
    monkeypatch.setenv("CIVILBOT_CLIENT_SECRET", "another")
    assert load_settings(tmp_path).pseudonym_key != derived
