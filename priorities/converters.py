"""The years in addresses."""


class Years:
    """A financial year, or one calendar year: 2021-22 or 2011."""

    regex = r"\d{4}(?:-\d{2})?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
