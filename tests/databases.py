"""Lends each test a database of its own on the PostgreSQL server of this run."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest

from tests.postgres import URL


def server() -> str:
    """Give the server's address; skips without one, but fails in CI."""
    url = os.environ.get(URL, "")
    why = f"{URL} names no server: see tests/postgres.py"
    if not url and os.environ.get("CI") == "true":
        pytest.fail(why)
    if not url:
        pytest.skip(why)
    return url


@contextmanager
def postgres_database() -> Iterator[str]:
    """Make a database and drop it afterwards; gives its address."""
    name = f"test_{uuid4().hex}"
    admin = server()
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
        yield urlunsplit(urlsplit(admin)._replace(path=f"/{name}"))
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
