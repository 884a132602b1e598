"""How the simulated Reddit answers, refusals included."""

import json
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

JSON_TYPE = "application/json; charset=UTF-8"

ERROR_TEXTS = {
    "BAD_FLAIR_TEMPLATE_ID": "invalid flair template id",
    "COMMENT_NOT_STICKYABLE": "only top-level comments may be stickied",
    "DELETED_COMMENT": "that comment has been deleted",
    "DELETED_LINK": "the post you are replying to has been deleted",
    "INVALID_ID": "that is not a valid id here",
    "NOT_AUTHOR": "only the author may do that",
    "NO_INVITE_FOUND": "there is no pending invitation for that subreddit",
    "NO_SUBJECT": "please enter a subject",
    "NO_TEXT": "we need something here",
    "RATELIMIT": "Take a break for 9 minutes before trying again.",
    "SUBREDDIT_NOEXIST": "that subreddit does not exist",
    "SUBREDDIT_NOTALLOWED": "you are not allowed to post there",
    "THREAD_LOCKED": "comments are locked",
    "TOO_LONG": "this is too long",
    "TOO_OLD": "that is too old to take part in",
    "USER_BLOCKED": "you cannot reply to somebody who has blocked you",
    "USER_DOESNT_EXIST": "there is no such user",
    "USER_REQUIRED": "please log in to do that",
}
"""What each refusal says; our own words for Reddit's codes."""


@dataclass(slots=True)
class Answer:
    """One HTTP answer before it goes out."""

    body: bytes
    status: int = 200
    content_type: str = JSON_TYPE
    headers: dict[str, str] = field(default_factory=dict)


class ApiError(Exception):
    """A request that the simulated Reddit refuses."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.body.decode())
        self.answer = answer


def answer(data: Any, status: int = 200) -> Answer:
    """Send data as JSON."""
    return Answer(json.dumps(data, separators=(",", ":")).encode(), status)


def empty(status: int = 200) -> Answer:
    """Send no body at all."""
    return Answer(b"", status)


def done(**data: Any) -> Answer:
    """Say that a form was accepted, in Reddit's wrapping."""
    return answer({"json": {"errors": [], **({"data": data} if data else {})}})


def error_row(code: str, text: str = "", where: str | None = None) -> list[Any]:
    """One error as Reddit lists it: code, text, field."""
    return [code, text or ERROR_TEXTS.get(code, code.lower()), where]


def errors(*rows: list[Any], ratelimit: float | None = None) -> Answer:
    """Refuse a form: status 200 with a list of errors, in Reddit's wrapping."""
    wait = {} if ratelimit is None else {"ratelimit": ratelimit}
    return answer({"json": {**wait, "errors": list(rows)}})


def form_error(code: str, where: str | None = None, text: str = "") -> ApiError:
    """A refusal of a form because of one field."""
    return ApiError(errors(error_row(code, text, where)))


def http_error(status: int, message: str, **more: Any) -> ApiError:
    """A refusal by HTTP status."""
    return ApiError(answer({"message": message, "error": status, **more}, status))


def forbidden(reason: str | None = None) -> ApiError:
    """403: a moderator's right is missing, or the subreddit is private."""
    return http_error(403, "Forbidden", **({"reason": reason} if reason else {}))


def not_found(reason: str | None = None) -> ApiError:
    """404, with the reason where Reddit gives one."""
    return http_error(404, "Not Found", **({"reason": reason} if reason else {}))


def bad_request(reason: str, where: str, explanation: str = "") -> ApiError:
    """400 in the form that newer endpoints use."""
    body = {
        "fields": [where],
        "explanation": explanation or ERROR_TEXTS.get(reason, reason.lower()),
        "message": "Bad Request",
        "reason": reason,
    }
    return ApiError(answer(body, 400))


def redirect(location: str) -> ApiError:
    """302, as for a subreddit that does not exist."""
    return ApiError(Answer(b"", 302, "text/html", {"Location": location}))
