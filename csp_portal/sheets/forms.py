"""The form with which a file is sent."""

from django import forms

from csp_portal.sheets.reading import MOST_BYTES, MOST_ROWS


class UploadForm(forms.Form):
    """One file."""

    use_required_attribute = False

    file = forms.FileField(
        label="File",
        help_text=f"A CSV file of at most {MOST_ROWS:,} rows and {MOST_BYTES // 1024**2} MB.",
        error_messages={
            "required": "Choose a file first.",
            "missing": "Choose a file first.",
            "empty": "The file is empty.",
        },
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
