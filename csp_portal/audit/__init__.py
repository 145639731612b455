"""The audit log: who did what, when, about whom. Entries are added and never changed."""
