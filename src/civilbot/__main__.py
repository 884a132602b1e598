"""Run civilbot with `python -m civilbot`."""

from civilbot.cli import main

main()
