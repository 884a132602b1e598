"""Logs that operators can read and that keep secrets and names to themselves.

One canonical line per item judged and per action done. JSON lines in service,
readable lines on a terminal. User names appear as keyed pseudonyms only;
anything that looks like a secret is cut out of every line.
"""

import hashlib
import hmac
import logging
import re
import sys
from collections.abc import Iterable, MutableMapping
from typing import Any, TextIO

import structlog
from structlog.tracebacks import ExceptionDictTransformer
from structlog.typing import FilteringBoundLogger, Processor

Logger = FilteringBoundLogger

#: What bearer tokens, basic credentials and secret parameters look like.
_SECRET = re.compile(
    r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}"
    r"|\b(access_token|refresh_token|client_secret|password|code|secret)"
    r"(['\"]?\s*[=:]\s*['\"]?)[^\s'\"&,}]+"
    r"|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"
)
_HIDDEN = "[hidden]"

#: Libraries whose chatter is of use only when it is a warning.
_LOUD = ("alembic", "apscheduler", "dbos", "prawcore", "praw", "urllib3", "werkzeug")


class Redactor:
    """Cuts known secrets, and what looks like one, out of log lines."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        """Remember the secrets of this process; short ones are too common to cut."""
        long_enough = {secret for secret in secrets if len(secret) >= 4}
        # The longest first: cutting a part of it would leave the rest to be read.
        self._secrets = sorted(long_enough, key=lambda secret: (-len(secret), secret))

    def __call__(
        self, _logger: Any, _method: str, event: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        """Clean every value of a log event, however deep."""
        cleaned: dict[str, Any] = self.clean(dict(event))
        return cleaned

    def clean(self, value: Any) -> Any:
        """Clean one value."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, bytes | bytearray):
            return self.text(value.decode("utf-8", errors="backslashreplace"))
        if isinstance(value, dict):
            return {self.text(str(k)): self.clean(v) for k, v in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self.clean(entry) for entry in value]
        if value is None or isinstance(value, bool | int | float):
            return value
        return self.text(str(value))

    def text(self, text: str) -> str:
        """Clean a text."""
        for secret in self._secrets:
            text = text.replace(secret, _HIDDEN)
        return _SECRET.sub(_hide, text)


def _hide(found: re.Match[str]) -> str:
    scheme, name, sign = found.group(1), found.group(2), found.group(3)
    if scheme:
        return f"{scheme} {_HIDDEN}"
    if name:
        return f"{name}{sign}{_HIDDEN}"
    return _HIDDEN


def pseudonym(name: str | None, key: str) -> str:
    """Stand in for a user name: always the same under one key, and not reversible."""
    if not name:
        return "u:-"
    digest = hmac.new(key.encode(), name.lower().encode(), hashlib.sha256)
    return f"u:{digest.hexdigest()[:10]}"


def configure(
    *,
    json_lines: bool,
    level: str = "info",
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
) -> None:
    """Set up logging for the process, structlog's and the libraries' alike.

    Args:
        json_lines: JSON for machines, or readable lines for a terminal.
        level: "debug", "info", "warning" or "error".
        secrets: strings that must never appear in any line.
        stream: where lines go; standard error if not given.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _exceptions(json_lines=json_lines),
            Redactor(secrets),
            _renderer(json_lines=json_lines),
        ],
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(number)
    for name in _LOUD:
        logging.getLogger(name).setLevel(max(number, logging.WARNING))


def _exceptions(*, json_lines: bool) -> Processor:
    """Show tracebacks without local variables, which may hold tokens."""
    if json_lines:
        transformer = ExceptionDictTransformer(show_locals=False)
        return structlog.processors.ExceptionRenderer(transformer)
    return structlog.processors.format_exc_info


def _renderer(*, json_lines: bool) -> Processor:
    if json_lines:
        return structlog.processors.JSONRenderer(sort_keys=False)
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), pad_event_to=22, sort_keys=False
    )


def get_logger(name: str) -> Logger:
    """Give a logger that carries its part's name."""
    logger: Logger = structlog.get_logger(name).bind(part=name)
    return logger
