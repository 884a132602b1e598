"""How the tables came to be, one file for each revision; run by `store.migrate`."""
