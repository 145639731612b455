"""What the worker does every day for the table of retention."""

from datetime import timedelta

from csp_portal.retention.services import apply_rules
from csp_portal.worker.ticks import register_tick

register_tick("Forget what was kept long enough", apply_rules, every=timedelta(days=1))
