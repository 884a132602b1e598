"""The gateway against a Reddit that really answers over HTTP."""
