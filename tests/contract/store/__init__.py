"""The store keeps the same promises on SQLite and on PostgreSQL."""
