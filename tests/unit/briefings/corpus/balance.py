"""One side is longer, bolder, or told by the other."""

from tests.unit.briefings.corpus.case import AGAINST, BOTH, FOR, case

BALANCE = (
    case(
        "one side may, the other does",
        "uneven-hedging",
        (
            FOR,
            (
                "- Closing it might keep children safe on their way to school."
                " [^parents]\n"
                "- Buses could perhaps cross the centre some minutes faster. [^trial]\n"
                "- It may make the market a quieter place in the evening. [^count]\n"
            ),
        ),
    ),
    case(
        "the other side would, if anything",
        "uneven-hedging",
        (
            AGAINST,
            (
                "- It would possibly keep customers from the villages away."
                " [^traders]\n"
                "- Traffic on the ring road could grow by some percent. [^count]\n"
                "- One or two shops would potentially move elsewhere. [^trial]\n"
            ),
        ),
    ),
    case(
        "two of three hoped for, none of the others",
        "uneven-hedging",
        (
            "- During the trial buses crossed the centre four minutes faster.",
            "- Buses are said to have crossed the centre faster in the trial.",
        ),
        (
            "- Noise at the market fell by a third in those weeks.",
            "- Noise at the market seems to have fallen in those weeks.",
        ),
    ),
    case(
        "a maybe in every point, three of them in each of one side",
        "uneven-hedging",
        (
            FOR,
            (
                "- Parents: it could perhaps keep children safe, who might walk."
                " [^parents]\n"
                "- Buses could cross the centre faster, and potentially more often."
                " [^trial]\n"
                "- It may make the market quieter, which might please all. [^count]\n"
            ),
        ),
        (
            AGAINST,
            (
                "- Traders: customers from the villages come by car, and could buy"
                " less. [^traders]\n"
                "- During the trial traffic on the ring road grew by a tenth, and could"
                " grow. [^count]\n"
                "- Two shops moved out of the centre that summer. [^trial]\n"
            ),
        ),
    ),
    case(
        "one side in a paragraph of maybes",
        "uneven-hedging uneven-points",
        (
            FOR,
            (
                "It may keep children safe on their way to school. Buses might cross"
                " the"
                " centre faster. Noise at the market could fall by a third."
                " [^parents][^trial]\n"
            ),
        ),
    ),
    case(
        "one side claims, the other shows",
        "uneven-attribution",
        ("- Parents: children walk", "- Parents claim that children walk"),
        ("- During the trial traffic", "- The count shows that traffic"),
    ),
    case(
        "an alleged gain, a proven loss",
        "uneven-attribution",
        ("- Noise at the market fell", "- Noise at the market allegedly fell"),
        ("- Two shops moved out", "- Leases confirm that two shops moved out"),
    ),
    case(
        "one side gets the room",
        "uneven-length",
        (
            "and buy less. [^traders]",
            (
                "and buy less. The guild asked ninety members: sixty of them sold"
                " less in"
                " those four weeks than in the same weeks of the year before, and"
                " twelve"
                " sold more. [^traders]"
            ),
        ),
    ),
    case(
        "one side twice as long",
        "uneven-length",
        (
            "that summer. [^trial]",
            (
                "that summer. One had sold books there since 1954, the other was a"
                " baker's"
                " with three ovens and eleven people at work. Both owners named the"
                " trial"
                " as one of their reasons, beside the rent, and went to the mall by the"
                " motorway, where parking costs nothing. [^trial]"
            ),
        ),
    ),
    case(
        "three points against two",
        "uneven-points",
        (
            (
                "- During the trial buses crossed the centre four minutes faster."
                " [^trial]\n"
                "- Noise at the market fell by a third in those weeks. [^count]\n"
            ),
            (
                "- During the trial buses crossed the centre four minutes faster,"
                " and noise"
                " at the market fell by a third. [^trial][^count]\n"
            ),
        ),
    ),
    case(
        "three points against one",
        "uneven-points",
        (
            FOR,
            (
                "- Children walk to school there, and two were hit in 2029; buses"
                " crossed"
                " the centre four minutes faster; noise at the market fell by a third."
                " [^parents][^trial]\n"
            ),
        ),
    ),
    case(
        "only one side's letter",
        "uneven-sources",
        ("side: for", "side: neutral"),
        ("against it. [^parents]", "against it. [^trial]"),
        ("ten minutes. [^parents]", "ten minutes. [^trial]"),
    ),
    case(
        "the same sentence on both sides",
        "repeated-sentence",
        (
            "- Two shops moved out of the centre that summer. [^trial]",
            "- Noise at the market fell by a third in those weeks. [^count]",
        ),
    ),
    case(
        "the same sentence, a word changed",
        "repeated-sentence",
        (
            BOTH,
            "During the trial the buses crossed the centre four minutes faster.",
        ),
    ),
)
