"""Tokens of the simulated Reddit: who may ask, for how long and for what."""

import base64
import binascii
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from civilbot.simulator.answers import Answer, ApiError, answer, http_error
from civilbot.simulator.settings import Credentials, Settings
from civilbot.simulator.world import World

ALL_SCOPES = frozenset({"*"})
INSTALLED_CLIENT = "https://oauth.reddit.com/grants/installed_client"


@dataclass(frozen=True, slots=True)
class Token:
    """A bearer token that was handed out."""

    client_id: str
    user: str | None
    """None for a token without a person behind it."""
    scopes: frozenset[str]
    expires_at: float

    def allows(self, scope: str | None) -> bool:
        """Tell whether the token covers a scope."""
        return scope is None or "*" in self.scopes or scope in self.scopes


class TokenOffice:
    """Hands out tokens and checks them."""

    def __init__(
        self, world: World, settings: Settings, credentials: Credentials
    ) -> None:
        self._world = world
        self._settings = settings
        self._credentials = credentials
        self._tokens: dict[str, Token] = {}
        self._refresh: dict[str, tuple[str, frozenset[str]]] = {}

    def add_refresh_token(
        self, text: str, user: str, scopes: frozenset[str] = ALL_SCOPES
    ) -> None:
        """Make a refresh token valid, as if somebody had authorized the app."""
        self._refresh[text] = (user, scopes)

    def revoke_all(self) -> None:
        """Make every token invalid at once."""
        self._tokens.clear()

    def revoke(self, text: str) -> None:
        """Make one token invalid, of either kind."""
        self._tokens.pop(text, None)
        self._refresh.pop(text, None)

    def issue(self, authorization: str, form: Mapping[str, str]) -> Answer:
        """Answer a request for a token."""
        client = self.check_client(authorization)
        scopes = _scopes(form.get("scope", ""))
        match form.get("grant_type"):
            case "password":
                return self._for_password(client, form, scopes)
            case "refresh_token":
                return self._for_refresh(client, form.get("refresh_token", ""))
            case "client_credentials":
                return self._grant(client, None, scopes)
            case grant if grant == INSTALLED_CLIENT:
                device = form.get("device_id", "")
                return self._grant(client, None, scopes, device_id=device)
            case _:
                return answer({"error": "unsupported_grant_type"})

    def check_client(self, authorization: str) -> str:
        """Refuse an application that is not the known one."""
        client, _, secret = _basic(authorization)
        known = self._credentials
        if client != known.client_id or secret not in ("", known.client_secret):
            raise http_error(401, "Unauthorized")
        return client

    def bearer(self, authorization: str) -> Token:
        """Find the token of a request, or refuse it."""
        kind, _, text = authorization.partition(" ")
        token = self._tokens.get(text.strip())
        if kind.lower() != "bearer" or token is None:
            raise _unauthorized()
        if token.expires_at <= self._world.now():
            del self._tokens[text.strip()]
            raise _unauthorized()
        return token

    def _for_password(
        self, client: str, form: Mapping[str, str], scopes: frozenset[str]
    ) -> Answer:
        user = self._world.user(form.get("username"))
        if user is None or user.password is None or user.suspended:
            return answer({"error": "invalid_grant"})
        if form.get("password") != user.password:
            return answer({"error": "invalid_grant"})
        return self._grant(client, user.name, scopes)

    def _for_refresh(self, client: str, text: str) -> Answer:
        if text not in self._refresh:
            return ApiError(answer({"error": "invalid_grant"}, 400)).answer
        user, scopes = self._refresh[text]
        return self._grant(client, user, scopes, refresh_token=text)

    def _grant(
        self, client: str, user: str | None, scopes: frozenset[str], **more: str
    ) -> Answer:
        lifetime = self._settings.token_lifetime_s
        text = f"simulated-token-{secrets.token_hex(12)}"
        expires_at = self._world.now() + lifetime
        self._tokens[text] = Token(client, user, scopes, expires_at)
        return answer(
            {
                "access_token": text,
                "token_type": "bearer",
                "expires_in": int(lifetime),
                "scope": " ".join(sorted(scopes)),
                **more,
            }
        )


def insufficient_scope() -> ApiError:
    """403: the token lacks the endpoint's scope."""
    refusal = http_error(403, "Forbidden")
    refusal.answer.headers["www-authenticate"] = (
        'Bearer realm="reddit", error="insufficient_scope"'
    )
    return refusal


def _unauthorized() -> ApiError:
    refusal = http_error(401, "Unauthorized")
    refusal.answer.headers["www-authenticate"] = (
        'Bearer realm="reddit", error="invalid_token"'
    )
    return refusal


def _scopes(text: str) -> frozenset[str]:
    return frozenset(text.replace(",", " ").split()) or ALL_SCOPES


def _basic(authorization: str) -> tuple[str, str, str]:
    kind, _, encoded = authorization.partition(" ")
    if kind.lower() != "basic":
        raise http_error(401, "Unauthorized")
    try:
        return base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise http_error(401, "Unauthorized") from None
