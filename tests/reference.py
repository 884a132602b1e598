"""What is written from the rules' models: `python -m tests.reference` renews it."""

from pathlib import Path

from civilbot.rules_reference import reference, schema_text

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "rules.md"
SCHEMA = ROOT / "config" / "rules.schema.json"

#: What stands below this in the page is written by the models.
MARK = "<!-- reference -->\n"


def page() -> str:
    """Give the page as it should be: its own words, then the reference."""
    written, _, _ = PAGE.read_text("utf-8").partition(MARK)
    return f"{written}{MARK}\n{reference()}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    SCHEMA.write_text(schema_text(), "utf-8")
