"""The words that stand for a record in a file: a slug, or "plan/priority"."""

from typing import Any

from django.core.exceptions import ValidationError

from csp_portal.sheets.cells import QUOTED, quoted
from csp_portal.suggestions import suggestion

# To look for a near word takes long: after so many unknown ones there is something else wrong.
MOST_SUGGESTIONS = 50


class Names:
    """The records of one kind by the words that stand for them, read in one query."""

    def __init__(self, model: Any, lookups: tuple[str, ...]) -> None:
        rows = model._default_manager.order_by().values_list("pk", *lookups)
        self._noun = str(model._meta.verbose_name)
        self._words = {pk: "/".join(map(str, words)) for pk, *words in rows}
        self._keys = {word: pk for pk, word in self._words.items()}
        self._unknown: dict[str, str] = {}

    def word(self, pk: Any) -> str:
        """Return the word for the record with a key; nothing for none."""
        return self._words.get(pk, "")

    def key(self, word: str) -> Any:
        """Return the key of the record that a word stands for, or None."""
        return self._keys.get(word)

    def find(self, word: str) -> Any:
        """Return the key of the record; raises ValidationError with the nearest word there is."""
        if word not in self._keys:
            raise ValidationError(f"There is no {self._noun} {quoted(word)}{self._near(word)}.")
        return self._keys[word]

    def _near(self, word: str) -> str:
        if word not in self._unknown and len(self._unknown) < MOST_SUGGESTIONS:
            self._unknown[word] = suggestion(word[:QUOTED], self._keys)
        return self._unknown.get(word, "")
