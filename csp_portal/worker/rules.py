"""When something is due, lost, or not worth another try; plain times, no database."""

from datetime import datetime, timedelta

# A task is given up when so many workers died over it.
MOST_CLAIMS = 3


def is_due(last_run_at: datetime | None, *, every: timedelta, at: datetime) -> bool:
    """Whether something that runs ``every`` so often is to run at the moment ``at``.

    A last run in the future means that the clock was set back. It counts like one in the
    past, so nothing waits for the old time to come again, and two machines whose clocks
    differ by a second do not run everything twice.
    """
    return last_run_at is None or abs(at - last_run_at) >= every


def pause_before(attempt: int, *, base: timedelta) -> timedelta:
    """Return how long to wait before ``attempt``, the second being the first to wait.

    Each pause is twice as long as the one before.
    """
    doublings = attempt - 2
    return base * (1 << doublings)


def is_given_up(claims: int) -> bool:
    """Whether a task that was lost after so many claims is not to be tried again."""
    return claims >= MOST_CLAIMS
