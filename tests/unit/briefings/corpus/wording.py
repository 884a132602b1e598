"""Words that take a side, and words that nobody reads."""

from tests.unit.briefings.corpus.case import BOTH, SUMMARY, VOTE, case

WORDING = (
    case(
        "a judging word in the summary",
        "loaded-word",
        ("the council voted to close", "the reckless council voted to close"),
    ),
    case(
        "a judging word in one case",
        "loaded-word",
        ("- Two shops moved", "- Shamefully, two shops moved"),
        ("Shamefully", "In a disgraceful summer"),
    ),
    case(
        "a word that urges",
        "loaded-word",
        (VOTE, "Obviously the vote was 18 to 13."),
    ),
    case(
        "a name that only opponents use",
        "loaded-word",
        (SUMMARY, "Eco-nuts asked for it, and the traders' guild is against it."),
    ),
    case(
        "a title that takes a side",
        "loaded-word",
        ("title: The centre of Brinkhaven", "title: The absurd centre of Brinkhaven"),
    ),
    case(
        "what everybody knows",
        "unnamed-authority",
        (BOTH, "It is well known that both sides ask for more buses."),
    ),
    case(
        "experts without a name",
        "unnamed-authority",
        (BOTH, "Experts agree that both sides need more buses."),
    ),
    case(
        "shouting",
        "shouting",
        (VOTE, "The vote was 18 to 13!!"),
    ),
    case(
        "capitals",
        "shouting",
        (VOTE, "The vote was VERY CLOSE with 18 to 13."),
    ),
    case(
        "words of six syllables",
        "hard-to-read",
        (
            VOTE,
            (
                "Notwithstanding considerable organisational complications, the"
                " municipal"
                " administration's representatives unequivocally prioritised"
                " interdisciplinary sustainability considerations, institutionalising"
                " participatory implementation methodologies."
            ),
        ),
        (
            BOTH,
            (
                "Intermunicipal transportation authorities characteristically"
                " operationalise multidimensional accessibility requirements,"
                " necessitating"
                " comprehensive infrastructural reconfiguration."
            ),
        ),
        (
            SUMMARY,
            (
                "Organisational representatives communicated irreconcilable"
                " preferences regarding accessibility, sustainability and"
                " profitability."
            ),
        ),
    ),
    case(
        "a sentence without an end",
        "long-sentence",
        (
            VOTE,
            (
                "The vote was 18 to 13, after a debate of five hours in which the"
                " mayor,"
                " the parents, the guild, the bus company, two schools and the"
                " police were"
                " heard, and at the end of which the left, the greens and one of the"
                " two"
                " free members voted for it, and the others did not."
            ),
        ),
    ),
)
