"""Whether abuse is still seen in disguise, and honest oddities are left alone."""
