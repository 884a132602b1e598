"""What was seen at each address, and when: a JSON file that people can read."""

import os
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from civilbot.briefings.lint.online import Followed, Health
from civilbot.errors import BadInput, Place, Problem, Refused

#: The file's name in the state directory.
LINKS_FILE = "links.json"

#: Days for which an answer is good enough.
KEPT = 7


class _Remembered(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    checked_on: date
    health: Health
    why: str = ""
    final_url: str = ""
    title: str = ""
    #: When the moderators were told that it is dead.
    told_on: date | None = None


_FILE = TypeAdapter(dict[str, _Remembered])


class Memory:
    """The file of what was seen."""

    def __init__(self, path: Path) -> None:
        """Read the file, if there is one.

        Raises:
            BadInput: it is there and holds something else.
        """
        self._path = path
        self._known = _read(path)

    def seen(self, urls: Iterable[str]) -> Mapping[str, Followed]:
        """Give what is remembered of some addresses."""
        return {
            url: Followed(
                checked_on=known.checked_on,
                health=known.health,
                why=known.why,
                final_url=known.final_url,
                title=known.title,
            )
            for url in urls
            if (known := self._known.get(url))
        }

    def due(self, urls: Iterable[str], today: date) -> tuple[str, ...]:
        """Name the addresses to look at: never seen, no clear answer, or long ago."""
        return tuple(url for url in dict.fromkeys(urls) if self._due(url, today))

    def _due(self, url: str, today: date) -> bool:
        known = self._known.get(url)
        if known is None:
            return True
        # A clear answer keeps for a week, another until tomorrow.
        days = KEPT if known.health is not Health.UNCLEAR else 1
        return today - known.checked_on >= timedelta(days=days)

    def untold(self, urls: Iterable[str]) -> tuple[str, ...]:
        """Name the dead addresses that nobody was told of."""
        return tuple(
            url
            for url in dict.fromkeys(urls)
            if (known := self._known.get(url))
            and known.health is Health.DEAD
            and known.told_on is None
        )

    def learn(self, seen: Mapping[str, Followed]) -> None:
        """Keep what was seen; a link that comes back to life is told of anew later."""
        for url, followed in seen.items():
            before = self._known.get(url)
            still = followed.health in {Health.DEAD, Health.UNCLEAR}
            told = before.told_on if before and still else None
            self._known[url] = _Remembered(
                checked_on=followed.checked_on,
                health=followed.health,
                why=followed.why,
                final_url=followed.final_url,
                title=followed.title,
                told_on=told,
            )
        self._write()

    def told(self, urls: Iterable[str], today: date) -> None:
        """Keep that the moderators know of these."""
        for url in urls:
            known = self._known[url]
            self._known[url] = known.model_copy(update={"told_on": today})
        self._write()

    def _write(self) -> None:
        text = _FILE.dump_json(self._known, indent=2, exclude_defaults=True)
        part = self._path.with_name(f"{self._path.name}.{os.getpid()}.part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(text + b"\n")
            part.replace(self._path)
        except OSError as error:
            raise Refused(f"{self._path}: {error.strerror}") from None


def _read(path: Path) -> dict[str, _Remembered]:
    try:
        return _FILE.validate_json(path.read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as error:
        why, hint = error.strerror or "cannot be read", "name a file to keep"
    except ValidationError:
        why = "is not what civilbot remembers of links"
        hint = "delete it: everything is then looked at again"
    raise BadInput(Problem(Place(str(path)), why, hint))
