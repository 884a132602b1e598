"""Wikis and flair on the simulated Reddit."""

from typing import Any

import praw
import prawcore
import pytest

from civilbot.simulator import Simulator
from tests.contract.clients import Raw, error_codes, praw_as
from tests.control import Control


def test_a_page_is_written_and_read(reddit: praw.Reddit, control: Control) -> None:
    """Names have no case, may hold slashes, and the edit is logged."""
    wiki = reddit.subreddit("HeatedDebate").wiki
    wiki.create(name="Civilbot/Rules", content="# Rules", reason="first")
    page = wiki["civilbot/rules"]
    assert (page.content_md, str(page.revision_by)) == ("# Rules", "civilbot")
    assert page.may_revise is True
    assert [one.name for one in wiki] == ["civilbot/rules"]
    (entry,) = control.state()["mod_log"]
    assert (entry["action"], entry["description"]) == ("wikirevise", "first")


def test_two_who_write_at_once_do_not_overwrite_each_other(
    reddit: praw.Reddit, control: Control
) -> None:
    """The second gets 409, and the first one's words stay."""
    first = control.wiki("HeatedDebate", "civilbot", "one")
    page = reddit.subreddit("HeatedDebate").wiki["civilbot"]
    control.wiki("HeatedDebate", "civilbot", "two", by="mod_ada")
    with pytest.raises(prawcore.exceptions.Conflict):
        page.edit(content="three", previous=first)
    fresh = reddit.subreddit("HeatedDebate").wiki["civilbot"]
    assert fresh.content_md == "two"
    fresh.edit(content="three", previous=fresh.revision_id)
    assert reddit.subreddit("HeatedDebate").wiki["civilbot"].content_md == "three"
    with pytest.raises(prawcore.exceptions.Conflict):
        reddit.subreddit("HeatedDebate").wiki["new"].edit(content="x", previous=first)


def test_old_versions_can_be_read_and_restored(
    sim: Simulator, reddit: praw.Reddit, control: Control
) -> None:
    """The history lists the newest first."""
    old = control.wiki("HeatedDebate", "civilbot", "one", reason="because")
    control.advance(60)
    control.wiki("HeatedDebate", "civilbot", "two")
    wiki = reddit.subreddit("HeatedDebate").wiki
    assert wiki["civilbot"].revision(old).content_md == "one"
    listed = list(wiki["civilbot"].revisions())
    assert [one["reason"] for one in listed] == [None, "because"]
    assert str(listed[1]["author"]) == "mod_ada"
    assert len(list(wiki.revisions())) == 2
    wiki["civilbot"].revision(old).mod.revert()
    assert reddit.subreddit("HeatedDebate").wiki["civilbot"].content_md == "one"
    raw = Raw(sim)
    assert raw.get("/r/HeatedDebate/wiki/civilbot", v="zzz").status_code == 400
    wrong = {"page": "civilbot", "revision": "zzz"}
    assert raw.post("/r/HeatedDebate/api/wiki/revert", **wrong).status_code == 400


def test_a_missing_page_is_not_found(sim: Simulator, reddit: praw.Reddit) -> None:
    """With Reddit's reason."""
    answer = Raw(sim).get("/r/HeatedDebate/wiki/missing")
    assert answer.status_code == 404
    assert answer.json() == {"reason": "PAGE_NOT_FOUND", "message": "Not Found"}
    with pytest.raises(prawcore.exceptions.NotFound):
        _ = reddit.subreddit("HeatedDebate").wiki["missing"].content_md


def test_a_page_can_be_for_moderators_only(
    sim: Simulator, reddit: praw.Reddit, control: Control
) -> None:
    """Others neither read it nor see its name."""
    control.wiki("HeatedDebate", "civilbot", "secret")
    page = reddit.subreddit("HeatedDebate").wiki["civilbot"]
    settings = page.mod.update(listed=False, permlevel=2)
    assert (settings["listed"], settings["permlevel"]) == (False, 2)
    assert page.mod.settings()["permlevel"] == 2
    carol = Raw(sim, "carol")
    assert carol.get("/r/HeatedDebate/wiki/civilbot").status_code == 403
    assert carol.get("/r/HeatedDebate/wiki/pages").json()["data"] == []
    revisions = carol.get("/r/HeatedDebate/wiki/revisions").json()
    assert revisions["data"]["children"] == []
    assert carol.get("/r/HeatedDebate/wiki/settings/civilbot").status_code == 403
    bad = Raw(sim).post("/r/HeatedDebate/wiki/settings/civilbot", permlevel="9")
    assert bad.status_code == 400


def test_an_editor_may_be_allowed(
    sim: Simulator, reddit: praw.Reddit, control: Control
) -> None:
    """By default only moderators write; a reader's edit is not in the log."""
    control.wiki("HeatedDebate", "civilbot", "one", by="carol")
    carol = praw_as(sim, "carol").subreddit("HeatedDebate").wiki["civilbot"]
    with pytest.raises(prawcore.exceptions.Forbidden):
        carol.edit(content="two")
    page = reddit.subreddit("HeatedDebate").wiki["civilbot"]
    page.mod.add("carol")
    carol.edit(content="two")
    page.mod.remove("carol")
    with pytest.raises(prawcore.exceptions.Forbidden):
        carol.edit(content="three")
    with pytest.raises(prawcore.exceptions.NotFound):
        page.mod.add("nobody_at_all")
    assert control.state()["mod_log"] == []


