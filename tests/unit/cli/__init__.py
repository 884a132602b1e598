"""Tests of the command line, through its commands."""
