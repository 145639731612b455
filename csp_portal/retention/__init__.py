"""How long personal data is kept, and why: one table, applied every day and shown to everybody."""
