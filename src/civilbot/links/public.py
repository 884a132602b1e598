"""Connections to public addresses only, whatever a name resolves to.

A briefing's address, or a redirection, could point into the network that the bot runs
in. So each connection looks whom it really reached before a byte is sent.
"""

import ipaddress
import socket
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError


class PrivateAddress(HTTPError):
    """A link leads to a private address: this machine, or its own network."""


def refuse_private(address: str) -> None:
    """Raise PrivateAddress for what is not on the public internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    if not (mapped or found).is_global or found.is_multicast:
        raise PrivateAddress(f"{address} is a private address")


def _reached(opened: socket.socket) -> socket.socket:
    try:
        refuse_private(opened.getpeername()[0])
    except (PrivateAddress, OSError):
        opened.close()
        raise
    return opened


class _Http(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _reached(super()._new_conn())


class _Https(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _reached(super()._new_conn())


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _Http


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _Https


class PublicOnly(HTTPAdapter):
    """Lets requests connect to public addresses only."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Use connections that look whom they reached."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {
            "http": _HttpPool,
            "https": _HttpsPool,
        }
