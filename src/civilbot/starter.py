"""A first configuration, written for a new installation."""

import difflib
import re
from collections.abc import Sequence
from pathlib import Path

from civilbot.errors import BadInput, Place, Problem, Refused
from civilbot.library import starter_directory
from civilbot.rules import parse_rules

_EXAMPLE = "YourSubreddit"
#: From this, editors complete the keys of rules.
_SCHEMA = "rules.schema.json"


def write_starter(
    directory: Path, *, subreddits: Sequence[str], contact: str, preset: str = ""
) -> tuple[Path, ...]:
    """Write settings, rules for each subreddit, the briefings and a secrets file.

    Nothing that exists is overwritten.

    Args:
        directory: where to.
        subreddits: their names.
        contact: the operator's name on Reddit, or "".
        preset: rules to begin with; "" for the explained defaults.

    Returns:
        The files written.

    Raises:
        Refused: a file is there already, or the folder cannot be written.
        BadInput: a subreddit's name, the contact's or the preset's is not one.
    """
    files = _files(subreddits, contact, _template(preset))
    for name in files:
        if (directory / name).exists():
            message = f"{directory / name} is there already"
            raise Refused(f"{message}: nothing was written; choose another folder")
    try:
        return tuple(_write(directory / name, text) for name, text in files.items())
    except OSError as error:
        raise Refused(f"{error.filename}: {error.strerror}") from None


def presets() -> tuple[str, ...]:
    """Name the presets that ship."""
    folder = starter_directory() / "presets"
    return tuple(sorted(path.stem for path in folder.glob("*.yaml")))


def _template(preset: str) -> str:
    """Give the text of the rules to begin with."""
    source = starter_directory()
    known = presets()
    if preset and preset not in known:
        near = difflib.get_close_matches(preset, known, 1)
        hint = (
            f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(known)}"
        )
        message = f"there is no preset '{preset}'"
        raise BadInput(Problem(Place("--preset"), message, hint))
    name = f"presets/{preset}.yaml" if preset else f"subreddits/{_EXAMPLE}.yaml"
    return (source / name).read_text(encoding="utf-8")


def _files(subreddits: Sequence[str], contact: str, template: str) -> dict[str, str]:
    """Give the text of each file by its name, all checked before any is written."""
    source = starter_directory()
    settings = (source / "civilbot.yaml").read_text(encoding="utf-8")
    files = {
        "civilbot.yaml": settings.replace(
            'contact: ""', f'contact: "{_name(contact)}"'
        ),
        ".env": (source / "env.example").read_text(encoding="utf-8"),
        _SCHEMA: (source / _SCHEMA).read_text(encoding="utf-8"),
    }
    for given in subreddits:
        name = given.removeprefix("/").removeprefix("r/")
        text = template.replace(_EXAMPLE, name)
        parse_rules(text, source=f"--subreddit {given}")
        files[f"subreddits/{name}.yaml"] = text
    for path in sorted((source / "briefings").glob("*.md")):
        files[f"briefings/{path.name}"] = path.read_text(encoding="utf-8")
    return files


def _name(contact: str) -> str:
    """Take a Reddit name as people write it, u/name as well; "" for none."""
    name = contact.strip().removeprefix("/").removeprefix("u/")
    if name and not re.fullmatch(r"[A-Za-z0-9_-]{3,20}", name):
        message = f"'{contact}' is not a Reddit name"
        raise BadInput(Problem(Place("--contact"), message, "yours, without u/"))
    return name


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    # The secrets file is for its owner only, from its first byte on.
    path.touch(mode=0o600 if path.name == ".env" else 0o644, exist_ok=False)
    path.write_text(text, encoding="utf-8")
    return path
