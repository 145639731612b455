"""What may be uploaded, and how well it works for everybody: pure rules without Django."""
