"""How Django itself writes dates and times, such as those in lists of the back office.

Only what differs from Django's own formats for English of Great Britain. These cannot say
"6:30pm": a moment in a list goes through ``MomentColumn`` instead.
"""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, P"
