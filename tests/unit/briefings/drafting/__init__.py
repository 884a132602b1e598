"""Tests of drafts of briefings."""
