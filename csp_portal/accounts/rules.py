"""When a session of a member of staff is over."""

from datetime import datetime, timedelta

# Nobody works longer than this without signing in again, whatever they do meanwhile.
LONGEST_SESSION = timedelta(hours=12)
# Whoever may change accounts is signed out after so long without a click.
LONGEST_PAUSE = timedelta(minutes=30)
# Within this time of signing in, nobody has to say again who they are.
FRESH = timedelta(minutes=10)


def is_over(
    *, signed_in_at: datetime, seen_at: datetime, now: datetime, has_pause_limit: bool
) -> bool:
    """Whether the session has lasted too long, or has rested too long where that counts."""
    if now - signed_in_at >= LONGEST_SESSION:
        return True
    return has_pause_limit and now - seen_at >= LONGEST_PAUSE
