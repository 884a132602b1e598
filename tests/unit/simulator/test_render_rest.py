"""People, subreddits, logs, wikis and mail look as they do on Reddit."""

from typing import Any

from civilbot.simulator import render
from civilbot.simulator.community import (
    FlairTemplate,
    Relation,
    Rule,
    UserFlair,
    WikiPage,
    WikiRevision,
)
from civilbot.simulator.records import (
    Conversation,
    InboxEntry,
    InboxKind,
    ModAction,
    ModmailAction,
    ModmailMessage,
    ModNote,
    PrivateMessage,
)
from civilbot.simulator.things import Comment
from tests.contract.shapes import answers, named, problems
from tests.unit.simulator.small_world import NOW, SmallWorld, small_world

Json = dict[str, Any]


def _relation(user: str, kind: str, days: int | None = None) -> Relation:
    return Relation(
        user=user, kind=kind, id="rb_9", created_utc=NOW, by="mia", note="n", days=days
    )


def _entry(
    owner: str, kind: InboxKind, item: Comment | PrivateMessage, *, new: bool = True
) -> InboxEntry:
    return InboxEntry(owner=owner, kind=kind, item=item, new=new)


def test_an_account_shows_others_its_karma() -> None:
    """And whether it moderates anything, or is blocked by the viewer."""
    at = small_world()
    at.world.users["bob"].blocked.add("mia")
    rendered = render.account(at.world.users["mia"], at.world, viewer="bob")
    assert problems(rendered, {"thing": ["t2"]}) == []
    assert rendered["data"]["is_mod"] is True
    assert rendered["data"]["is_blocked"] is True
    assert rendered["data"]["total_karma"] == 2


def test_a_suspended_account_shows_little_more_than_its_name() -> None:
    """No id, no dates."""
    at = small_world()
    at.world.users["bob"].suspended = True
    data = render.account(at.world.users["bob"], at.world, viewer=None)["data"]
    assert data["is_suspended"] is True
    assert "id" not in data


def test_ones_own_account_tells_about_mail() -> None:
    """Unread items and moderator mail."""
    at = small_world()
    mia = at.world.users["mia"]
    quiet = render.me(mia, at.world)
    assert problems(quiet, {"shape": "me"}) == []
    assert (quiet["inbox_count"], quiet["has_mail"]) == (0, False)
    at.world.inboxes["mia"].append(_entry("mia", "comment_reply", at.comment))
    at.world.conversations["c1"] = _conversation()
    busy = render.me(mia, at.world)
    assert (busy["inbox_count"], busy["has_mail"]) == (1, True)
    assert busy["has_mod_mail"] is True


def test_a_subreddit_tells_viewers_what_they_are_to_it() -> None:
    """An app without a user is nothing to it."""
    at = small_world()
    at.subreddit.relations["banned"] = {"bob": _relation("bob", "banned")}
    for_bob = render.subreddit(at.subreddit, at.world, viewer="bob")
    assert problems(for_bob, {"thing": ["t5"]}) == []
    assert for_bob["data"]["user_is_banned"] is True
    assert for_bob["data"]["user_is_moderator"] is False
    nobody = render.subreddit(at.subreddit, at.world, viewer=None)["data"]
    assert nobody["user_is_moderator"] is None


def test_permissions_are_shown_in_ones_own_list_only() -> None:
    """A subreddit's own page does not have them, not even for moderators."""
    at = small_world()
    page = render.subreddit(at.subreddit, at.world, viewer="mia")["data"]
    mine = render.subreddit(at.subreddit, at.world, viewer="mia", mine=True)["data"]
    assert "mod_permissions" not in page
    assert mine["mod_permissions"] == ["all"]
    row = render.moderated_subreddit(at.subreddit, at.world, user="mia")
    assert row["mod_permissions"] == ["all"]
    row = render.moderated_subreddit(at.subreddit, at.world, user="bob")
    assert row["mod_permissions"] == []


