"""The back office of meetings, their agendas, minutes, notices and venues."""

from snb.admin import agenda, meetings, minutes, notices, venues

__all__ = ["agenda", "meetings", "minutes", "notices", "venues"]
