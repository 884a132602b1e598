"""How Reddit's limits, answers and errors are understood."""
