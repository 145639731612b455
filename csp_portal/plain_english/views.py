"""Advice while somebody types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from csp_portal.plain_english.advice import advice_on, words_known_to


@require_POST
def advise_on_typed(request: HttpRequest) -> HttpResponse:
    """Return the advice on the text that was sent, as the box under its field holds it."""
    text = request.POST.get("text", "")
    advice = advice_on(text, known=words_known_to(request))
    return render(request, "plain_english/advice.html", {"advice": advice})
