"""Tests of what moderators write on their wiki."""
