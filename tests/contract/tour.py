"""A tour of the simulated Reddit: every endpoint that real answers are known of."""

import json
from dataclasses import dataclass, field
from typing import Any

import requests

from civilbot.simulator.scenario import Scenario
from civilbot.simulator.server import Simulator
from tests.contract.templates import endpoint

SCENARIO = Scenario.model_validate(
    {
        "users": [
            {"name": "ann", "password": "ann-password"},
            {"name": "bob", "password": "bob-password"},
        ],
        "subreddits": [
            {
                "name": "Garden",
                "description": "Plants & people",
                "approved": ["ann"],
                "removal_reasons": [{"title": "Be kind", "message": "Please."}],
                "rules": [{"short_name": "Kind", "description": "Be *kind*."}],
                "link_flair": [{"text": "News"}],
                "wiki": {"index": "# Garden <b>", "civilbot": "Settings"},
            },
            {
                "name": "Annex",
                "moderators": ["mod_ada", {"name": "civilbot", "invited": True}],
            },
            {"name": "Hall", "type": "private", "moderators": ["mod_ada"]},
        ],
    }
)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer of the simulator."""

    endpoint: str
    status: int
    body: Any
    viewer: str

    @property
    def key(self) -> str:
        """As the recorded shapes are called."""
        return f"{self.endpoint} {self.status}"


@dataclass(slots=True)
class Visitor:
    """Somebody with a token who walks around and keeps what they see."""

    name: str
    url: str
    session: requests.Session
    seen: list[Seen]
    token: str = ""

    def login(self, **form: str) -> Json:
        """Ask for a token."""
        answer = self._send(
            "POST",
            "/api/v1/access_token",
            data=form,
            auth=("simulated-client", "simulated-secret"),
        )
        self.token = answer["access_token"]
        return dict(answer)

    def get(self, path: str, **query: str) -> Any:
        """Read."""
        return self._send("GET", path, params=query)

    def post(self, path: str, **form: str) -> Any:
        """Write."""
        return self._send("POST", path, data={"api_type": "json", **form})

    def post_json(self, path: str, **data: Any) -> Any:
        """Write with the field called json."""
        return self.post(path, json=json.dumps(data))

    def delete(self, path: str, **query: str) -> Any:
        """Take away."""
        return self._send("DELETE", path, params=query)

    def _send(self, method: str, path: str, **more: Any) -> Any:
        more["params"] = {"raw_json": "1", **more.get("params", {})}
        if "auth" not in more:
            more["headers"] = {"Authorization": f"bearer {self.token}"}
        answer = self.session.request(
            method, self.url + path, timeout=10, allow_redirects=False, **more
        )
        # An answer without a body is recorded as null.
        body = answer.json() if answer.content else None
        seen = Seen(endpoint(method, path), answer.status_code, body, self.name)
        self.seen.append(seen)
        return body


@dataclass(slots=True)
class Tour:
    """The visitors, and what they have seen together."""

    simulator: Simulator
    session: requests.Session
    seen: list[Seen] = field(default_factory=list)

    def visitor(self, name: str, password: str) -> Visitor:
        """Let somebody log in."""
        made = self.stranger(name)
        made.login(grant_type="password", username=name, password=password)
        return made

    def stranger(self, name: str) -> Visitor:
        """Somebody without a token."""
        return Visitor(name, self.simulator.url, self.session, self.seen)


def go(simulator: Simulator) -> list[Seen]:
    """Visit every endpoint; gives all answers."""
    with requests.Session() as session:
        tour = Tour(simulator, session)
        bot = tour.visitor("civilbot", "simulated-password")
        ann = tour.visitor("ann", "ann-password")
        bob = tour.visitor("bob", "bob-password")
        app = tour.stranger("an app")
        app.login(grant_type="client_credentials")
        post, comment = _write(ann, bob)
        _read(bot, ann, app, post, comment)
        _inboxes(ann, bob, comment)
        _moderate(bot, bob, ann, post, comment)
        _moderate_more(bot, ann, post)
        _subreddit(bot, ann)
        _wiki(bot, ann)
        _flair(bot, ann, post)
        _notes(bot, comment)
        _modmail(bot, ann)
        _errors(tour, bot, ann, post)
        return tour.seen


def _first(answer: Any) -> Json:
    thing: Json = answer["json"]["data"]["things"][0]["data"]
    return thing


def _write(ann: Visitor, bob: Visitor) -> tuple[str, str]:
    link = {"kind": "link", "url": "https://news.example/a?b=1&c=2"}
    ann.post("/api/submit", sr="Garden", title="A link", **link)
    made = ann.post(
        "/api/submit",
        sr="Garden",
        title="Roses & <thorns>",
        kind="self",
        text="One\n\nTwo",
    )
    post: str = made["json"]["data"]["name"]
    comment = _first(bob.post("/api/comment", thing_id=post, text="I & <b>you</b>"))
    reply = _first(ann.post("/api/comment", thing_id=comment["name"], text="Hi u/bob"))
    bob.post("/api/comment", thing_id=reply["name"], text="Hello u/ann, and bye")
    bob.post("/api/editusertext", thing_id=comment["name"], text="I like you")
    ann.post("/api/editusertext", thing_id=post, text="Three")
    gone = _first(bob.post("/api/comment", thing_id=comment["name"], text="Oops"))
    ann.post("/api/comment", thing_id=gone["name"], text="What was that?")
    bob.post("/api/del", id=gone["name"])
    ann.post("/api/report", id=comment["name"], reason="rude")
    return post, str(comment["name"])


def _read(bot: Visitor, ann: Visitor, app: Visitor, post: str, comment: str) -> None:
    pid, cid = post[3:], comment[3:]
    for who in (bot, ann, app):
        who.get("/r/Garden/about")
        who.get("/r/Garden/new", limit="1")
        who.get("/r/Garden/hot")
        who.get("/new")
        who.get("/r/Garden/comments")
        who.get("/r/Garden+Annex/comments", limit="2")
        who.get(f"/comments/{pid}")
        who.get(f"/comments/{pid}", limit="1")
        who.get(f"/r/Garden/comments/{pid}")
        who.get(f"/comments/{pid}/_/{cid}", context="3")
        who.get(f"/r/Garden/comments/{pid}/roses/{cid}")
        who.get("/api/info", id=f"{comment},{post}")
        who.get("/api/info", sr_name="Garden,Annex")
        who.get("/user/bob/about")
        who.get("/user/bob/overview")
        who.get("/user/bob/comments")
        who.get("/user/ann/submitted")
        who.post("/api/morechildren", link_id=post, children=cid)
    for who in (bot, ann):
        who.get("/api/v1/me")
        who.get("/subreddits/mine/moderator")
    app.get("/subreddits/search", q="nothing")


def _inboxes(ann: Visitor, bob: Visitor, comment: str) -> None:
    ann.post("/api/compose", to="bob", subject="Hello", text="How are <you>?")
    message = bob.get("/message/messages")["data"]["children"][0]["data"]["name"]
    bob.post("/api/comment", thing_id=message, text="Fine, thanks")
    for who in (ann, bob):
        for box in ("inbox", "unread", "mentions", "comments", "selfreply", "messages"):
            who.get(f"/message/{box}")
        who.get("/message/sent")
    bob.get(f"/message/messages/{message[3:]}")
    bob.post("/api/read_message", id=message)
    bob.post("/api/unread_message", id=f"{message},{comment}")
    bob.post("/api/read_all_messages")


def _moderate(
    bot: Visitor, bob: Visitor, ann: Visitor, post: str, comment: str
) -> None:
    bot.post("/api/report", id=comment, reason="please look")
    ann.post("/api/report", id=post, reason="off topic")
    queues = ("modqueue", "reports", "spam", "edited", "unmoderated")
    for queue in queues:
        bot.get(f"/r/mod/about/{queue}")
    bot.post("/api/remove", id=comment, spam="False")
    reason = bot.get("/api/v1/Garden/removal_reasons")["order"][0]
    bot.post_json(
        "/api/v1/modactions/removal_reasons",
        item_ids=[comment], mod_note="twice now", reason_id=reason,
    )  # fmt: skip
    words = {"item_id": [comment], "title": "Removed", "message": "Be kind."}
    public = bot.post_json(
        "/api/v1/modactions/removal_comment_message", type="public", **words
    )
    bot.post_json("/api/v1/modactions/removal_comment_message", type="private", **words)
    for who in (bot, bob, ann):
        who.get("/r/Garden/comments")
        who.get("/api/info", id=f"{comment},{post}")
        who.get(f"/comments/{post[3:]}")
    for queue in queues:
        bot.get(f"/r/Garden/about/{queue}")
    bot.post("/api/approve", id=comment)
    for deed in ("lock", "unlock", "ignore_reports", "unignore_reports"):
        bot.post(f"/api/{deed}", id=comment)
    bot.post("/api/distinguish", id=public["name"], how="yes")


def _moderate_more(bot: Visitor, ann: Visitor, post: str) -> None:
    for deed in ("marknsfw", "unmarknsfw", "spoiler", "unspoiler"):
        bot.post(f"/api/{deed}", id=post)
    bot.post("/api/update_crowd_control_level", id=post, level="2")
    bot.post("/api/set_subreddit_sticky", id=post, state="True")
    bot.post("/api/remove", id=post, spam="True")
    words = {"item_id": [post], "title": "Removed", "message": "Off topic."}
    link_message = "/api/v1/modactions/removal_link_message"
    bot.post_json(link_message, type="public_as_subreddit", **words)
    bot.post_json(link_message, type="private", **words)
    for who in (bot, ann):
        who.get("/r/Garden/about/spam" if who is bot else "/r/Garden/new")
        who.get("/api/info", id=post)
    bot.post("/api/approve", id=post)
    bot.get("/api/info", id=post)
    bot.get("/r/Garden/about/log")
    bot.get("/r/mod/about/log", type="removecomment", limit="1")


def _subreddit(bot: Visitor, ann: Visitor) -> None:
    friend = "/r/Garden/api/friend"
    bot.post(friend, name="bob", type="banned", duration="3", ban_reason="rude")
    bot.post(friend, name="bob", type="muted")
    for people in ("banned", "muted", "contributors", "moderators"):
        bot.get(f"/r/Garden/about/{people}")
    for kind in ("wikibanned", "wikicontributors"):
        bot.get(f"/r/Garden/about/{kind}")
    for kind in ("banned", "muted"):
        bot.post("/r/Garden/api/unfriend", name="bob", type=kind)
    for who in (bot, ann):
        who.get("/r/Garden/about/rules")
    bot.post("/r/Annex/api/accept_moderator_invite")
    bot.post("/r/Annex/api/accept_moderator_invite")
    bot.post("/api/v1/Garden/removal_reasons", title="Spam", message="No adverts.")
    bot.get("/api/v1/Garden/removal_reasons")


def _wiki(bot: Visitor, ann: Visitor) -> None:
    page = "/r/Garden/wiki"
    old = bot.get(f"{page}/index")["data"]["revision_id"]
    bot.post("/r/Garden/api/wiki/edit", page="index", content="New", reason="because")
    bot.post("/r/Garden/api/wiki/revert", page="index", revision=old)
    for who in (bot, ann):
        who.get(f"{page}/index")
        who.get(f"{page}/index", v=old)
        who.get(f"{page}/pages")
        who.get(f"{page}/revisions")
        who.get(f"{page}/revisions/index")
    for act in ("add", "del", "add"):
        bot.post(f"/r/Garden/api/wiki/alloweditor/{act}", page="index", username="ann")
    bot.get(f"{page}/settings/index")
    bot.post(f"{page}/settings/index", permlevel="1", listed="True")


def _flair(bot: Visitor, ann: Visitor, post: str) -> None:
    api = "/r/Garden/api"
    made = {"text": "Gardener", "css_class": "green"}
    bot.post(f"{api}/flairtemplate_v2", flair_type="USER_FLAIR", **made)
    bot.post(f"{api}/flairtemplate_v2", flair_type="LINK_FLAIR", **made)
    template = bot.get(f"{api}/link_flair_v2")[0]["id"]
    ann.get(f"{api}/user_flair_v2")
    bot.post(f"{api}/flair", name="ann", **made)
    bot.post(f"{api}/selectflair", link=post, flair_template_id=template)
    ann.post(f"{api}/flairselector", link=post)
    ann.post(f"{api}/flairselector")
    bot.get(f"{api}/flairlist")
    ann.get("/r/Garden/new")
    ann.get("/r/Garden/comments")


def _notes(bot: Visitor, comment: str) -> None:
    about = {"subreddit": "Garden", "user": "bob"}
    label = {"label": "ABUSE_WARNING", "reddit_id": comment}
    bot.post("/api/mod/notes", note="bare", **about)
    made = bot.post("/api/mod/notes", note="second time", **about, **label)
    bot.get("/api/mod/notes", **about)
    bot.get("/api/mod/notes", filter="NOTE", limit="1", **about)
    bot.get("/api/mod/notes/recent", subreddits="Garden,Garden", users="bob,ghost")
    bot.delete("/api/mod/notes", subreddit="Garden", note_id=made["created"]["id"])


def _modmail(bot: Visitor, ann: Visitor) -> None:
    base = "/api/mod/conversations"
    theirs = ann.post(base, srName="Garden", subject="Why?", body="Why <b>me</b>?")
    talk = f"{base}/{theirs['conversation']['id']}"
    bot.post(base, srName="Garden", to="Garden", subject="Among us", body="Hm.")
    bot.get(base)
    bot.get(base, entity="Garden", state="mod")
    bot.get(f"{base}/unread/count")
    bot.get(talk, markRead="True")
    bot.post(talk, body="Because.", isAuthorHidden="True")
    bot.post(talk, body="Between us", isInternal="True")
    bot.post(f"{talk}/highlight")
    bot.delete(f"{talk}/highlight")
    for deed in ("archive", "unarchive", "mute", "unmute"):
        bot.post(f"{talk}/{deed}")
    bot.get(talk)
    bot.get(base)
    for deed in ("read", "unread"):
        bot.post(f"{base}/{deed}", conversationIds=theirs["conversation"]["id"])


def _errors(tour: Tour, bot: Visitor, ann: Visitor, post: str) -> None:
    tour.stranger("nobody").get("/api/v1/me")
    ann.get("/r/Hall/hot")
    ann.get("/r/Garden/wiki/missing")
    bot.get("/r/Garden/wiki/index", v="no-such-version")
    bot.post("/api/set_subreddit_sticky", id=post, state="True")
    bot.post("/api/set_subreddit_sticky", id=post, state="True")
    comment = bot.get("/r/Garden/comments")["data"]["children"][0]["data"]["name"]
    bot.post("/api/set_subreddit_sticky", id=comment, state="True")
    bot.delete("/api/mod/notes", subreddit="Garden", note_id="none")
    bot.get("/api/mod/notes/recent", subreddits="Garden", users="ann,bob")
    bot.post("/api/remove", id=post)
    bot.post_json(
        "/api/v1/modactions/removal_comment_message",
        type="public", item_id=[post], title="x" * 51, message="m",
    )  # fmt: skip
    letter = ann.get("/message/sent")["data"]["children"][0]["data"]["id"]
    bot.get(f"/message/messages/{letter}")
    ann.post("/api/submit", sr="Garden", title="", kind="self")
    ann.post("/api/editusertext", thing_id=post, text="")
    ann.post("/api/comment", thing_id=post, text="")
    ann.post("/api/approve", id=post)
