"""Second opinions, asked of a small server on this machine."""
