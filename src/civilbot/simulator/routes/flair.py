"""Flair on submissions and people, and the templates for it."""

from civilbot.simulator import moderating, render
from civilbot.simulator.answers import Answer, answer, done, forbidden, form_error
from civilbot.simulator.call import Call
from civilbot.simulator.community import FlairTemplate, Subreddit, UserFlair
from civilbot.simulator.listings import Row, page, window
from civilbot.simulator.routes.table import Route
from civilbot.simulator.things import Submission

LONGEST_TEXT = 64
MOST_USERS = 1000


def flair(call: Call, sr: str) -> Answer:
    """Put a free text on a submission or a person, as a moderator."""
    subreddit = call.moderated(sr, "flair")
    text, css_class = _text(call), call.form.get("css_class", "")
    chosen = FlairTemplate("", text, css_class)
    if call.form.get("link"):
        _flair_link(call, _link(call, subreddit), chosen)
    else:
        _flair_user(call, subreddit, chosen)
    return done()


def select(call: Call, sr: str) -> Answer:
    """Put a template's flair on a submission or a person."""
    subreddit = call.subreddit(sr)
    moderator = subreddit.moderator(call.user())
    may_all = moderator is not None and moderator.may("flair")
    on_link = bool(call.form.get("link"))
    chosen = _chosen(call, subreddit, on_link=on_link, may_all=may_all)
    if on_link:
        link = _link(call, subreddit)
        if not may_all and link.author != call.user():
            raise forbidden()
        _flair_link(call, link, chosen)
    else:
        name = call.form.get("name", call.user())
        if not may_all and name.lower() != call.user().lower():
            raise forbidden()
        _flair_user(call, subreddit, chosen)
    return done()


def flair_list(call: Call, sr: str) -> Answer:
    """List people's flair."""
    subreddit = call.moderated(sr, "flair")
    only = call.query.get("name", "").lower()
    wanted = [
        Row(f"t2_{name}", one)
        for name, one in sorted(subreddit.user_flair.items())
        if only in ("", name)
    ]
    part = page(wanted, window(call.query, most=MOST_USERS, depth=None))
    told = {"users": [render.user_flair(one.item) for one in part.items]}
    return answer({**told, **({"next": part.after} if part.after else {})})


def user_templates(call: Call, sr: str) -> Answer:
    """List the templates for people."""
    known = call.subreddit(sr).user_templates.values()
    return answer([render.flair_template(one, link=False) for one in known])


def link_templates(call: Call, sr: str) -> Answer:
    """List the templates for submissions."""
    known = call.subreddit(sr).link_templates.values()
    return answer([render.flair_template(one, link=True) for one in known])


def add_template(call: Call, sr: str) -> Answer:
    """Add a template."""
    subreddit = call.moderated(sr, "flair")
    on_link = call.form.get("flair_type") == "LINK_FLAIR"
    known = subreddit.link_templates if on_link else subreddit.user_templates
    made = FlairTemplate(
        id=call.form.get("flair_template_id") or call.world.uuid(),
        text=_text(call),
        css_class=call.form.get("css_class", ""),
        text_editable=call.flag("text_editable"),
        mod_only=call.flag("mod_only"),
        background_color=call.form.get("background_color", ""),
        text_color="light" if call.form.get("text_color") == "light" else "dark",
    )
    known[made.id] = made
    line = moderating.LogLine(details="flair_template")
    moderating.log(call.world, subreddit.name, "editflair", call.user(), line)
    return answer(render.new_flair_template(made, link=on_link))


def selector(call: Call, sr: str) -> Answer:
    """List which flair may be chosen for a submission, or for a person."""
    subreddit = call.subreddit(sr)
    on_link = bool(call.form.get("link"))
    known = subreddit.link_templates if on_link else subreddit.user_templates
    moderates = subreddit.moderator(call.user()) is not None
    choices = [
        {
            "flair_css_class": one.css_class,
            "flair_position": "right",
            "flair_template_id": one.id,
            "flair_text": one.text,
            "flair_text_editable": one.text_editable,
        }
        for one in known.values()
        if moderates or not one.mod_only
    ]
    return answer({"choices": choices, "current": _current(call, subreddit)})


def _text(call: Call) -> str:
    text = call.form.get("text", "")
    if len(text) > LONGEST_TEXT:
        words = f"this is too long (max: {LONGEST_TEXT})"
        raise form_error("TOO_LONG", "text", words)
    return text


def _link(call: Call, subreddit: Subreddit) -> Submission:
    found = call.find(call.form.get("link"))
    if not isinstance(found, Submission) or found.subreddit != subreddit.name:
        raise form_error("BAD_FLAIR_TARGET", "link", "that is not a post here")
    return found


def _chosen(
    call: Call, subreddit: Subreddit, *, on_link: bool, may_all: bool
) -> FlairTemplate:
    """Find the template, with the text that was typed where that is allowed."""
    known = subreddit.link_templates if on_link else subreddit.user_templates
    wanted = call.form.get("flair_template_id", "")
    if not wanted:
        return FlairTemplate("", "")
    template = known.get(wanted)
    if template is None:
        raise form_error("BAD_FLAIR_TEMPLATE_ID", "flair_template_id")
    if template.mod_only and not may_all:
        raise forbidden()
    own_words = call.form.get("text") and (may_all or template.text_editable)
    text = _text(call) if own_words else template.text
    css_class = call.form.get("css_class") or template.css_class
    return FlairTemplate(template.id, text, css_class)


def _flair_link(call: Call, link: Submission, chosen: FlairTemplate) -> None:
    moderating.set_link_flair(call.world, link, chosen, by=call.user())


def _flair_user(call: Call, subreddit: Subreddit, chosen: FlairTemplate) -> None:
    user = call.world.user(call.form.get("name", call.user()))
    if user is None:
        raise form_error("USER_DOESNT_EXIST", "name")
    if not chosen.text and not chosen.css_class:
        subreddit.user_flair.pop(user.name.lower(), None)
    else:
        subreddit.user_flair[user.name.lower()] = UserFlair(
            user.name, chosen.text, chosen.css_class, chosen.id or None
        )
    line = moderating.LogLine(target_author=user.name, details="flair_edit")
    moderating.log(call.world, subreddit.name, "editflair", call.user(), line)


def _current(call: Call, subreddit: Subreddit) -> dict[str, str | None]:
    text, css_class, template = None, None, None
    if call.form.get("link"):
        link = _link(call, subreddit)
        text, css_class = link.flair_text, link.flair_css_class
        template = link.flair_template_id
    else:
        name = call.form.get("name", call.user()).lower()
        mine = subreddit.user_flair.get(name)
        if mine is not None:
            text, css_class, template = mine.text, mine.css_class, mine.template_id
    return {
        "flair_css_class": css_class,
        "flair_position": "right",
        "flair_template_id": template,
        "flair_text": text,
    }


ROUTES = [
    Route("POST", "/r/<sr>/api/flair", "modflair", flair),
    Route("POST", "/r/<sr>/api/selectflair", "flair", select),
    Route("POST", "/r/<sr>/api/flairselector", "flair", selector),
    Route("POST", "/r/<sr>/api/flairtemplate_v2", "modflair", add_template),
    Route("GET", "/r/<sr>/api/flairlist", "modflair", flair_list),
    Route("GET", "/r/<sr>/api/user_flair_v2", "flair", user_templates),
    Route("GET", "/r/<sr>/api/link_flair_v2", "flair", link_templates),
]
