"""The back office of meetings, their agendas, minutes and venues."""

from snb.admin import agenda, meetings, venues

__all__ = ["agenda", "meetings", "venues"]
