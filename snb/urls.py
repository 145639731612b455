from django.urls import path

from snb import action_log, views

app_name = "snb"
urlpatterns = [
    path("snb/", views.board, name="board"),
    path("snb/meetings/", views.meeting_list, name="meeting_list"),
    path("snb/meetings/<slug:slug>/", views.meeting_detail, name="meeting_detail"),
    path("snb/actions/", action_log.action_list, name="action_list"),
    path("boards/", views.board_list, name="board_list"),
    path("boards/<slug:board>/", views.board_detail, name="board_detail"),
    path("boards/<slug:board>/meetings/", views.board_meeting_list, name="board_meeting_list"),
    path("boards/<slug:board>/actions/", action_log.board_action_list, name="board_action_list"),
    path(
        "boards/<slug:board>/meetings/<slug:slug>/",
        views.board_meeting_detail,
        name="board_meeting_detail",
    ),
]
