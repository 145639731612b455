"""What the records ask for: each app says it here, and the desk of the back office shows it."""