def test_rules_reasons_flair_and_people_have_reddits_rows() -> None:
    """Compared with the recorded answers they are part of."""
    at = small_world()
    shapes = answers()
    rule = Rule("Kind", "Be **kind**", "all", "Unkind", NOW, 0)
    template = FlairTemplate("f-1", "News")
    people = [render.moderator(at.subreddit.moderators["mia"], at.world)]
    rendered: dict[str, Any] = {
        "GET /r/{sr}/about/rules 200": {
            "rules": [render.rule(rule)],
            **render.site_rules(),
        },
        "GET /r/{sr}/api/link_flair_v2 200": [
            render.flair_template(template, link=True)
        ],
        "GET /r/{sr}/api/user_flair_v2 200": [
            render.flair_template(template, link=False)
        ],
        "POST /r/{sr}/api/flairtemplate_v2 200": render.new_flair_template(
            template, link=True
        ),
        "GET /r/{sr}/api/flairlist 200": {
            "users": [render.user_flair(UserFlair("ann", "Gardener"))]
        },
        "GET /api/v1/{sr}/removal_reasons 200": {
            "data": {"r1": render.removal_reason(at.subreddit.removal_reasons["r1"])},
            "order": ["r1"],
        },
        "GET /r/{sr}/about/moderators 200": {
            "kind": "UserList",
            "data": {"children": people},
        },
    }
    found = {key: problems(value, shapes[key]) for key, value in rendered.items()}
    assert {key: found[key] for key in found if found[key]} == {}


def test_only_bans_carry_a_note() -> None:
    """Being muted or approved does not."""
    at = small_world()
    ban = render.relation(_relation("bob", "banned"), at.world)
    mute = render.relation(_relation("bob", "muted"), at.world)
    assert (ban["note"], ban["id"]) == ("n", "t2_u3")
    assert "note" not in mute


def _action(mod: str = "mia") -> ModAction:
    return ModAction(
        id="ModAction_1",
        number=1,
        action="removecomment",
        mod=mod,
        subreddit="Garden",
        created_utc=NOW,
        details="remove",
    )


def test_the_log_names_the_moderator_and_tolerates_outsiders() -> None:
    """Reddit's own helpers have no account here."""
    at = small_world()
    ours = render.modaction(_action(), at.world)
    assert problems(ours, {"thing": ["modaction"]}) == []
    assert ours["data"]["mod_id36"] == "u1"
    theirs = render.modaction(_action("AutoModerator"), at.world)
    assert theirs["data"]["mod_id36"] == "0"


def test_notes_tell_what_moderators_wrote_from_what_they_did() -> None:
    """The thing it is about goes with the one or the other."""
    at = small_world()
    written = ModNote(
        id="ModNote_1",
        number=1,
        subreddit="Garden",
        user="bob",
        operator="mia",
        created_at=NOW,
        note="Second warning",
        label="ABUSE_WARNING",
        reddit_id="t1_x",
    )
    row = render.mod_note(written, at.world, cursor="c1")
    assert row["user_note_data"] == {
        "label": "ABUSE_WARNING",
        "note": "Second warning",
        "reddit_id": "t1_x",
    }
    assert row["mod_action_data"]["reddit_id"] is None
    page = {
        "mod_notes": [row],
        "has_next_page": False,
        "start_cursor": "c1",
        "end_cursor": "c1",
    }
    assert problems(page, answers()["GET /api/mod/notes 200"]) == []
    written.action, written.note, written.label = _action(), None, None
    row = render.mod_note(written, at.world)
    assert "cursor" not in row
    assert row["mod_action_data"]["action"] == "removecomment"
    assert row["mod_action_data"]["reddit_id"] == "t1_x"
    assert row["user_note_data"]["reddit_id"] is None


