"""What is missing, too much, unfinished, or hidden."""

from tests.unit.briefings.corpus.case import AGAINST, APPEAL, VOTE, case

SHAPE = (
    case(
        "nothing against it",
        "missing-section unused-source",
        (f"## The case against\n\n{AGAINST}\n", ""),
        ("ten minutes. [^parents][^traders]", "ten minutes. [^parents][^count]"),
        ("against it. [^parents][^traders]", "against it. [^trial]"),
    ),
    case(
        "a heading and nothing below",
        "empty-section",
        (AGAINST, ""),
    ),
    case(
        "an appeal for nothing",
        "no-appeal",
        (APPEAL, "- Have a nice day.\n"),
    ),
    case(
        "a campaign",
        "partisan-appeal",
        (APPEAL, APPEAL + "- Vote against the mayor in May.\n"),
    ),
    case(
        "a petition",
        "partisan-appeal",
        (APPEAL, APPEAL + "- Sign the petition of the parents.\n"),
    ),
    case("a user pinged", "ping", (VOTE, "The vote was 18 to 13, says u/ines.")),
    case("a subreddit linked", "ping", (VOTE, "See r/brinkhaven on the vote.")),
    case("a name with an @", "ping", (VOTE, "The vote was 18 to 13 (@ines).")),
    case(
        "a note to the author",
        "left-to-fill",
        (VOTE, "The vote was TBD to 13."),
    ),
    case(
        "a citation that is still needed",
        "left-to-fill",
        (VOTE, "The vote was 18 to 13 [citation needed]."),
    ),
    case(
        "nothing to answer",
        "no-match-example",
        ("match: [Council closes the old town to cars]", "match: []"),
    ),
    case(
        "nothing to leave alone",
        "no-counter-example",
        ("    near: [New parking fees at the harbour]\n", ""),
        ("    unrelated: [A new bakery opens]\n", ""),
    ),
    case("more than people read", "long-read", (VOTE, "MANY 200")),
    case("more than Reddit takes", "too-long", (VOTE, "MANY 400")),
    case("no front matter", "malformed", ("---\nid: car-free-centre", "id: car")),
    case("an unknown heading", "malformed", ("## Key points", "## Bottom line")),
)

SILENCES = (
    case(
        "a rule that does not exist",
        "unknown-rule",
        (
            "topic:\n",
            (
                "lint: {ignore: [{rule: loaded-wrod, why: The word is a quotation.}]}\n"
                "topic:\n"
            ),
        ),
    ),
    case(
        "a rule that cannot be silenced",
        "firm-rule ping",
        (
            "topic:\n",
            "lint: {ignore: [{rule: ping, why: Ines wants to be told.}]}\ntopic:\n",
        ),
        (VOTE, "The vote was 18 to 13, says u/ines."),
    ),
    case(
        "a silence that hides nothing",
        "idle-silence",
        (
            "topic:\n",
            (
                "lint: {ignore: [{rule: shouting, why: It is the name of a band.}]}\n"
                "topic:\n"
            ),
        ),
    ),
)
