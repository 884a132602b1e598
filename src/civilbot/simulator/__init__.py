"""A simulated Reddit on loopback, for rehearsing the bot without the real one."""

from civilbot.simulator.clock import VirtualClock
from civilbot.simulator.scenario import Scenario, load_scenario
from civilbot.simulator.server import Simulator, announce, serve
from civilbot.simulator.settings import Credentials

__all__ = [
    "Credentials",
    "Scenario",
    "Simulator",
    "VirtualClock",
    "announce",
    "load_scenario",
    "serve",
]
