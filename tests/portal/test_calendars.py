"""Calendar files, byte by byte, and as another program reads them."""

import re
from datetime import UTC, datetime, timedelta
from itertools import repeat
from operator import attrgetter, contains
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_portal.calendars.responses import calendar_response
from csp_portal.calendars.rules import Calendar, CalendarEvent, Status, written
from csp_portal.calendars.rules.lines import folded

LONDON = ZoneInfo("Europe/London")
MOMENT = datetime(2026, 12, 10, 18, 30, tzinfo=UTC)
# A character of one, two, three and four octets, an accent of its own, an emoji of seven.
PARTS = ("a", "é", "…", "😀", "e\u0301", "👩🏽\u200d🤝\u200d👩🏻", "\\", "\x08", "\n", ",", " ")
texts = st.lists(st.sampled_from(PARTS) | st.characters(), max_size=120).map("".join)


def event(**fields: Any) -> CalendarEvent:
    defaults: dict[str, Any] = {
        "uid": "one@portal.example",
        "sequence": 1,
        "stamped_at": MOMENT - timedelta(days=30),
        "starts_at": MOMENT,
        "summary": "Open meeting",
    }
    return CalendarEvent(**defaults | fields)


def file_of(*events: CalendarEvent, **fields: Any) -> str:
    return written(Calendar(events=events, **fields)).decode()


def lines_of(*events: CalendarEvent, **fields: Any) -> list[str]:
    return unfolded(file_of(*events, **fields)).split("\r\n")


def unfolded(text: str) -> str:
    return re.sub("\r\n[ \t]", "", text)


def read(*events: CalendarEvent) -> Any:
    (found,) = icalendar.Calendar.from_ical(file_of(*events)).events
    return found


# --- The file ---------------------------------------------------------------------------------


def test_event_is_written_line_by_line():
    full = event(
        ends_at=MOMENT + timedelta(hours=2), created_at=MOMENT - timedelta(days=60),
        description="Come and ask.\nAll are welcome; bring a friend, too.", location="Town Hall",
        url="https://portal.example/m/", online_url="https://online.example/?a=1&b=2",
        categories=("Meeting", "Open, to all"),
    )  # fmt: skip

    assert lines_of(full) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Community safety portal//Meetings//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        "UID:one@portal.example",
        "SEQUENCE:1",
        "DTSTAMP:20261110T183000Z",
        "CREATED:20261011T183000Z",
        "LAST-MODIFIED:20261110T183000Z",
        "DTSTART:20261210T183000Z",
        "DTEND:20261210T203000Z",
        "SUMMARY:Open meeting",
        r"DESCRIPTION:Come and ask.\nAll are welcome\; bring a friend\, too.",
        "LOCATION:Town Hall",
        "URL:https://portal.example/m/",
        'CONFERENCE;VALUE=URI;LABEL="Join online":https://online.example/?a=1&b=2',
        r"CATEGORIES:Meeting,Open\, to all",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_what_is_not_known_has_no_line():
    names = set(map(lambda line: re.split("[:;]", line)[0], lines_of(event())))  # noqa: C417

    assert names.isdisjoint({"DTEND", "DESCRIPTION", "LOCATION", "URL", "CONFERENCE", "CREATED"})


def test_event_without_an_end_says_only_when_it_begins():
    assert "DURATION" not in read(event())
    assert read(event()).start == MOMENT


def test_cancelled_event_takes_nobodys_time():
    lines = lines_of(event(status=Status.CANCELLED))

    assert "STATUS:CANCELLED" in lines
    assert "TRANSP:TRANSPARENT" in lines


def test_calendar_to_subscribe_to_says_what_it_is_and_when_to_ask_again():
    lines = lines_of(
        event(), name="Meetings, all", description="When we meet", colour="teal",
        url="https://portal.example/", source_url="https://portal.example/m.ics",
        ask_again_after=timedelta(hours=1),
    )  # fmt: skip

    assert lines[4:15] == [
        r"NAME:Meetings\, all",
        r"X-WR-CALNAME:Meetings\, all",
        "DESCRIPTION:When we meet",
        "X-WR-CALDESC:When we meet",
        "URL:https://portal.example/",
        "SOURCE;VALUE=URI:https://portal.example/m.ics",
        "LAST-MODIFIED:20261110T183000Z",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "COLOR:teal",
        "BEGIN:VEVENT",
    ]


def test_time_to_ask_again_may_be_a_part_of_an_hour():
    assert "X-PUBLISHED-TTL:PT90M" in lines_of(name="M", ask_again_after=timedelta(minutes=90))


