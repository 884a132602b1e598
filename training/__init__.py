"""Trains the detector's model from openly licensed texts, step by step, repeatably."""