def _page(at: SmallWorld, permlevel: int = 0) -> WikiPage:
    revision = WikiRevision("v1", "civilbot", "Stop: <no>", "mia", NOW)
    page = WikiPage("civilbot", [revision], permlevel=permlevel, editors=["bob"])
    at.subreddit.wiki["civilbot"] = page
    return page


def test_a_wiki_page_has_text_html_and_its_last_editor() -> None:
    """Nothing in it is live markup."""
    at = small_world()
    page = _page(at)
    rendered = render.wiki_page(page, page.newest, at.world, viewer="mia")
    assert problems(rendered, {"thing": ["wikipage"]}) == []
    assert rendered["data"]["content_md"] == "Stop: <no>"
    assert "&lt;no&gt;" in rendered["data"]["content_html"]
    assert rendered["data"]["revision_by"]["data"]["name"] == "mia"


def test_who_may_revise_a_wiki_page() -> None:
    """Moderators with the permission, and approved editors unless it is locked."""
    at = small_world()

    def may(viewer: str | None, page: WikiPage) -> bool:
        rendered = render.wiki_page(page, page.newest, at.world, viewer=viewer)
        answer: bool = rendered["data"]["may_revise"]
        return answer

    page = _page(at)
    seen = {name: may(name, page) for name in ("mia", "bob", "ann", None)}
    assert seen == {"mia": True, "bob": True, "ann": False, None: False}
    assert may("bob", _page(at, permlevel=2)) is False
    at.subreddit.moderators["mia"].permissions = ("posts",)
    assert may("mia", _page(at)) is False
    assert may("mia", WikiPage("elsewhere", page.revisions)) is False


def test_wiki_history_and_settings_name_accounts() -> None:
    """An editor without an account is null."""
    at = small_world()
    page = _page(at)
    row = render.wiki_revision(page.newest, at.world)
    shape = answers()["GET /r/{sr}/wiki/revisions/{page} 200"]
    assert problems(render.listing([row]), shape) == []
    page.newest.author = "gone"
    assert render.wiki_revision(page.newest, at.world)["author"] is None
    settings = render.wiki_settings(page, at.world)["data"]
    assert [editor["data"]["name"] for editor in settings["editors"]] == ["bob"]


def _conversation(participant: str | None = "bob") -> Conversation:
    return Conversation(
        id="c1",
        number=1,
        subreddit="Garden",
        subject="Why?",
        participant=participant,
        messages=[
            ModmailMessage(
                id="m1", author="bob", body="Why <i>", date=NOW, by_moderator=False
            ),
            ModmailMessage(
                id="m2", author="mia", body="So", date=NOW + 2, is_author_hidden=True
            ),
        ],
        actions=[ModmailAction(id="a1", type=2, author="mia", date=NOW + 1)],
        unread_since={"mia": NOW},
    )


def test_a_conversation_lists_its_parts_in_order_of_time() -> None:
    """Messages and what was done to it, with dates written out."""
    at = small_world()
    talk = _conversation()
    rendered = render.conversation(talk, at.world, viewer="mia")
    assert problems(rendered, {"shape": "conversation"}) == []
    assert [part["id"] for part in rendered["objIds"]] == ["m1", "a1", "m2"]
    assert rendered["lastUserUpdate"] == "2025-10-09T08:53:20.000000+0000"
    assert rendered["lastUnread"] == "2025-10-09T08:53:20.000000+0000"
    assert rendered["participant"]["isOp"] is True
    for_ann = render.conversation(talk, at.world, viewer="ann")
    assert for_ann["lastUnread"] is None


def test_moderators_among_themselves_have_no_participant() -> None:
    """The conversation is internal."""
    at = small_world()
    rendered = render.conversation(_conversation(None), at.world, viewer="mia")
    assert problems(rendered, {"shape": "conversation"}) == []
    assert (rendered["participant"], rendered["isInternal"]) == ({}, True)


