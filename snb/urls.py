from django.urls import path

from snb import action_log, following, printing, views

app_name = "snb"
urlpatterns = [
    path("snb/", views.board, name="board"),
    path("snb/add-to-calendar/", following.add_to_calendar, name="add_to_calendar"),
    path("snb/meetings.ics", following.calendar, name="calendar"),
    path("snb/notices.atom", following.notice_feed, name="notice_feed"),
    path("snb/meetings/", views.meeting_list, name="meeting_list"),
    path("snb/meetings/<slug:slug>/", views.meeting_detail, name="meeting_detail"),
    path(
        "snb/meetings/<slug:slug>/calendar.ics", following.meeting_calendar, name="meeting_calendar"
    ),
    path("snb/meetings/<slug:slug>/poster.pdf", printing.meeting_poster, name="meeting_poster"),
    path(
        "snb/meetings/<slug:slug>/poster-large-print.pdf",
        printing.meeting_large_poster,
        name="meeting_large_poster",
    ),
    path("snb/actions/", action_log.action_list, name="action_list"),
    path("boards/", views.board_list, name="board_list"),
    path("boards/notices.atom", following.all_notices_feed, name="all_notices_feed"),
    path("boards/<slug:board>/", views.board_detail, name="board_detail"),
    path(
        "boards/<slug:board>/add-to-calendar/",
        following.add_to_calendar,
        name="board_add_to_calendar",
    ),
    path("boards/<slug:board>/meetings.ics", following.calendar, name="board_calendar"),
    path("boards/<slug:board>/notices.atom", following.notice_feed, name="board_notice_feed"),
    path("boards/<slug:board>/meetings/", views.board_meeting_list, name="board_meeting_list"),
    path("boards/<slug:board>/actions/", action_log.board_action_list, name="board_action_list"),
    path(
        "boards/<slug:board>/meetings/<slug:slug>/",
        views.board_meeting_detail,
        name="board_meeting_detail",
    ),
    path(
        "boards/<slug:board>/meetings/<slug:slug>/calendar.ics",
        following.board_meeting_calendar,
        name="board_meeting_calendar",
    ),
    path(
        "boards/<slug:board>/meetings/<slug:slug>/poster.pdf",
        printing.board_meeting_poster,
        name="board_meeting_poster",
    ),
    path(
        "boards/<slug:board>/meetings/<slug:slug>/poster-large-print.pdf",
        printing.board_meeting_large_poster,
        name="board_meeting_large_poster",
    ),
]
