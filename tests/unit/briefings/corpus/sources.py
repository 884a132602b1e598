"""Claims that rest on nothing, and references that nobody can check."""

from tests.unit.briefings.corpus.case import case

CITATIONS = (
    case(
        "no reference at all",
        "no-sources unknown-source",
        ("sources:\n", "sources: []\nlint:\n  ignore: []\nCUT"),
    ),
    case(
        "a mark that names nothing",
        "unknown-source unused-source",
        ("and two were hit in 2029. [^parents]", "and two were hit in 2029. [^club]"),
        ("ten minutes. [^parents]", "ten minutes. [^trial]"),
        ("against it. [^parents]", "against it. [^trial]"),
    ),
    case(
        "a claim that nobody can check",
        "claim-without-source",
        ("in those weeks. [^count]", "in those weeks."),
    ),
    case(
        "a key point without a source",
        "claim-without-source",
        ("keep their permits. [^trial]", "keep their permits."),
    ),
    case(
        "a reference for show",
        "unused-source",
        ("four weeks. [^trial][^count]", "four weeks. [^trial]"),
        ("in those weeks. [^count]", "in those weeks. [^trial]"),
        ("by a tenth. [^count]", "by a tenth. [^trial]"),
    ),
    case(
        "one side told by the other",
        "wrong-side-source",
        ("and buy less. [^traders]", "and buy less. [^parents]"),
    ),
    case(
        "a letter as a fact",
        "opinion-as-fact",
        ("keep their permits. [^trial]", "keep their permits. [^traders]"),
    ),
    case(
        "all from one publisher",
        "one-publisher",
        ("publisher: Traders' guild", "publisher: Radio Quay"),
        ("publisher: Brinkhaven Gazette", "publisher: Radio Quay"),
    ),
)

REFERENCES = (
    case(
        "no address, and nothing said of it",
        "malformed",
        ("    url: https://quay.example/trial\n", ""),
    ),
    case(
        "no address, and it is said",
        "reference-without-link",
        ("    url: https://quay.example/trial\n", ""),
        ("status: unverified", "status: unlinked"),
    ),
    case(
        "no publisher",
        "malformed",
        ("    publisher: Radio Quay\n", ""),
    ),
    case(
        "no date",
        "reference-without-date",
        (
            (
                "    url: https://guild.example/letter\n    kind: statement\n"
                "    side: against\n    status: copy\n    checked_on: 2031-02-20\n"
            ),
            (
                "    url: https://guild.example/letter\n    kind: statement\n"
                "    side: against\n    status: copy\n"
            ),
        ),
    ),
    case(
        "no status",
        "reference-without-status",
        ("    status: unverified\n", ""),
    ),
    case(
        "verified, but when",
        "verified-without-day",
        (
            "status: verified\n    checked_on: 2031-02-20\n",
            "status: verified\n",
        ),
    ),
    case(
        "checked next year",
        "checked-ahead",
        ("checked_on: 2031-02-20", "checked_on: 2032-02-20"),
    ),
    case(
        "last checked years ago",
        "old-check",
        ("checked_on: 2031-02-20", "checked_on: 2029-02-20"),
    ),
    case(
        "not encrypted",
        "not-https",
        ("https://quay.example", "http://quay.example"),
    ),
    case(
        "one page as two sources",
        "same-address",
        ("https://quay.example/trial", "https://gazette.example/parents/"),
    ),
    case(
        "a broadcaster as an official source",
        "not-official",
        ("kind: news", "kind: official"),
    ),
    case(
        "an encyclopaedia as an official source",
        "not-official",
        ("https://brinkhaven.example/count-2030", "https://en.wikipedia.org/wiki/Bus"),
    ),
    case(
        "official figures from the radio",
        "called-official",
        ("- Two shops moved", "- By official figures two shops moved"),
    ),
    case(
        "official references that are not",
        "called-official",
        (
            "## Call to action",
            "## References\n\nThese are the official references.\n\n## Call to action",
        ),
    ),
    case(
        "a source that calls itself official",
        "called-official",
        (
            "title: What the trial of May 2030 changed",
            "title: Official results of May 2030",
        ),
    ),
)
