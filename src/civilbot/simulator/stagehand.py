"""Carries out orders on the simulated Reddit, past its own rules and permissions."""

from typing import TypeVar

from civilbot.errors import BadInput, Place, Problem
from civilbot.simulator import mail, moderating, people, posting, wiki
from civilbot.simulator.community import (
    FlairTemplate,
    RemovalReason,
    Rule,
    Subreddit,
)
from civilbot.simulator.orders import (
    AnswerOrder,
    CommentOrder,
    DeedOrder,
    MessageOrder,
    ModeratorOrder,
    ModmailOrder,
    Origin,
    SubmissionOrder,
    SubredditOrder,
    UserOrder,
    WikiOrder,
)
from civilbot.simulator.records import Conversation, PrivateMessage, User
from civilbot.simulator.settings import BOT_NAME
from civilbot.simulator.things import Comment, Submission, Thing
from civilbot.simulator.world import World

T = TypeVar("T")

AUTOMATIC_MODERATOR = "AutoModerator"


class Unknown(Exception):
    """An order names something that does not exist."""


class Stagehand:
    """Does what is ordered; whoever orders may do everything."""

    def __init__(self, world: World) -> None:
        self._world = world

    def submit(self, order: SubmissionOrder, *, at: float | None = None) -> Submission:
        """Begin a thread."""
        repeated = self._repeated(order.crosspost_of) if order.crosspost_of else None
        draft = posting.SubmissionDraft(
            subreddit=self.subreddit(order.subreddit).name,
            author=order.author,
            title=order.title,
            selftext=order.selftext,
            url=order.url,
            flair_text=order.flair,
            over_18=order.over_18,
            spoiler=order.spoiler,
            crosspost_of=repeated,
        )
        new = posting.submit(self._world, draft, _origin(order, at))
        new.archived, new.locked = order.archived, order.locked
        return new

    def comment(self, order: CommentOrder, *, at: float | None = None) -> Comment:
        """Reply to a thing."""
        parent = self.thing(order.parent)
        origin = _origin(order, at)
        return posting.comment(self._world, parent, order.author, order.body, origin)

    def deed(self, name: str, deed: str, order: DeedOrder) -> Thing:
        """Do something to a thing."""
        thing = self.thing(name)
        match deed:
            case "edit":
                posting.edit(self._world, thing, _required(order.body, "body"))
            case "delete":
                posting.delete(self._world, thing)
            case "report":
                by = _required(order.by, "by")
                posting.report(self._world, thing, by=by, reason=order.reason)
            case "vote":
                thing.score = _required(order.score, "score")
            case "archive":
                thread = thing if isinstance(thing, Submission) else thing.submission
                thread.archived = True
            case _:
                self._moderate(thing, deed, order)
        return thing

    def write_wiki(self, subreddit: str, page: str, order: WikiOrder) -> str:
        """Write a wiki page; gives the revision's id."""
        edit = wiki.PageEdit(
            page=page,
            content=order.content,
            by=people.ensure_user(self._world, order.by).name,
            reason=order.reason,
        )
        return wiki.write_page(self._world, self.subreddit(subreddit), edit).id

    def found(self, order: SubredditOrder) -> Subreddit:
        """Found a subreddit, or change what an existing one is."""
        world = self._world
        made = world.subreddit(order.name)
        made = made or people.found_subreddit(world, order.name, kind=order.type)
        made.type, made.banned = order.type, order.banned
        made.quarantine, made.over18 = order.quarantine, order.over18
        made.title = order.title or made.title
        made.public_description = order.description
        if order.subscribers is not None:
            made.subscribers = order.subscribers
        for moderator in order.moderators:
            if isinstance(moderator, str):
                people.add_moderator(world, made, moderator)
            else:
                self.set_moderator(made.name, moderator)
        for name in order.approved:
            people.relate(world, made, name, "contributor", by=AUTOMATIC_MODERATOR)
        self._furnish(made, order)
        return made

    def set_moderator(self, subreddit: str, order: ModeratorOrder) -> None:
        """Make somebody a moderator, invite them, or let them go."""
        place = self.subreddit(subreddit)
        if order.invited:
            place.invites[order.name.lower()] = tuple(order.permissions)
        elif order.permissions:
            people.add_moderator(self._world, place, order.name, order.permissions)
        else:
            place.moderators.pop(order.name.lower(), None)

    def user(self, order: UserOrder) -> User:
        """Create an account, or change one."""
        user = people.ensure_user(self._world, order.name)
        fields = ("password", "suspended", "comment_karma", "link_karma")
        for field in fields:
            if getattr(order, field) is not None:
                setattr(user, field, getattr(order, field))
        if order.blocked is not None:
            user.blocked = {name.lower() for name in order.blocked}
        if order.deleted:
            people.delete_account(self._world, user)
        return user

    def write_moderators(self, order: ModmailOrder) -> Conversation:
        """Write to a subreddit's moderators, as an ordinary user."""
        author = people.ensure_user(self._world, order.author).name
        return mail.open_conversation(
            self._world,
            self.subreddit(order.subreddit),
            order.subject,
            mail.Letter(author=author, body=order.body),
            participant=author,
        )

    def answer_conversation(self, conversation: str, order: AnswerOrder) -> str:
        """Write in a conversation; gives the message's id."""
        found = self._world.conversations.get(conversation)
        if found is None:
            raise Unknown(f"there is no conversation {conversation}")
        author = people.ensure_user(self._world, order.author).name
        letter = mail.Letter(author=author, body=order.body)
        return mail.add_letter(self._world, found, letter).id

    def send_message(self, order: MessageOrder) -> PrivateMessage:
        """Send a private message."""
        author = people.ensure_user(self._world, order.author).name
        dest = people.ensure_user(self._world, order.to).name
        letter = mail.Letter(author=author, body=order.body)
        envelope = mail.Envelope(dest=dest, subject=order.subject)
        return mail.send_message(self._world, letter, envelope)

    def thing(self, name: str) -> Thing:
        """Find a thing by its full name."""
        found = self._world.things.get(name)
        if found is None:
            raise Unknown(f"there is no thing {name}")
        return found

    def subreddit(self, name: str) -> Subreddit:
        """Find a subreddit by name."""
        found = self._world.subreddit(name)
        if found is None:
            raise Unknown(f"there is no subreddit r/{name} in this world")
        return found

    def _repeated(self, name: str) -> Submission:
        """Find the submission that a crosspost repeats."""
        thing = self.thing(name)
        if not isinstance(thing, Submission):
            raise _wrong("crosspost_of", f"{name} is no submission")
        return thing

    def _moderate(self, thing: Thing, deed: str, order: DeedOrder) -> None:
        world, by = self._world, order.by or self._some_moderator(thing)
        by = people.ensure_user(world, by).name
        match deed:
            case "remove":
                moderating.remove(world, thing, by=by, spam=order.spam)
                self._explain(thing, by, order)
            case "approve":
                moderating.approve(world, thing, by=by)
            case "lock" | "unlock":
                moderating.set_locked(world, thing, by=by, locked=deed == "lock")
            case "ignore_reports" | "unignore_reports":
                ignore = deed == "ignore_reports"
                moderating.set_ignore_reports(world, thing, by=by, ignore=ignore)
            case "distinguish":
                moderating.distinguish(world, thing, by=by, on=True)
            case "flair":
                self._flair(thing, by, order)
            case _:
                raise Unknown(f"nobody can {deed} a thing")

    def _explain(self, thing: Thing, by: str, order: DeedOrder) -> None:
        if order.reason_id or order.note:
            moderating.give_reason(
                self._world, thing, by=by, reason_id=order.reason_id, note=order.note
            )

    def _flair(self, thing: Thing, by: str, order: DeedOrder) -> None:
        if isinstance(thing, Comment):
            raise _wrong("flair", "only submissions carry flair")
        flair = FlairTemplate("", order.body or "")
        moderating.set_link_flair(self._world, thing, flair, by=by)

    def _some_moderator(self, thing: Thing) -> str:
        known = self._world.subreddit_of(thing).moderators
        people_only = [name for name in known if name != BOT_NAME]
        return known[people_only[0]].name if people_only else AUTOMATIC_MODERATOR

    def _furnish(self, made: Subreddit, order: SubredditOrder) -> None:
        world = self._world
        for reason in order.removal_reasons:
            key = world.next_id("reason")
            made.removal_reasons[key] = RemovalReason(key, reason.title, reason.message)
        for rule in order.rules:
            made.rules.append(
                Rule(
                    short_name=rule.short_name,
                    description=rule.description,
                    kind=rule.kind,
                    violation_reason=rule.short_name,
                    created_utc=world.second(),
                    priority=len(made.rules),
                )
            )
        for flair in order.link_flair:
            template = FlairTemplate(
                world.uuid(), flair.text, flair.css_class, mod_only=flair.mod_only
            )
            made.link_templates[template.id] = template
        for page, content in order.wiki.items():
            self.write_wiki(made.name, page, WikiOrder(content=content))


def _origin(order: Origin, at: float | None) -> posting.Origin:
    return posting.Origin(
        created_utc=order.created_utc if order.created_utc is not None else at,
        visible_after_s=order.visible_after_s,
        filtered=order.filtered,
    )


def _required(value: T | None, field: str) -> T:
    if value is None:
        raise _wrong(field, "is needed for this")
    return value


def _wrong(field: str, message: str) -> BadInput:
    return BadInput(Problem(Place(field), message))
