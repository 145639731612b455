"""Lists to choose records from, which look up nothing that cannot be a key."""

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.forms import CheckboxSelectMultiple

# No database here has keys of more digits.
LONGEST_KEY = 18
NOTHING_CHOSEN = "- Select an option -"


def could_be_key(value: Any) -> bool:
    """Whether the database can look a record up by ``value``, as it was sent by a browser."""
    text = str(value)
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY


class RecordSelect(AutocompleteSelect):
    """One record, found by typing a part of its name."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """Return the chosen record as an option; nothing for what no browser would send.

        Django looks every sent value up when it shows a refused form again, and fails on a word.
        """
        keys = [one for one in value if one == "" or could_be_key(one)]
        return super().optgroups(name, keys, attr)

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> Any:
        """Return an option with a name: Django's empty one has none, and HTML asks for one."""
        return super().create_option(name, value, label or NOTHING_CHOSEN, *args, **kwargs)


class RecordSelectMultiple(AutocompleteSelectMultiple):
    """Several records, each found by typing a part of its name."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> Any:
        """Leave out the cross that removes all: it breaks the list for screen readers."""
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return attrs | {"data-allow-clear": "false"}

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """Return the chosen records as options; nothing for what no browser would send."""
        return super().optgroups(name, [one for one in value if could_be_key(one)], attr)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was chosen; SQLite fails on a number too long for a key, not on a word."""
        sent = super().value_from_datadict(data, files, name)
        return [one if len(one) <= LONGEST_KEY else "That" for one in map(str, sent)]


class RecordCheckboxes(CheckboxSelectMultiple):
    """Several records, each with a box to tick.

    A list to hold Ctrl over is hard to use with a keyboard or a screen reader.
    """

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was ticked; SQLite fails on a number too long for a key, not on a word."""
        sent = super().value_from_datadict(data, files, name)
        return [one if len(one) <= LONGEST_KEY else "That" for one in map(str, sent)]
