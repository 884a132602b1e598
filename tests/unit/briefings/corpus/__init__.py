"""A sound briefing about a town that does not exist, and all the ways to spoil it."""
