"""Asks a language model for a second opinion on a doubtful text, if one is set up.

Any server with an OpenAI-compatible address will do, also one on this machine.
What cannot be had is None, with the reason in the log; nothing here guesses.
"""

from civilbot.second_opinion.client import HttpSecondOpinion
from civilbot.second_opinion.prompt import PROMPT, PROMPT_VERSION
from civilbot.second_opinion.unanswered import Unanswered

__all__ = ["PROMPT", "PROMPT_VERSION", "HttpSecondOpinion", "Unanswered"]
