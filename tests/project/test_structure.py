"""The project looks at itself: migrations, templates, decisions, factories, admin."""

import re
from operator import attrgetter
from pathlib import Path

import allauth
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.core.management import call_command
from django.db.models import UniqueConstraint

from csp_portal.publishing.models import Publishable
from csp_portal.publishing.triggers import CONTENT_APPS, content_tables

ROOT = settings.BASE_DIR
OWN_APPS = (*CONTENT_APPS, "accounts", "audit", "content", "worker", "mail")
# Rendered by Django itself or by name only.
NAMED_BY_DJANGO = {"404.html"}
NAMED_BY_ALLAUTH = {"429.html"}
# Rows that are edited inside their parent, or written by a machine.
WITHOUT_OWN_ADMIN = {
    "publishing.ContentVersion": "written by the database's own triggers",
    "accounts.Invitation": "kept on the page of the person it is for",
    "accounts.CacheEntry": "written by Django's cache",
    "content.LoadedSet": "the loader's ledger",
    "content.LoadedRecord": "the loader's ledger",
    "publishing.Version": "looked through and brought back on the history page of its record",
    "publishing.EditingVisit": "written when a form is opened; the form tells of it",
}
# Tables of these apps in which the public reads nothing.
NOT_READ_BY_THE_PUBLIC = {
    "publishing_contentversion",
    "publishing_approvalrule",
    "publishing_draft",
    "publishing_draft_authors",
    "publishing_editingvisit",
    "publishing_plannedmove",
    "publishing_publicationevent",
    "publishing_version",
}


def own_models():
    return [model for label in OWN_APPS for model in apps.get_app_config(label).get_models()]


def unique_together(model):
    """The fields of which no two rows of a model have the same, as sets of names."""
    total = [set(one.fields) for one in model._meta.constraints if is_for_every_row(one)]
    return [*total, *({field.name} for field in model._meta.fields if field.unique), {"pk"}]


def is_for_every_row(constraint):
    return isinstance(constraint, UniqueConstraint) and constraint.condition is None


def source_texts():
    folders = ("csp_portal", "partnership", "priorities", "snb", "consultations", "templates")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    return {path: path.read_text() for path in files if path.suffix in {".py", ".html", ".txt"}}


def templates_of_allauth():
    """The names under which the sign-in library asks for its pages; ours take their place."""
    folder = Path(allauth.__file__).parent / "templates"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


def unused_templates():
    everything = "\n".join(source_texts().values())
    folder = ROOT / "templates"
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    own = {name for name in names if not name.startswith("admin/")} - NAMED_BY_DJANGO
    own -= NAMED_BY_ALLAUTH | templates_of_allauth()
    return {name for name in own if f'"{name}"' not in everything}


def templates_with_inline_code():
    pattern = re.compile(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=")
    html = {path: text for path, text in source_texts().items() if path.suffix == ".html"}
    return [str(path) for path, text in html.items() if pattern.search(text)]


def models_without_admin():
    registered = admin.site._registry
    inlines = {inline.model for shown in registered.values() for inline in shown.inlines}
    return {model._meta.label for model in own_models() if model not in {*registered, *inlines}}


def publishable_models():
    return [model for model in apps.get_models() if issubclass(model, Publishable)]


def models_without_address():
    shown_by_others = [m for m in publishable_models() if m.is_supporting]
    own = set(publishable_models()) - set(shown_by_others)
    return {m._meta.label for m in own if not hasattr(m, "get_absolute_url")}


def tables_of_content():
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table for model in models if model._meta.app_label in CONTENT_APPS}


def unguarded_text_fields():
    models = [m for label in CONTENT_APPS for m in apps.get_app_config(label).get_models()]
    fields = [field for model in models for field in model._meta.fields if not field.choices]
    return [str(field) for field in fields if type(field).__name__ in {"CharField", "TextField"}]


def decision_pages():
    return sorted((ROOT / "docs" / "decisions").glob("0*.md"))


def committed_text(*names):
    return "\n".join((ROOT / name).read_text() for name in names)


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_template_is_used():
    assert unused_templates() == set()


def test_no_template_holds_inline_style_or_script():
    assert templates_with_inline_code() == []


def test_every_model_can_be_kept_in_the_back_office():
    assert models_without_admin() == set(WITHOUT_OWN_ADMIN)


def test_every_public_record_has_an_address_or_a_place():
    assert models_without_address() == {"partnership.Helpline"}


def test_every_table_of_content_moves_the_validators():
    assert tables_of_content() - set(content_tables()) == NOT_READ_BY_THE_PUBLIC


def test_every_text_field_of_content_refuses_control_characters():
    assert unguarded_text_fields() == [
        "publishing.ContentVersion.token",
        "priorities.StrategicAssessment.years",
        "priorities.AnnualReport.years",
    ]


def test_decisions_are_numbered_without_gaps():
    numbers = list(map(lambda page: int(page.name[:4]), decision_pages()))  # noqa: C417 - no branch

    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("page", decision_pages(), ids=attrgetter("stem"))
def test_decision_is_listed_and_titled_by_its_number(page):
    assert page.read_text().startswith(f"# {page.name[:4]} ")
    assert f"({page.name})" in committed_text("docs/decisions/README.md")


@pytest.mark.parametrize(
    "name",
    [
        "partnership",
        "priorities",
        "snb",
        "consultations",
        "csp_portal/accounts",
        "csp_portal/audit",
        "csp_portal/retention",
        "csp_portal/documents",
    ],
)
def test_every_app_has_a_short_readme(name):
    lines = (ROOT / name / "README.md").read_text().splitlines()

    assert 10 <= len(lines) <= 40


def test_readme_names_only_commands_that_exist():
    targets = set(re.findall(r"^([a-z][a-z-]*):", committed_text("Makefile"), re.M))
    named = set(re.findall(r"`make ([a-z][a-z-]*)", committed_text("README.md")))

    assert {"serve", "test"} <= named <= targets


def test_forbidden_file_names_do_not_occur():
    stems = set(map(attrgetter("stem"), source_texts()))

    assert stems & {"utils", "helpers", "common", "core", "misc"} == set()


@pytest.mark.parametrize("host", ["pypi" + ".org", "python" + "hosted", "registry." + "npmjs"])
def test_no_file_names_a_package_index(host):
    files = ("requirements.txt", "requirements-dev.txt", "Makefile", ".ci/run", ".ci/checks.py")

    assert host not in committed_text(*files)


def test_rows_of_equal_rank_never_change_places():
    ordered = {
        model._meta.label: {str(name).removeprefix("-") for name in model._meta.ordering}
        for model in own_models()
        if model._meta.ordering and not model._meta.proxy
    }
    unique = {model._meta.label: unique_together(model) for model in own_models()}

    loose = [label for label, by in ordered.items() if not any(s <= by for s in unique[label])]

    assert len(ordered) > 30
    assert loose == []
