"""Following references on a server of our own."""