def test_a_page_may_not_be_too_long(sim: Simulator) -> None:
    """Half a megabyte is the limit."""
    raw = Raw(sim)
    path = "/r/HeatedDebate/api/wiki/edit"
    assert raw.post(path, page="p", content="x" * 524_288).status_code == 200
    refused = raw.post(path, page="p", content="x" * 524_289)
    assert refused.status_code == 400
    assert refused.json()["reason"] == "CONTENT_LENGTH_ERROR"


def test_submissions_carry_flair(reddit: praw.Reddit, control: Control) -> None:
    """A free text, or a template's; logged as a moderator's act."""
    flair = [{"text": "News", "css_class": "news"}, {"text": "Mods", "mod_only": True}]
    control.order("POST", "subreddits", name="Flaired", link_flair=flair)
    name = control.submit("Flaired", flair="Old")
    submission: Any = reddit.submission(name[3:])
    assert submission.link_flair_text == "Old"
    submission.mod.flair(text="Free", css_class="free")
    assert control.thing(name)["flair"] == "Free"
    templates = list(reddit.subreddit("Flaired").flair.link_templates)
    assert [one["text"] for one in templates] == ["News", "Mods"]
    submission.mod.flair(flair_template_id=templates[0]["id"])
    assert control.thing(name)["flair"] == "News"
    assert control.thing(name)["flair_template_id"] == templates[0]["id"]
    actions = [entry["action"] for entry in control.state()["mod_log"]]
    assert actions == ["editflair", "editflair"]


def test_an_author_chooses_among_open_templates(
    sim: Simulator, control: Control
) -> None:
    """Not those for moderators, and not on others' submissions."""
    flair = [{"text": "News"}, {"text": "Mods", "mod_only": True}]
    control.order("POST", "subreddits", name="Flaired", link_flair=flair)
    name = control.submit("Flaired", author="alice")
    other = control.submit("Flaired", author="bob")
    alice = praw_as(sim, "alice")
    submission: Any = alice.submission(name[3:])
    (choice,) = submission.flair.choices()
    submission.flair.select(choice["flair_template_id"])
    assert control.thing(name)["flair"] == "News"
    assert alice.submission(name[3:]).link_flair_text == "News"
    raw, path = Raw(sim, "alice"), "/r/Flaired/api/selectflair"
    mods_only = next(
        one.id
        for one in sim.world.subreddits["flaired"].link_templates.values()
        if one.mod_only
    )
    assert raw.post(path, link=name, flair_template_id=mods_only).status_code == 403
    open_one = choice["flair_template_id"]
    assert raw.post(path, link=other, flair_template_id=open_one).status_code == 403
    unknown = raw.post(path, link=name, flair_template_id="zzz")
    assert error_codes(unknown) == ["BAD_FLAIR_TEMPLATE_ID"]
    assert error_codes(raw.post(path, link="t3_zzz")) == ["BAD_FLAIR_TARGET"]
    assert error_codes(raw.post(path, link=name)) == []
    assert control.thing(name)["flair"] is None


def test_people_carry_flair(
    sim: Simulator, reddit: praw.Reddit, control: Control
) -> None:
    """Set, listed, chosen by themselves, taken off."""
    control.order("POST", "users", name="carol")
    flair = reddit.subreddit("HeatedDebate").flair
    flair.templates.add("Veteran", text_editable=True)
    flair.set("carol", text="Helper", css_class="helper")
    (listed,) = flair()
    assert (str(listed["user"]), listed["flair_text"]) == ("carol", "Helper")
    assert list(flair("bob")) == []
    (template,) = flair.templates
    flair.set("carol", flair_template_id=template["id"])
    assert next(iter(flair("carol")))["flair_text"] == "Veteran"
    carol = Raw(sim, "carol")
    path = "/r/HeatedDebate/api/selectflair"
    chosen = {"flair_template_id": template["id"], "text": "My own"}
    assert error_codes(carol.post(path, **chosen)) == []
    assert next(iter(flair("carol")))["flair_text"] == "My own"
    assert carol.post(path, name="bob", **chosen).status_code == 403
    selector = carol.post("/r/HeatedDebate/api/flairselector").json()
    assert selector["current"]["flair_text"] == "My own"
    flair.set("carol", text="")
    assert list(flair()) == []
    nothing = carol.post("/r/HeatedDebate/api/flairselector").json()
    assert nothing["current"]["flair_text"] is None
    raw, path = Raw(sim), "/r/HeatedDebate/api/flair"
    assert error_codes(raw.post(path, name="carol", text="x" * 65)) == ["TOO_LONG"]
    assert error_codes(raw.post(path, name="nobody_at_all", text="x")) == [
        "USER_DOESNT_EXIST"
    ]


def test_a_long_list_of_flair_comes_in_pages(sim: Simulator, control: Control) -> None:
    """The answer says where to go on."""
    raw = Raw(sim)
    for n in range(3):
        control.order("POST", "users", name=f"user_{n}")
        raw.post("/r/HeatedDebate/api/flair", name=f"user_{n}", text="x")
    first = raw.get("/r/HeatedDebate/api/flairlist", limit=2).json()
    assert [one["user"] for one in first["users"]] == ["user_0", "user_1"]
    rest = raw.get("/r/HeatedDebate/api/flairlist", limit=2, after=first["next"])
    assert [one["user"] for one in rest.json()["users"]] == ["user_2"]
    assert "next" not in rest.json()
