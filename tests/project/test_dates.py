"""Days and times are told to people through one module; machines have their own formats."""

import re

from django.conf import settings
from django.contrib import admin
from django.db.models import DateTimeField

from csp_portal.dates.columns import WordedMoments

FOLDERS = ("csp_portal", "partnership", "priorities", "snb", "consultations", "templates")
THE_ONE_PLACE = settings.BASE_DIR / "csp_portal" / "dates"
# Files that write a date for a machine, and for which one.
FOR_MACHINES = {
    "csp_portal/audit/exports.py": "a spreadsheet, which sorts it as text",
    "csp_portal/calendars/rules/writing.py": "calendar programs",
    "csp_portal/feeds/atom.py": "feed readers, in an identifier",
    "csp_portal/pages/well_known.py": "whoever reads security.txt by program",
}
WRITES_A_DATE = re.compile(
    r"strftime\(|\bdate_format\(|\btime_format\(|\bdateformat\b|\bhumanize\b"
    r"|\{[^{}\"]*:%[^{}]*\}"  # such as {day:%B %Y}
)
# The filters of Django, with their format; "c" is the one of the attribute datetime.
DATES_OF_DJANGO = re.compile(
    r"""\|\s*(?:date|time)\b(?!:["']c["'])|\|\s*(?:timesince|timeuntil|natural\w+)|\{%-?\s*now\b"""
)


def sources(*suffixes):
    """Return the text of each file of ours with one of the suffixes, by its path."""
    paths = [path for folder in FOLDERS for path in (settings.BASE_DIR / folder).rglob("*")]
    chosen = [path for path in paths if path.suffix in suffixes and "migrations" not in path.parts]
    return {
        path.relative_to(settings.BASE_DIR).as_posix(): path.read_text(encoding="utf-8")
        for path in chosen
        if THE_ONE_PLACE not in path.parents
    }


def with_match(pattern, texts):
    """Return the paths of the texts in which the pattern occurs."""
    return {path for path, text in texts.items() if pattern.search(text)}


def columns_with_moments(model, model_admin):
    """Return the fields with a moment that the list of a model shows as Django would."""
    fields = {field.name for field in model._meta.fields if isinstance(field, DateTimeField)}
    return fields & set(model_admin.list_display)


def lists_in_formats_of_django():
    """Return the labels of the lists whose moments do not go through the one module."""
    return {
        model._meta.label
        for model, model_admin in admin.site._registry.items()
        if columns_with_moments(model, model_admin) and not isinstance(model_admin, WordedMoments)
    }


def test_what_is_sought_is_found():
    assert WRITES_A_DATE.search('f"{day:%B %Y}"')
    assert WRITES_A_DATE.search("day.strftime(")
    assert DATES_OF_DJANGO.search('{{ day|date:"j F Y" }}')
    assert DATES_OF_DJANGO.search("{{ day|time }}")
    assert not DATES_OF_DJANGO.search("{{ day|date:'c' }}{{ field|date_boxes }}")


def test_no_module_outside_the_one_words_a_date():
    assert with_match(WRITES_A_DATE, sources(".py")) == set(FOR_MACHINES)


def test_no_template_words_a_date_by_itself():
    assert with_match(DATES_OF_DJANGO, sources(".html", ".txt", ".xml")) == set()


def test_every_list_of_the_back_office_tells_moments_in_words():
    assert lists_in_formats_of_django() == set()
