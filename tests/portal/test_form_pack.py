"""The form pack prints what govuk-frontend prints, and its links lead somewhere."""

import re
from datetime import date

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context
from django.template.loader import render_to_string

from csp_portal.form_pack.dates import DayMonthYearField
from csp_portal.form_pack.layout import Fieldset, SubmitButton, filter_helper, submit_helper
from csp_portal.form_pack.templatetags.form_pack import SummaryError, error_summary
from tests.portal.govuk_cases import (
    DATE_NAMES,
    ITEM_NAMES,
    SAME_NAMES,
    cases,
    elements,
    example,
    expected,
    rendered,
)


class VisitForm(forms.Form):
    use_required_attribute = False

    how = forms.ChoiceField(choices=[("bus", "By bus")], widget=forms.RadioSelect)
    what = forms.MultipleChoiceField(
        choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple
    )
    when = DayMonthYearField()
    words = forms.CharField(widget=forms.Textarea)
    agree = forms.BooleanField()

    def clean(self):
        raise ValidationError("We could not save this")


def summary_errors(listed):
    return [SummaryError(error["text"], error.get("href", "")[1:]) for error in listed]


def summary_of(form):
    return render_to_string("portal/error_summary.html", error_summary(form))


@pytest.mark.parametrize(
    ("component", "name"), cases("input", "textarea", "select", "file-upload"), ids=str
)
def test_a_plain_field_has_the_markup_of_govuk_frontend(component, name):
    case = example(component, name)

    html = rendered(component, case["options"])

    assert elements(html, replace=SAME_NAMES) == expected(case)


@pytest.mark.parametrize(("component", "name"), cases("radios", "checkboxes"), ids=str)
def test_a_group_of_choices_has_the_markup_of_govuk_frontend(component, name):
    case = example(component, name)

    html = rendered(component, case["options"])

    assert elements(html, replace=SAME_NAMES + ITEM_NAMES) == expected(case)


@pytest.mark.parametrize(("component", "name"), cases("date-input"), ids=str)
def test_a_date_has_the_markup_of_govuk_frontend(component, name):
    case = example(component, name)

    html = rendered(component, case["options"])

    assert elements(html, replace=SAME_NAMES + DATE_NAMES) == expected(case)


@pytest.mark.parametrize(("component", "name"), cases("error-summary"), ids=str)
def test_the_list_of_errors_has_the_markup_of_govuk_frontend(component, name):
    case = example(component, name)
    errors = summary_errors(case["options"]["errorList"])

    html = render_to_string("portal/error_summary.html", {"errors": errors})

    assert elements(html) == expected(case)


@pytest.mark.parametrize(
    ("name", "button"),
    [
        ("default", SubmitButton("Save and continue")),
        ("secondary", SubmitButton("Secondary button", is_secondary=True)),
        ("prevent double click", SubmitButton("Submit", is_pressed_once=True)),
    ],
    ids=str,
)
def test_a_button_has_the_markup_of_govuk_frontend(name, button):
    case = example("button", name)
    unnamed = {**case, "html": case["html"].replace(' name="secondary"', "")}

    html = button.render(forms.Form(), Context())

    assert elements(html) == expected(unnamed)


def test_a_fieldset_has_the_markup_of_govuk_frontend():
    case = example("fieldset", "styled as medium text")

    html = Fieldset("What is your address?").render(forms.Form(), Context())

    assert elements(html) == expected(case)


def test_every_link_of_the_list_of_errors_leads_to_something_that_can_be_filled_in():
    form = VisitForm({})
    form.helper = submit_helper("Send")

    anchors = re.findall(r'href="#([^"]+)"', summary_of(form))
    page = render_crispy_form(form)

    assert anchors == ["id_how_0", "id_what_0", "id_when_0", "id_words", "id_agree"]
    assert set(anchors) <= set(re.findall(r'<(?:input|textarea)[^>]* id="([^"]+)"', page))


def test_an_error_of_the_whole_form_stands_first_and_has_no_link():
    errors = error_summary(VisitForm({}))["errors"]

    assert errors[0] == SummaryError("We could not save this", "")


def test_a_form_without_errors_has_no_list_of_errors():
    assert summary_of(VisitForm()).strip() == ""


def test_a_posting_form_brings_its_token_and_leaves_checking_to_us():
    form = VisitForm()
    form.helper = submit_helper("Send")

    html = render_crispy_form(form, context={"csrf_token": "token"})

    assert 'method="post"' in html
    assert "novalidate" in html
    assert 'name="csrfmiddlewaretoken" value="token"' in html


def test_a_filter_is_a_get_form_without_a_token():
    form = VisitForm()
    form.helper = filter_helper("Show")

    html = render_crispy_form(form, context={"csrf_token": "token"})

    assert 'method="get"' in html
    assert "csrfmiddlewaretoken" not in html


def test_a_form_with_a_file_can_carry_it():
    class PaperForm(forms.Form):
        paper = forms.FileField()
        helper = submit_helper("Send")

    html = render_crispy_form(PaperForm())

    assert 'enctype="multipart/form-data"' in html


def test_a_date_is_read_from_its_three_boxes():
    form = VisitForm({"when_day": " 1", "when_month": "12", "when_year": "2026"})

    form.is_valid()

    assert form.cleaned_data["when"] == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("", "The date must have a day, a month and a year"),
        ("31", "Enter a real date, such as 27 3 2026"),
        ("x", "Enter a real date, such as 27 3 2026"),
    ],
)
def test_a_date_that_is_no_date_is_refused_in_words(day, message):
    form = VisitForm({"when_day": day, "when_month": "2", "when_year": "2026"})

    assert form.errors["when"] == [message]


def test_a_date_that_is_not_needed_may_stay_empty():
    field = DayMonthYearField(required=False)

    assert field.clean(["", "", ""]) is None
