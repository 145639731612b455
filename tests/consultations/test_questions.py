"""Findings that officers are asked to look at."""

from datetime import date

import pytest

from consultations.models import Finding
from tests.back_office import found
from tests.factories.consultations import make_finding

pytestmark = pytest.mark.django_db


def test_finding_without_a_response_is_found_by_one_query(officer, django_assert_num_queries):
    finding = make_finding()
    make_finding(response_kind="we_did", response="We did.", responded_on=date(2026, 11, 1))

    with django_assert_num_queries(1):
        assert list(Finding.objects.unanswered()) == [finding]
    assert found(officer, Finding, "answer") == [finding]
