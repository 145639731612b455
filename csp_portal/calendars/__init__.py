"""Calendar files (RFC 5545, RFC 7986) that every calendar understands."""
