"""Shapes of what the real Reddit API answers, and the script that derives them."""
