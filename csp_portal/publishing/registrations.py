"""When the list of what changed changes by itself, and what the worker does for publishing."""

from datetime import timedelta

from csp_portal.publishing.moments import register_moment
from csp_portal.publishing.scheduling import carry_out_due
from csp_portal.worker.ticks import register_tick

register_moment("publishing.ChangeNote", field="noted_at")
# Often enough that what is set for a minute has happened when the minute is over.
register_tick("Publish and withdraw at set times", carry_out_due, every=timedelta(seconds=15))
