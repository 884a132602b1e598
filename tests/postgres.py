"""Lends a throw-away PostgreSQL server to the tests, and takes it away again.

    python tests/postgres.py COMMAND [ARGUMENT ...]

runs the command with the server's address in CIVILBOT_TEST_POSTGRES_URL and exits
as the command does. Without a command it prints the address and serves until its
input ends or it is told to stop. Exits 3 where no PostgreSQL is installed.

The server listens on a socket in a folder that only its user can enter: no port,
no password, nothing that can collide.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

URL = "CIVILBOT_TEST_POSTGRES_URL"

_PATIENCE = 60.0

# A throw-away server need not survive a power cut.
_SETTINGS = (
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=100",
    "timezone=UTC",
)


class NoServer(Exception):
    """No PostgreSQL server can be had here; the text says why."""


def binaries() -> Path:
    """Find the folder with PostgreSQL's programs, the newest version first."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep)]
    if config := shutil.which("pg_config"):
        found = subprocess.run([config, "--bindir"], capture_output=True, check=True)
        folders.append(Path(found.stdout.decode().strip()))
    debian = Path("/usr/lib/postgresql")
    versions = [path for path in debian.glob("*/bin") if path.parts[-2].isdigit()]
    folders += sorted(versions, key=lambda path: int(path.parts[-2]), reverse=True)
    for folder in folders:
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    raise NoServer("no PostgreSQL server is installed (initdb was not found)")


def unprivileged() -> dict[str, Any]:
    """Say as whom to run: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise NoServer("PostgreSQL refuses to run as root, and there is no other user")


@contextmanager
def server() -> Iterator[str]:
    """Run a server, and give its address."""
    programs, identity = binaries(), unprivileged()
    with tempfile.TemporaryDirectory(prefix="civilbot-pg-") as made:
        folder = Path(made)
        if identity:
            os.chown(folder, identity["user"], identity["group"])
        url = f"postgresql://civilbot@/postgres?host={folder}"
        running = _start(programs, folder, identity)
        try:
            _wait(running, folder)
            yield url
        finally:
            # PostgreSQL's "fast" shutdown: end the sessions and go.
            running.send_signal(signal.SIGINT)
            running.wait(timeout=_PATIENCE)


def _start(
    programs: Path, folder: Path, identity: dict[str, Any]
) -> subprocess.Popen[bytes]:
    """Make the data folder and start the server in it."""
    data = folder / "data"
    options = ["--auth=trust", "--username=civilbot", "--encoding=UTF8", "--no-locale"]
    subprocess.run(
        [programs / "initdb", "--pgdata", data, "--no-sync", *options],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=folder,
        **identity,
    )
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", folder, *settings],
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=folder,
            # Ctrl-C is for the tests; the server is told afterwards.
            start_new_session=True,
            **identity,
        )


def _wait(running: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait until the server answers."""
    deadline = time.monotonic() + _PATIENCE
    pid_file = folder / "data" / "postmaster.pid"
    while running.poll() is None and time.monotonic() < deadline:
        if pid_file.is_file() and "ready" in pid_file.read_text():
            return
        time.sleep(0.05)
    raise NoServer(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")


def main(command: list[str]) -> int:
    """Run a command beside a server, or serve until told to stop."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with server() as url:
            if command:
                environment = {**os.environ, URL: url}
                return subprocess.run(command, env=environment, check=False).returncode
            print(url, flush=True)
            sys.stdin.read()
    except NoServer as error:
        print(error, file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
