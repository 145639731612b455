"""When the list of what changed changes by itself, and what the worker does for publishing."""

from datetime import timedelta

from csp_portal.personal_data.records import accidental_personal_data
from csp_portal.publishing.checklist import register_remarks
from csp_portal.publishing.models import Publishable
from csp_portal.publishing.moments import register_moment
from csp_portal.publishing.scheduling import carry_out_due
from csp_portal.worker.ticks import register_tick


def personal_data_remarks(record: Publishable) -> list[str]:
    """Ask about what looks like somebody's address or number, which nobody meant to publish."""
    return [
        f"{finding.label}: “{finding.text}” looks like personal data. May everybody read it?"
        for finding in accidental_personal_data(record)
    ]


register_remarks(personal_data_remarks)
register_moment("publishing.ChangeNote", field="noted_at")
# Often enough that what is set for a minute has happened when the minute is over.
register_tick("Publish and withdraw at set times", carry_out_due, every=timedelta(seconds=15))
