"""Days and times in words for templates; Django turns moments into local time first.

What is not known, such as the last use of a key never used, is told as nothing.
"""

from datetime import date, datetime

from django import template

from csp_portal.dates import words

register = template.Library()


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """Return "10 December 2026"."""
    return words.day_in_words(value) if value else ""


@register.filter(expects_localtime=True)
def clock(value: datetime | None) -> str:
    """Return "6:30pm"."""
    return words.time_in_words(value.time()) if value else ""


@register.filter(expects_localtime=True)
def moment(value: datetime | None) -> str:
    """Return "6:30pm on Tuesday 9 March 2027", to be used inside a sentence."""
    return words.moment_in_words(value) if value else ""


@register.filter(expects_localtime=True)
def day_and_time(value: datetime | None) -> str:
    """Return "9 March 2027, 6:30pm", to be used at the head of a line."""
    return words.day_and_time(value) if value else ""


@register.filter(expects_localtime=True)
def calendar_leaf(value: date) -> words.CalendarLeaf:
    """Return the weekday, day and month of a day, each for itself."""
    return words.CalendarLeaf.of(value)
