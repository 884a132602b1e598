"""The rules language as its models say it: a JSON Schema, and a page to read."""

from civilbot.rules_reference.page import reference
from civilbot.rules_reference.schema import schema, schema_text

__all__ = ["reference", "schema", "schema_text"]
