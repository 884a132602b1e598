"""Writes subreddits and what belongs to them: rules, flair, people."""

from civilbot.simulator.community import (
    FlairTemplate,
    Moderator,
    Relation,
    RemovalReason,
    Rule,
    Subreddit,
    UserFlair,
)
from civilbot.simulator.render.markup import to_guarded_html, to_html
from civilbot.simulator.render.unmodelled import SUBREDDIT, Json
from civilbot.simulator.world import World


def subreddit(
    sr: Subreddit, world: World, *, viewer: str | None, mine: bool = False
) -> Json:
    """Write a subreddit; `mine` adds what only one's own list of subreddits has."""
    data = {
        **SUBREDDIT.fields(),
        **_about_the_viewer(sr, world, viewer),
        "created": sr.created_utc,
        "created_utc": sr.created_utc,
        "description": sr.description,
        "description_html": to_guarded_html(sr.description),
        "display_name": sr.name,
        "display_name_prefixed": sr.prefixed_name,
        "id": sr.id,
        "lang": "en",
        "link_flair_position": "left",
        "name": sr.fullname,
        "over18": sr.over18,
        "public_description": sr.public_description,
        "public_description_html": to_guarded_html(sr.public_description),
        "quarantine": sr.quarantine,
        "restrict_posting": sr.type != "public",
        "submission_type": "any",
        "subreddit_type": sr.type,
        "subscribers": sr.subscribers,
        "title": sr.title,
        "url": f"/r/{sr.name}/",
        "user_flair_position": "right",
        "user_flair_type": "text",
    }
    moderator = sr.moderator(viewer)
    if mine and moderator:
        data["mod_permissions"] = list(moderator.permissions)
    return {"kind": "t5", "data": data}


def moderated_subreddit(sr: Subreddit, world: World, *, user: str) -> Json:
    """Write one row of the list of subreddits that somebody moderates."""
    moderator = sr.moderator(user)
    return {
        "banner_img": "",
        "banner_size": None,
        "community_icon": "",
        "created": sr.created_utc,
        "created_utc": sr.created_utc,
        "display_name_prefixed": sr.prefixed_name,
        "icon_img": "",
        "icon_size": None,
        "key_color": "",
        "mod_permissions": list(moderator.permissions) if moderator else [],
        "name": sr.fullname,
        "over_18": sr.over18,
        "primary_color": "",
        "sr": sr.name,
        "sr_display_name_prefixed": sr.prefixed_name,
        "subreddit_type": sr.type,
        "subscribers": sr.subscribers,
        "title": sr.title,
        "url": f"/r/{sr.name}/",
        "user_can_crosspost": True,
        "user_is_subscriber": world.is_moderator(user, sr.name),
        "whitelist_status": None,
    }


def removal_reason(r: RemovalReason) -> Json:
    """Write one removal reason."""
    return {"id": r.id, "message": r.message, "title": r.title}


def rule(r: Rule) -> Json:
    """Write one of the subreddit's rules."""
    return {
        "created_utc": r.created_utc,
        "description": r.description,
        "description_html": to_html(r.description),
        "kind": r.kind,
        "priority": r.priority,
        "short_name": r.short_name,
        "violation_reason": r.violation_reason,
    }


def site_rules() -> Json:
    """Write the rules that hold everywhere, in words of our own."""
    harassment = _reason("It insults or threatens somebody")
    spam = _reason("It is unwanted advertising")
    flow = {
        **_reason("It breaks the rules of the whole site"),
        "nextStepHeader": "What is wrong with it?",
        "nextStepReasons": [harassment, spam],
    }
    return {
        "site_rules": [harassment["reasonText"], spam["reasonText"]],
        "site_rules_flow": [flow],
    }


def moderator(m: Moderator, world: World) -> Json:
    """Write one moderator with their permissions."""
    return {
        "date": m.added_utc,
        "id": account_fullname(m.name, world),
        "mod_permissions": list(m.permissions),
        "name": m.name,
    }


def relation(r: Relation, world: World) -> Json:
    """Write one person on a list; bans carry the moderators' note."""
    row: Json = {
        "date": r.created_utc,
        "id": account_fullname(r.user, world),
        "name": r.user,
    }
    if r.kind in {"banned", "wikibanned"}:
        row["note"] = r.note
    return row


def flair_template(t: FlairTemplate, *, link: bool) -> Json:
    """Write a ready-made flair."""
    row: Json = {
        "allowable_content": "all",
        "background_color": t.background_color,
        "css_class": t.css_class,
        "id": t.id,
        "max_emojis": 10,
        "mod_only": t.mod_only,
        "richtext": [],
        "text": t.text,
        "text_color": t.text_color,
        "text_editable": t.text_editable,
        "type": "text",
    }
    return row if link else {**row, "override_css": False}


def new_flair_template(t: FlairTemplate, *, link: bool) -> Json:
    """Write a flair just made; here alone Reddit writes its keys in camel case."""
    return {
        "allowableContent": "all",
        "backgroundColor": t.background_color,
        "cssClass": t.css_class,
        "flairType": "LINK_FLAIR" if link else "USER_FLAIR",
        "id": t.id,
        "maxEmojis": 10,
        "modOnly": t.mod_only,
        "overrideCss": False,
        "richtext": [],
        "text": t.text,
        "textColor": t.text_color,
        "textEditable": t.text_editable,
        "type": "text",
    }


def user_flair(f: UserFlair) -> Json:
    """Write the flair somebody carries."""
    return {"flair_css_class": f.css_class, "flair_text": f.text, "user": f.user}


def account_fullname(name: str, world: World) -> str:
    """An account's full name; made up for those that never signed up here."""
    user = world.user(name)
    return user.fullname if user else "t2_0"


def _about_the_viewer(sr: Subreddit, world: World, viewer: str | None) -> Json:
    known = world.user(viewer) is not None
    answers = {
        "user_is_banned": sr.related("banned", viewer) is not None,
        "user_is_contributor": sr.related("contributor", viewer) is not None,
        "user_is_moderator": sr.moderator(viewer) is not None,
        "user_is_muted": sr.related("muted", viewer) is not None,
        "user_is_subscriber": sr.moderator(viewer) is not None,
    }
    return {key: answer if known else None for key, answer in answers.items()}


def _reason(text: str) -> Json:
    return {"reasonText": text, "reasonTextToShow": text}
