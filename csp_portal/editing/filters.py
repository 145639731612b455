"""Filters that answer a question, such as "which have no source?"."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

# Given the rows of a list and the moment, returns those that answer "yes".
Answer = Callable[[Any, datetime], QuerySet[Any]]


@dataclass(frozen=True)
class Question:
    """A question about the rows of a list, the word for it in the address, and its answer."""

    key: str
    label: str
    answer: Answer


class QuestionFilter(SimpleListFilter):
    """A filter whose choices are questions."""

    title = "what is missing"
    parameter_name = "missing"
    questions: ClassVar[tuple[Question, ...]] = ()

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the questions as choices."""
        return [(question.key, question.label) for question in self.questions]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows that answer the chosen question, or all when none is chosen."""
        for question in self.questions:
            if question.key == self.value():
                return question.answer(queryset, timezone.now())
        return queryset


def what_is_missing(*questions: Question) -> type[QuestionFilter]:
    """Return a filter that asks ``questions``."""
    return type("WhatIsMissing", (QuestionFilter,), {"questions": questions})
