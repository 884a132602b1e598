"""What ships for servers is sound as far as reading it can tell."""

import fnmatch
import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from civilbot.settings import Environment

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
DOCKERFILE = DEPLOY / "Dockerfile"
UNIT = DEPLOY / "civilbot.service"

VARIABLES = {f"CIVILBOT_{name.upper()}" for name in Environment.model_fields} | {
    "CIVILBOT_CONFIG"
}
SECRETS = {
    f"civilbot_{name}"
    for name in ("client_id", "client_secret", "username", "password")
}


def instructions() -> list[tuple[str, str]]:
    """Give the Dockerfile's instructions, continued lines joined."""
    text = re.sub(r"^#.*\n", "", DOCKERFILE.read_text(), flags=re.MULTILINE)
    lines = text.replace("\\\n", " ").splitlines()
    return [(line.split()[0], line.partition(" ")[2]) for line in lines if line]


def given(instruction: str) -> list[str]:
    """Give the arguments of every instruction of a kind."""
    return [rest for name, rest in instructions() if name == instruction]


def compose() -> dict[str, Any]:
    """Read the compose file."""
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return found


def unit() -> dict[str, list[str]]:
    """Give the unit's settings; most of them may be given more than once."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in UNIT.read_text().splitlines():
        name, sign, value = line.partition("=")
        if sign and not line.startswith("#"):
            found[name].append(value)
    return found


def test_every_package_in_the_image_is_checked_by_its_hash() -> None:
    """Nothing unhashed is fetched, by either of the two installations."""
    installs = [rest for rest in given("RUN") if "pip install" in rest]

    assert len(installs) == 2
    assert "--require-hashes -r requirements/run.txt" in installs[0]
    assert "--no-deps --no-build-isolation" in installs[1]


def test_the_list_of_hashes_holds_what_builds_the_package() -> None:
    """Else the image could not be built without the network."""
    listed = (ROOT / "requirements" / "run.txt").read_text()

    assert re.search(r"^hatchling==.* \\\n +--hash=sha256:", listed, re.MULTILINE)
    assert "://" not in listed


def test_the_container_does_not_run_as_root() -> None:
    """The last user named is a number, and not 0."""
    assert given("USER") == ["10001:10001"]
    names = [name for name, _ in instructions()]
    assert names.index("USER") > len(names) - 1 - names[::-1].index("FROM")


def test_images_are_named_plainly() -> None:
    """No registry is named: whoever builds chooses where images come from."""
    images = [line.split()[0] for line in given("FROM")]
    images += [one["image"] for one in compose()["services"].values()]

    assert images[:2] == ["python:3.11-slim", "python:3.11-slim"]
    assert all(re.fullmatch(r"[a-z]+:[\w.-]+", image) for image in images)


def test_nothing_deployed_names_an_address() -> None:
    """Neither a registry nor an index of packages."""
    for path in DEPLOY.iterdir():
        if path.is_file():
            text = path.read_text()
            assert not re.search(r"https?://|--(extra-)?index-url", text), path.name


def test_the_image_is_told_to_stop_as_the_bot_expects_it() -> None:
    """SIGTERM, straight to civilbot: no shell in between."""
    assert given("STOPSIGNAL") == ["SIGTERM"]
    assert given("ENTRYPOINT") == ['["civilbot"]']


def test_the_image_is_built_from_files_that_exist_and_are_let_through() -> None:
    """The builder gets what is copied, and nothing else."""
    wanted = [
        source
        for rest in given("COPY")
        if not rest.startswith("--from")
        for source in rest.split()[:-1]
    ]

    assert "src" in wanted
    for source in wanted:
        assert (ROOT / source).exists(), source
        assert f"!{source}" in _ignored(), source


@pytest.mark.parametrize(
    "path",
    ["config/.env", "config/var/civilbot.sqlite3", "deploy/secrets/x", ".git/config"],
)
def test_no_secret_and_no_record_reaches_the_builder(path: str) -> None:
    """A layer is for ever."""
    allowed = False
    for pattern in _ignored():
        bare = pattern.removeprefix("!").removeprefix("**/")
        parts = [path, *Path(path).parts] if "**/" in pattern else [path]
        below = path.startswith(f"{bare}/")
        if below or any(fnmatch.fnmatch(part, bare) for part in parts):
            allowed = pattern.startswith("!")

    assert not allowed


def _ignored() -> list[str]:
    lines = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_every_variable_set_is_one_that_is_read() -> None:
    """A misspelt variable is silent."""
    texts = [path.read_text() for path in DEPLOY.iterdir() if path.is_file()]
    set_here = {
        name for text in texts for name in re.findall(r"CIVILBOT_[A-Z_]+(?=[=:])", text)
    }

    assert {"CIVILBOT_STATE_DIR", "CIVILBOT_WORKER"} <= set_here
    assert set_here <= VARIABLES | {"CIVILBOT_SECRETS_DIR"}


def test_compose_starts_from_files_that_exist() -> None:
    """The rest, configuration and secrets, is for the operator to write."""
    for service in compose()["services"].values():
        build = service.get("build")
        if build:
            context = (DEPLOY / build["context"]).resolve()
            assert context == ROOT
            assert (context / build["dockerfile"]).is_file()


@pytest.mark.parametrize("name", ["civilbot", "worker", "migrate", "postgres"])
def test_compose_gives_every_service_as_little_as_possible(name: str) -> None:
    """Whatever breaks in can write nowhere and gain nothing."""
    service = compose()["services"][name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "ports" not in service
    assert "privileged" not in service


@pytest.mark.parametrize("name", ["civilbot", "worker"])
def test_compose_hands_secrets_over_as_files(name: str) -> None:
    """None is in a variable, where every process sees it."""
    file = compose()
    service = file["services"][name]

    assert set(service["secrets"]) >= SECRETS
    assert set(service["secrets"]) <= set(file["secrets"])
    assert set(service["environment"]) == {"CIVILBOT_WORKER"}


def test_secret_files_are_named_as_settings_look_for_them() -> None:
    """Docker and systemd alike."""
    named = set(compose()["secrets"]) - {"postgres_password"}
    handed = {value.split(":")[0] for value in unit()["LoadCredential"]}

    assert handed == SECRETS
    assert named | handed <= {name.lower() for name in VARIABLES}


def test_the_unit_keeps_the_bot_to_itself() -> None:
    """The settings that matter most, one by one."""
    settings = unit()
    expected = {
        "DynamicUser": "yes",
        "StateDirectory": "civilbot",
        "NoNewPrivileges": "yes",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "PrivateTmp": "yes",
        "PrivateDevices": "yes",
        "CapabilityBoundingSet": "",
        "MemoryDenyWriteExecute": "yes",
        "RestrictAddressFamilies": "AF_INET AF_INET6 AF_UNIX",
        "SystemCallArchitectures": "native",
        "UMask": "0077",
    }

    assert {name: settings[name][0] for name in expected} == expected
    assert settings["SystemCallFilter"][0] == "@system-service"


def test_the_unit_does_not_restart_what_cannot_work() -> None:
    """Exit code 2 is a wrong file or variable; the rest is tried ever more slowly."""
    settings = unit()

    assert settings["Restart"] == ["on-failure"]
    assert settings["RestartPreventExitStatus"] == ["2"]
    assert settings["RestartMaxDelaySec"] == ["1h"]


@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd is not installed"
)
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    """But for settings that are newer than the systemd at hand."""
    copy = tmp_path / "civilbot.service"
    text = UNIT.read_text().replace("/opt/civilbot/bin/civilbot", "/bin/true")
    copy.write_text(text)

    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(copy)],
        capture_output=True,
        text=True,
        check=False,
    )

    newer = re.compile(r"Unknown key '(RestartSteps|RestartMaxDelaySec)'")
    told = [line for line in done.stderr.splitlines() if copy.name in line]
    assert [line for line in told if not newer.search(line)] == []
