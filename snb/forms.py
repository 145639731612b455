"""Forms of the meetings' pages, public and in the back office."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from csp_portal.fields import no_control_characters
from csp_portal.form_pack.layout import filter_helper
from snb.models import MeetingAccess
from snb.rules.checks import SHORT_NOTICE, Check
from snb.rules.notices import KIND_LABELS, NoticeKind
from snb.services import READ_FIRST, SAY_WHY, Order

MAY_STAY = "I have read this. It may stay as it is."


class MeetingFilterForm(forms.Form):
    """Narrows a list of meetings to a year and to those one may come to."""

    use_required_attribute = False
    helper = filter_helper("Show meetings")

    access = forms.ChoiceField(
        label="Who may come",
        required=False,
        choices=[
            ("", "All meetings"),
            (MeetingAccess.OPEN, "Open to everyone"),
            (MeetingAccess.CLOSED, "Members only"),
        ],
    )

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "All years"), *((str(year), str(year)) for year in years)]
        self.fields["year"] = forms.ChoiceField(label="Year", required=False, choices=choices)
        self.order_fields(["year", "access"])

    @property
    def chosen_year(self) -> int | None:
        """The year asked for; None for all of them or for nonsense."""
        year = self.cleaned_data.get("year") if self.is_valid() else ""
        return int(year) if year else None

    @property
    def chosen_access(self) -> str:
        """Who may come to the meetings asked for; empty for all of them or for nonsense."""
        return self.cleaned_data.get("access", "") if self.is_valid() else ""


class IssueForm(forms.Form):
    """The review page's form: the kind of notice, a tick for each remark, and the reason."""

    # Any kind is taken: whoever comes second is told who was first, not that it is no choice.
    kind = forms.ChoiceField(
        label="Kind of notice",
        choices=[(kind.value, label) for kind, label in KIND_LABELS.items()],
        widget=forms.RadioSelect,
    )
    short_notice_reason = forms.CharField(
        label="Why the notice is short",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        validators=[no_control_characters],
        help_text="Residents read it on the meeting’s page.",
    )
    seen_edition = forms.IntegerField(widget=forms.HiddenInput)
    seen_number = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, kinds: Sequence[NoticeKind], checks: Sequence[Check], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind.value, KIND_LABELS[kind]) for kind in kinds]
        self.fields["kind"].widget.choices = choices
        self.codes = dict.fromkeys(check.code for check in checks if not check.is_error)
        for code in self.codes:
            self.fields[code] = forms.BooleanField(label=MAY_STAY, required=False)
        if SHORT_NOTICE not in self.codes:
            del self.fields["short_notice_reason"]

    def mark_unread(self) -> None:
        """Mark every remark that was not accepted: nobody sends the form once for each."""
        typed = self.cleaned_data
        asked = dict.fromkeys(self.codes, READ_FIRST) | {"short_notice_reason": SAY_WHY}
        unread = {name: asked[name] for name in asked.keys() & typed.keys() if not typed[name]}
        self.add_error(None, ValidationError(unread))

    @property
    def order(self) -> Order:
        """What was ordered; the form must be valid."""
        typed = self.cleaned_data
        return Order(
            kind=NoticeKind(typed["kind"]),
            seen_edition=typed["seen_edition"],
            seen_number=typed["seen_number"],
            short_notice_reason=typed.get("short_notice_reason", ""),
            accepted=frozenset(code for code in self.codes if typed[code]),
        )


class ActionFilterForm(forms.Form):
    """Narrows the list of what was decided to what stands in one way."""

    use_required_attribute = False
    helper = filter_helper("Show actions")

    standing = forms.ChoiceField(
        label="State",
        required=False,
        choices=[
            ("", "All actions"),
            ("open", "Not done yet"),
            ("overdue", "Overdue"),
            ("done", "Done"),
        ],
    )

    @property
    def chosen_standing(self) -> str:
        """How the actions asked for stand; empty for all of them or for nonsense."""
        return self.cleaned_data.get("standing", "") if self.is_valid() else ""