def test_calendar_without_events_holds_the_zone_of_its_times():
    calendar = icalendar.Calendar.from_ical(file_of(name="Meetings"))

    assert calendar.events == []
    assert list(map(attrgetter("tz_name"), calendar.timezones)) == ["Etc/UTC"]


# --- Moments ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("local", "line"),
    [
        (datetime(2026, 1, 20, 18, 30, tzinfo=LONDON), "DTSTART:20260120T183000Z"),
        (datetime(2026, 7, 20, 18, 30, tzinfo=LONDON), "DTSTART:20260720T173000Z"),
        (datetime(2026, 3, 29, 0, 59, 59, 999999, tzinfo=LONDON), "DTSTART:20260329T005959Z"),
        (datetime(2026, 3, 29, 2, 0, tzinfo=LONDON), "DTSTART:20260329T010000Z"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=LONDON), "DTSTART:20261025T003000Z"),
        (datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=LONDON), "DTSTART:20261025T013000Z"),
    ],
    ids=["winter", "summer", "before spring", "after spring", "first 1:30", "second 1:30"],
)
def test_times_are_right_in_both_halves_of_the_year(local, line):
    assert line in lines_of(event(starts_at=local))


@given(st.datetimes(datetime(30, 1, 1), datetime(9000, 1, 1), timezones=st.just(LONDON)))
def test_any_moment_is_read_back_as_it_was(moment):
    whole = moment.astimezone(UTC).replace(microsecond=0)

    assert read(event(starts_at=moment)).start == whole


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_at": datetime(2026, 12, 10)},
        {"stamped_at": datetime(2026, 12, 10)},
        {"ends_at": MOMENT},
        {"ends_at": MOMENT + timedelta(microseconds=5)},
        {"ends_at": MOMENT - timedelta(hours=1)},
    ],
    ids=["naive start", "naive stamp", "no length", "a moment", "before"],
)
def test_event_with_an_impossible_time_cannot_be_made(wrong):
    with pytest.raises(ValueError, match=r"one@portal\.example"):
        event(**wrong)


# --- Texts ------------------------------------------------------------------------------------


@given(texts)
def test_no_text_breaks_the_file(text):
    raw = written(Calendar(events=(event(summary=f"s{text}", description=text, location=text),)))

    assert max(map(len, raw.split(b"\r\n"))) <= 75
    assert re.search(rb"(?<!\r)\n|\r(?!\n)|[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", raw) is None
    assert icalendar.Calendar.from_ical(raw).events[0]["UID"] == "one@portal.example"


@given(st.text(st.sampled_from("aé…😀\\;,: \n\"'"), max_size=200))
def test_text_is_read_back_as_it_was(text):
    assert read(event(summary=f"s{text}"))["SUMMARY"] == f"s{text}"


@given(texts)
def test_folding_cuts_no_character_and_loses_nothing(text):
    line = text.replace("\r", "").replace("\n", "").encode(errors="ignore").decode()
    raw = folded(line)

    assert max(map(len, raw.encode().split(b"\r\n"))) <= 75
    assert unfolded(raw) == f"{line}\r\n"


@pytest.mark.parametrize("whole", ["😀", "e\u0301", "👩🏽\u200d🤝\u200d👩🏻", "\\n"])
@pytest.mark.parametrize("before", range(60, 75))
def test_fold_keeps_together_what_is_one_to_a_reader(whole, before):
    parts = folded("a" * before + whole + "b" * 80).split("\r\n")

    assert any(map(contains, parts, repeat(whole)))


def test_pile_of_accents_longer_than_a_line_is_cut_between_them():
    assert max(map(len, folded("e" + "\u0301" * 100).encode().split(b"\r\n"))) <= 75


def test_line_ends_in_a_text_are_one_escape_each():
    assert r"DESCRIPTION:a\nb\nc d" in lines_of(event(description="a\r\nb\rc\td"))


def test_address_holds_ascii_only():
    address = "https://vale.example/caf\u00e9 a?b=%20,c;d\r\nX:1"

    assert lines_of(event(url=address)).count(
        "URL:https://vale.example/caf%C3%A9%20a?b=%20,c;d%0AX:1"
    )


# --- The answer -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "disposition"),
    [("Meetings", 'inline; filename="m.ics"'), ("", 'attachment; filename="m.ics"')],
    ids=["to subscribe to", "to keep"],
)
def test_calendar_is_sent_as_a_named_calendar_file(name, disposition):
    response = calendar_response(Calendar(name=name), name="m.ics")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == disposition
