"""Posters as the tests set them."""

from dataclasses import replace
from datetime import date
from typing import Any

from csp_portal.posters.text import Line, PosterText

URL = "https://safety.example/snb/meetings/2027-03-09-open-meeting/"
USUAL = PosterText(
    partnership="Example Vale Community Safety Partnership",
    colour="#004f4d",
    board="Safer Neighbourhood Board",
    heading="Open meeting",
    page_words="safety.example/snb/meetings/2027-03-09-open-meeting",
    page_url=URL,
    day="Tuesday 9 March 2027",
    times="6:30pm to 8:30pm",
    place_name="Town Hall",
    place_lines=("1 High Street", "EX1 1EX"),
    join_online="https://meet.example/safer",
    who_may_come="Open to everyone.",
    about=(Line("What was done about burglary."),),
    take_part=(Line("Just come in."), Line("Ask at the meeting", is_point=True)),
    access=(("Way in without steps", "Yes"), ("Hearing loop", "Not known")),
    getting_there=("Bus 145.",),
    contact=("Email: safer@safety.example",),
    notice="Notice 2, issued on 3 February 2027.",
    issued_on=date(2027, 2, 3),
)


def make_poster(**fields: Any) -> PosterText:
    return replace(USUAL, **fields)


def cancelled_poster() -> PosterText:
    return make_poster(
        day="",
        times="",
        is_called_off=True,
        status_word="Cancelled",
        old_when="Tuesday 9 March 2027, 6:30pm to 8:30pm",
    )
