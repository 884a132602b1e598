"""Tests of replaying history."""
