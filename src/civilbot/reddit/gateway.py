"""One account's view of Reddit: every call either works or says how to react."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType

import praw
from praw.endpoints import API_PATH
from prawcore.exceptions import InvalidToken, NotFound

from civilbot.consent import Conversation, Letter
from civilbot.errors import LoginRefused, Refused
from civilbot.model import Action, Author, Item, Listing, ModAction, Page
from civilbot.ports import Clock
from civilbot.reddit import answers, convert, mail, names, wiki
from civilbot.reddit.answers import Json, Listed, text
from civilbot.reddit.budget import Budget
from civilbot.reddit.errors import border
from civilbot.reddit.find import Search, find
from civilbot.reddit.perform import perform
from civilbot.reddit.sessions import Credentials, Login, Session
from civilbot.reddit.wire import Timeouts
from civilbot.wiki import WikiText

_PATHS: Mapping[Listing, str] = MappingProxyType(
    {
        Listing.NEW: "r/{subreddit}/new",
        Listing.COMMENTS: "r/{subreddit}/comments/",
        Listing.EDITED: API_PATH["about_edited"],
        Listing.MODQUEUE: API_PATH["about_modqueue"],
    }
)

#: What the bot asks an account's owner for, in Reddit's words.
SCOPES = frozenset(
    {
        "edit",
        "history",
        "identity",
        "modflair",
        "modlog",
        "modmail",
        "modnote",
        "modposts",
        "mysubreddits",
        "read",
        "report",
        "submit",
        "wikiread",
    }
)


class PrawReddit:
    """Reddit through PRAW; the port `civilbot.ports.Reddit`.

    May be used by several threads. Reads are repeated by the library when Reddit
    stumbles; a write is sent once. Nothing is sent at all while the rate limit is
    used up: `RedditBusy` says for how long.
    """

    def __init__(
        self,
        credentials: Credentials,
        *,
        clock: Clock,
        timeouts: Timeouts | None = None,
        budget: Budget | None = None,
    ) -> None:
        """Prepare both sessions; the first call logs in.

        Args:
            credentials: of the account.
            clock: tells when the rate limit is reset.
            timeouts: how long to wait for Reddit; 5 and 20 seconds by default.
            budget: to share among several gateways of one account.

        Raises:
            LoginRefused: the credentials are incomplete or malformed.
        """
        login = Login(
            credentials=credentials,
            timeouts=timeouts or Timeouts(),
            budget=budget or Budget(),
            clock=clock,
        )
        self._reads = login.session(writes=False)
        self._writes = login.session(writes=True)
        self._account = ""

    def account(self) -> str:
        """The name we are logged in as; logs in if need be."""
        if not self._account:
            with self._using(self._reads, action=True) as reddit:
                me = answers.get(reddit, API_PATH["me"])
                self._account = _name_in(answers.known(me or None))
        return self._account

    def missing_scopes(self) -> frozenset[str]:
        """Scopes that the bot needs and this login was not given."""
        self.account()
        with self._using(self._reads, action=True) as reddit:
            given = reddit.auth.scopes()
        return frozenset() if "*" in given else SCOPES - frozenset(given)

    def clock_skew(self) -> float | None:
        """Seconds that our clock is ahead of Reddit's, as last told; None if never."""
        return self._reads.call.skew

    def page(
        self,
        listing: Listing,
        subreddits: Sequence[str],
        *,
        after: str = "",
        limit: int = answers.PAGE,
    ) -> Page:
        """One page of NEW, COMMENTS, EDITED or MODQUEUE, newest first."""
        if listing not in _PATHS:
            raise Refused("the moderation log is read with mod_log")
        if not subreddits:
            return Page(())
        path = _PATHS[listing].format(subreddit=names.joined(subreddits))
        with self._using(self._reads, _only(subreddits)) as reddit:
            found = answers.get(reddit, path, **_window(after, limit))
            return _page(answers.listed(found))

    def mod_log(
        self, subreddits: Sequence[str], *, after: str = "", limit: int = answers.PAGE
    ) -> tuple[Sequence[ModAction], str]:
        """One page of the moderation log, newest first, and the next anchor."""
        if not subreddits:
            return (), ""
        path = API_PATH["about_log"].format(subreddit=names.joined(subreddits))
        with self._using(self._reads, _only(subreddits)) as reddit:
            found = answers.listing(reddit, path, **_window(after, limit))
            entries = (convert.mod_action(data) for _, data in found.things)
            return tuple(entry for entry in entries if entry), found.after

    def items(self, fullnames: Collection[str]) -> Mapping[str, Item]:
        """Read things afresh, 100 in a request; those that are gone are absent."""
        asked = sorted({name for name in fullnames if names.is_thing(name)})
        found: dict[str, Item] = {}
        for start in range(0, len(asked), answers.PAGE):
            ids = ",".join(asked[start : start + answers.PAGE])
            # Mostly asked before an action: so it may use what is kept for those.
            with self._using(self._reads, action=True) as reddit:
                page = answers.listing(reddit, API_PATH["info"], id=ids)
                found.update((item.fullname, item) for item in _items(page))
        return found

    def permissions(self) -> Mapping[str, frozenset[str]]:
        """What we may do in each subreddit that we moderate; "all" for everything.

        Names are lower case.
        """
        with self._using(self._reads) as reddit:
            return {
                text(data, "display_name").lower(): convert.permissions(data)
                for _, data in answers.whole(reddit, API_PATH["my_moderator"])
                if text(data, "display_name")
            }

    def exists(self, subreddit: str) -> bool:
        """Whether there is such a subreddit."""
        if not names.is_subreddit(subreddit):
            return False
        with self._using(self._reads, action=True) as reddit:
            found = answers.listing(reddit, API_PATH["info"], sr_name=subreddit)
            return any(
                text(data, "display_name").lower() == subreddit.lower()
                for _, data in found.things
            )

    def moderators(self, subreddit: str) -> frozenset[str]:
        """The moderators' names."""
        return self._people(API_PATH["list_moderator"], subreddit)

    def approved_users(self, subreddit: str) -> frozenset[str]:
        """The approved users' names."""
        return self._people(API_PATH["list_contributor"], subreddit)

    def author(self, name: str) -> Author | None:
        """What Reddit tells of an account; None of one that is gone."""
        with self._using(self._reads) as reddit:
            path = API_PATH["user_about"].format(user=names.user(name))
            try:
                found = answers.get(reddit, path)
            except NotFound:
                return None
        data = answers.known(found or None)
        return convert.author(answers.known(data.get("data") or None))

    def wiki_page(self, subreddit: str, page: str) -> WikiText | None:
        """A page of a subreddit's wiki as it stands; None if there is none."""
        place = names.joined([subreddit])
        # The switch must be seen before an action: it may use what is kept for those.
        with self._using(self._reads, subreddit, action=True) as reddit:
            return wiki.page(reddit, place, page)

    def wiki_edits(self, subreddits: Sequence[str]) -> Sequence[ModAction]:
        """The last edits of wiki pages in the moderation log, newest first."""
        if not subreddits:
            return ()
        places = names.joined(subreddits)
        with self._using(self._reads, _only(subreddits), action=True) as reddit:
            return wiki.edits(reddit, places)

    def powers(self, subreddit: str) -> Mapping[str, frozenset[str]]:
        """What each moderator may do, by lower-case name; "all" for everything."""
        place = names.joined([subreddit])
        with self._using(self._reads, subreddit) as reddit:
            return wiki.powers(reddit, place)

    def mail(
        self, subreddits: Sequence[str], *, since: float
    ) -> Sequence[Conversation]:
        """Conversations among moderators last written in since, the newest first."""
        if not subreddits:
            return ()
        for name in subreddits:
            names.joined([name])
        with self._using(self._reads, _only(subreddits)) as reddit:
            return mail.conversations(reddit, subreddits, since=since)

    def letters(self, conversation: str) -> Sequence[Letter]:
        """What stands in a conversation, oldest first."""
        with self._using(self._reads) as reddit:
            return mail.letters(reddit, conversation)

    def find(self, action: Action) -> str:
        """Look for our own earlier doing of this very action; its id, or ""."""
        me = self.account()
        with self._using(self._reads, action=True) as reddit:
            return find(Search(reddit, me, action))

    def perform(self, action: Action) -> str:
        """Do it, once, without any retry; what Reddit calls the result, or ""."""
        with self._using(self._writes, action.subreddit, action=True) as reddit:
            try:
                return perform(reddit, action)
            except (InvalidToken, KeyError):
                # prawcore raises a KeyError for a 401 that does not name its reason.
                if not self._writes.call.token_expired:
                    raise
            # 401 means that nothing was done; prawcore has dropped the token.
            return perform(reddit, action)

    def _people(self, path: str, subreddit: str) -> frozenset[str]:
        path = path.format(subreddit=names.joined([subreddit]))
        with self._using(self._reads, subreddit) as reddit:
            found = [text(data, "name") for _, data in answers.whole(reddit, path)]
        return frozenset(name for name in found if name)

    @contextmanager
    def _using(
        self, session: Session, subreddit: str = "", *, action: bool = False
    ) -> Iterator[praw.Reddit]:
        """Use a session alone, and let only our own errors out."""
        with session.lock:
            session.call.start(action=action)
            with border(session.call, write=session.writes, subreddit=subreddit):
                yield session.reddit


def _only(subreddits: Sequence[str]) -> str:
    return subreddits[0] if len(subreddits) == 1 else ""


def _window(after: str, limit: int) -> dict[str, str | int]:
    window: dict[str, str | int] = {"limit": max(1, min(limit, answers.PAGE))}
    return {**window, "after": after} if after else window


def _page(found: Listed | None) -> Page:
    if found is None:
        return Page((), suspicious="Reddit gave an empty or unreadable listing")
    items = tuple(_items(found))
    if found.things and not items:
        return Page((), suspicious="Reddit gave a listing of something else")
    if not found.complete:
        return Page(items, suspicious="Reddit did not say if the listing goes on")
    if found.after and not items:
        return Page((), found.after, "Reddit gave an empty page in mid-listing")
    return Page(items, found.after)


def _items(found: Listed) -> Iterator[Item]:
    for kind, data in found.things:
        item = convert.item(kind, data)
        if item is not None:
            yield item


def _name_in(me: Json) -> str:
    if me.get("is_suspended"):
        raise LoginRefused("the account is suspended")
    return answers.known(text(me, "name") or None)
