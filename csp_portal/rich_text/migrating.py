"""For migrations: turn the plain text that is stored in a field into paragraphs, and back."""

from collections.abc import Callable
from typing import Any

from django.db.migrations.operations import RunPython

from csp_portal.rich_text.cleaning import clean, paragraphs
from csp_portal.rich_text.words import as_written, readable_text


def plain_text_to_paragraphs(model: str, *names: str) -> RunPython:
    """Return the operation that makes rich texts of the fields ``names`` of "app.Model".

    Nothing in the plain text is taken for a mark. Backwards, marks become what a mail shows.
    """
    return RunPython(
        _rewriting(model, names, lambda text: clean(paragraphs(text))),
        _rewriting(model, names, back_to_plain),
    )


def back_to_plain(text: str) -> str:
    """Return the plain text that paragraphs were made of, or what a mail would show."""
    written = as_written(text)
    return readable_text(text) if written == text else written


def _rewriting(
    model: str, names: tuple[str, ...], rewrite: Callable[[str], str]
) -> Callable[[Any, Any], None]:
    def run(apps: Any, _editor: Any) -> None:
        rows = apps.get_model(model)._base_manager.all()
        for pk, *texts in rows.values_list("pk", *names).iterator():
            written = [rewrite(text) for text in texts]
            if written != texts:
                rows.filter(pk=pk).update(**dict(zip(names, written, strict=True)))

    return run
