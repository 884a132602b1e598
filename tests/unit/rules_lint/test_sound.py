"""What is sound is left in peace: no finding where a rule can well be meant so."""

import pytest

from tests.unit.rules_lint.golden import findings

SOUND = {
    "nothing but a name": "",
    "ranges that touch": """
rules:
  - {name: a, when: {reports: {at_least: 5, at_most: 5}}}
  - {name: b, when: {author: {account_age_days: {above: 1, below: 1.5}}}}
""",
    "an exception that takes some": """
rules:
  - {name: a, when: {title: [coin, token]}, unless: {title: [coin]}}
  - {name: b, when: {title: [coin]}, unless: {title: [coin], link_post: true}}
""",
    "a narrower rule that does more": """
rules:
  - {name: a, when: {title: [coin]}, do: [report]}
  - {name: b, when: {title: [coin], link_post: true}, do: [report, modmail]}
""",
    "a narrower rule that stands first": """
rules:
  - {name: a, when: {title: [coin], link_post: true}}
  - {name: b, when: {title: [coin]}}
""",
    "a narrower rule that goes further": """
rules:
  - {name: a, when: {title: [coin]}, mode: shadow}
  - {name: b, when: {title: [coin], link_post: true}, mode: live}
""",
    "a rule for those whom the wider one spares": """
rules:
  - {name: a, when: {title: [coin]}}
  - {name: b, when: {title: [coin], link_post: true}, exempt: false}
""",
    "a wider rule with an exception of its own": """
rules:
  - {name: a, when: {title: [coin]}, unless: {flair: [Market]}}
  - {name: b, when: {title: [coin], link_post: true}}
""",
    "a rule that looks at other things": """
rules:
  - {name: a, when: {body: [coin]}, on: comment}
  - {name: b, when: {body: [coin]}, on: submission}
""",
    "one finding that is both, beside two that are one each": """
rules:
  - {name: a, when: {found: [threat], aimed_at: [group]}}
  - {name: b, when: {found: [threat]}, any_of: [{aimed_at: [group]}]}
""",
    "case that counts": """
rules:
  - {name: a, when: {title: {words: [coin], case_sensitive: true}}}
  - {name: b, when: {title: [coin]}}
""",
    "moderators, where nobody is exempt": """
exempt: {moderators: false}
rules:
  - {name: a, when: {author: {moderator: true}, body: [coin]}}
""",
    "a nudge that says how to object": """
how_to_object: Write to us.
flags: {actions: [nudge]}
""",
    "replies with briefings, which name modmail themselves": "briefings: {mode: auto}",
    "a regex for empty texts": """
rules:
  - {name: a, on: submission, when: {body: {regex: ['^$']}}}
""",
    "a regex for the title of a comment, which is empty": """
rules:
  - {name: a, on: comment, when: {title: {regex: ['^$']}}}
""",
    "curly quotes within quotes": """
how_to_object: "“Write to us” is our motto"
""",
    "curly quotes at the beginning of a sentence": """
how_to_object: “Write to us” is our motto
""",
    "a site and what is below it": """
rules:
  - {name: a, when: {domain: [example.com, news.example.co.uk, xn--mnchen-3ya.de]}}
""",
    "a rung that looks further back": """
flags:
  escalation:
    - {after: 2, within_days: 7, do: [modmail]}
    - {after: 5, within_days: 30, do: [modmail]}
""",
    "all that may be filled in": """
rules:
  - name: a
    when: {title: [coin]}
    do: [modmail]
    mail: "{author} {kind} {link} {match} {reason} {subreddit} {title} {} { x }"
""",
    "an example of one of the detector's categories": """
tests:
  - {body: You are an idiot., expect: flag, rule: flags.personal_attack}
""",
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND.keys())
def test_what_is_sound_is_left_in_peace(text: str) -> None:
    """A check that cries wolf is switched off."""
    data = f"subreddit: HarbourTown\n{text}".encode()
    assert [str(one) for one in findings(data, "x.yaml")] == []
