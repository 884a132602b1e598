"""A second opinion from whatever model answers at an OpenAI-compatible address."""

from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, SecretStr, ValidationError
from requests import codes

from civilbot.model import Opinion
from civilbot.observe import Logger
from civilbot.ports import Clock
from civilbot.second_opinion import prompt, reply
from civilbot.second_opinion.allowance import Allowance
from civilbot.second_opinion.unanswered import Unanswered
from civilbot.second_opinion.wire import Answer, Deadline, Wire

#: Room for the JSON and a sentence, also in letters that take many tokens.
MOST_TOKENS = 300

#: Refusals that hang on what was asked, such as a text too long for the model.
_OF_THE_QUESTION = frozenset(
    {codes["bad_request"], codes["request_entity_too_large"], codes["unprocessable"]}
)


class _Model(BaseModel):
    id: str


class _Models(BaseModel):
    data: list[_Model]


@dataclass(slots=True, kw_only=True)
class HttpSecondOpinion:
    """Asks one model at one address, once for each question.

    `url` is what stands before /chat/completions; `timeout_s` is in seconds and
    for a whole question. Each process counts its own `per_day` requests. Safe to
    share among threads.
    """

    url: str
    model: str
    key: SecretStr | None = field(default=None, repr=False)
    timeout_s: float = 10.0
    per_day: int = 200
    clock: Clock
    log: Logger
    _wire: Wire = field(init=False, repr=False)
    _allowance: Allowance = field(init=False, repr=False)
    #: The server does not know `response_format`.
    _plain: bool = field(default=False, init=False, repr=False)

    def __post_init__(self) -> None:
        """Prepare the way; nothing is sent yet."""
        self._wire = Wire(url=self.url.rstrip("/"), key=self.key)
        self._allowance = Allowance(per_day=self.per_day, clock=self.clock)

    def ask(self, text: str, *, parent: str = "", title: str = "") -> Opinion | None:
        """Ask about a text; None if there is no opinion to be had, and a log line."""
        try:
            opinion = self._ask(text, parent, title)
        except Unanswered as error:
            self._miss(error)
            return None
        self._allowance.succeeded()
        return opinion

    def reach(self) -> str:
        """Look whether the server answers, without asking anything of the model.

        Returns:
            What it says of the model, in words.

        Raises:
            Unanswered: it does not; with advice.
        """
        try:
            answer = self._wire.get("/models", deadline=Deadline(self.timeout_s))
        except Unanswered as error:
            usual = "see that it runs, and check url in civilbot.yaml"
            advice = error.advice or usual
            raise Unanswered(str(error), fault=True, advice=advice) from None
        if answer.status != codes["ok"]:
            raise _refusal(answer.status)
        try:
            listed = _Models.model_validate_json(answer.body).data
        except ValidationError:
            return "reachable; it lists no models"
        if self.model in {model.id for model in listed}:
            return f"reachable, with the model {self.model!r}"
        return f"reachable; it does not list the model {self.model!r}"

    def _ask(self, text: str, parent: str, title: str) -> Opinion:
        if not text.strip():
            raise Unanswered("there is no text")
        if len(text) > prompt.LONGEST_TEXT:
            raise Unanswered(f"the text exceeds {prompt.LONGEST_TEXT} characters")
        question = {
            "model": self.model,
            "messages": prompt.messages(text, parent=parent, title=title),
            "temperature": 0,
            "seed": 0,
            "max_tokens": MOST_TOKENS,
        }
        answer = self._answer(question, Deadline(self.timeout_s))
        if answer.status != codes["ok"]:
            raise _refusal(answer.status)
        return reply.parse(answer.body, model=self.model)

    def _answer(self, question: dict[str, Any], deadline: Deadline) -> Answer:
        """Send a question; without `response_format` if the server refuses that."""
        if not self._plain:
            wish = {"response_format": {"type": "json_object"}}
            answer = self._send({**question, **wish}, deadline)
            if answer.status != codes["bad_request"]:
                return answer
        answer = self._send(question, deadline)
        self._plain = self._plain or answer.status == codes["ok"]
        return answer

    def _send(self, body: dict[str, Any], deadline: Deadline) -> Answer:
        self._allowance.take()
        return self._wire.post("/chat/completions", body, deadline=deadline)

    def _miss(self, error: Unanswered) -> None:
        """Say why there is no opinion, in a line without anybody's words."""
        if error.fault:
            self._allowance.failed()
            self.log.warning("second_opinion.failed", why=str(error), model=self.model)
        else:
            self.log.info("second_opinion.missing", why=str(error), model=self.model)


def _refusal(status: int) -> Unanswered:
    """Say what a status other than 200 means, and what to do about it."""
    fault = status not in _OF_THE_QUESTION
    why = f"the server answered with status {status}"
    if 300 <= status < 400:
        why, advice = f"{why}: a redirect, not followed", "set url to where it leads"
    elif status in (codes["unauthorized"], codes["forbidden"]):
        advice = "check CIVILBOT_SECOND_OPINION_KEY"
    elif status == codes["not_found"]:
        advice = "check url (it often ends in /v1) and model in civilbot.yaml"
    else:
        advice = "look into the server's own log"
    return Unanswered(why, fault=fault, advice=advice)
