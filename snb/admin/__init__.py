"""The back office of meetings, their agendas, notices and venues."""

from snb.admin import agenda, meetings, notices, venues

__all__ = ["agenda", "meetings", "notices", "venues"]
