from django.urls import path

from partnership import views

app_name = "partnership"
urlpatterns = [
    path("partnership/", views.overview, name="overview"),
    path("partnership/members/", views.member_list, name="member_list"),
    path("partnership/members/<slug:slug>/", views.member_detail, name="member_detail"),
    path("partnership/duties/", views.duty_list, name="duty_list"),
    path("partnership/duties/<slug:slug>/", views.duty_detail, name="duty_detail"),
]