def test_messages_say_whether_a_moderator_wrote_them_as_the_subreddit() -> None:
    """And are escaped like everything else."""
    at = small_world()
    talk = _conversation()
    first, second = (
        render.conversation_message(message, talk, at.world)
        for message in talk.messages
    )
    assert problems(first, {"shape": "modmail_message"}) == []
    assert "Why &lt;i&gt;" in first["body"]
    assert first["participatingAs"] == "participant_user"
    assert second["author"]["isHidden"] is True
    action = render.conversation_action(talk.actions[0], at.world)
    assert problems(action, {"shape": "modmail_action"}) == []


def test_an_unknown_author_of_mail_counts_as_deleted() -> None:
    """The conversation can still be read."""
    at = small_world()
    del at.world.users["bob"]
    talk = _conversation()
    message = render.conversation_message(talk.messages[0], talk, at.world)
    assert message["author"]["isDeleted"] is True


def test_the_person_in_a_conversation_is_described() -> None:
    """What they wrote here, and whether they are banned or muted until when."""
    at = small_world()
    at.world.conversations["c1"] = _conversation()
    bob = at.world.users["bob"]
    calm = render.modmail_user(bob, at.world, subreddit=at.subreddit)
    assert problems(calm, {"shape": "modmail_user"}) == []
    assert list(calm["recentComments"]) == [at.comment.name]
    assert list(calm["recentConvos"]) == ["c1"]
    assert calm["banStatus"]["isBanned"] is False
    at.subreddit.relations["banned"] = {"bob": _relation("bob", "banned")}
    at.subreddit.relations["muted"] = {"bob": _relation("bob", "muted", days=3)}
    hot = render.modmail_user(bob, at.world, subreddit=at.subreddit)
    assert hot["banStatus"]["isPermanent"] is True
    assert hot["muteStatus"]["endDate"] == "2025-10-12T08:53:20.000000+0000"
    ann = render.modmail_user(at.world.users["ann"], at.world, subreddit=at.subreddit)
    assert list(ann["recentPosts"]) == [at.post.name]


def test_an_inbox_shows_replies_with_their_context() -> None:
    """A removed reply is hidden there too, and a deleted one has no author."""
    at = small_world()
    entry = _entry("ann", "post_reply", at.comment)
    rendered = render.message(entry, at.world)
    assert problems(rendered, {"thing": ["t1"]}) == []
    data = rendered["data"]
    assert (data["type"], data["subject"]) == ("post_reply", "post reply")
    assert data["context"] == f"{at.comment.permalink}?context=3"
    at.comment.removed = True
    data = render.message(entry, at.world)["data"]
    assert (data["author"], data["body"]) == ("[deleted]", "[removed]")


def test_private_messages_know_where_the_exchange_began() -> None:
    """A subreddit's message has no author."""
    at = small_world()
    first = PrivateMessage(
        number=7, id="7", author=None, dest="bob", subject="Hi", body="Hello",
        created_utc=NOW, subreddit="Garden",
    )  # fmt: skip
    answer = PrivateMessage(
        number=8, id="8", author="bob", dest="mia", subject="re: Hi", body="Hello you",
        created_utc=NOW, parent=first,
    )  # fmt: skip
    one = render.message(_entry("bob", "message", first), at.world)
    two = render.message(_entry("mia", "message", answer, new=False), at.world)
    assert problems([one, two], {"array": {"thing": ["t4"]}}) == []
    assert one["data"]["author"] is None
    assert one["data"]["subreddit_name_prefixed"] == "r/Garden"
    assert two["data"]["first_message_name"] == "t4_7"
    assert (one["data"]["new"], two["data"]["new"]) == (True, False)
    sent = render.sent_message(answer, at.world, viewer="bob")
    assert problems(sent, {"thing": ["t4"]}) == []
    assert sent["data"]["author"] == "bob"


def test_the_shapes_know_the_keys_an_account_has() -> None:
    """A guard against deriving shapes from nothing."""
    assert "total_karma" in named("t2")["object"]
