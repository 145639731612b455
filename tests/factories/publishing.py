"""People with a role, and records that stand in one of the states."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group

from csp_portal.accounts.models import User
from csp_portal.publishing.drafts import draft_of, open_draft
from csp_portal.publishing.models import ChangeNote, Draft, Publishable, State
from csp_portal.publishing.services import note_work
from csp_portal.publishing.workflow import Word, make_move
from csp_portal.roles import OFFICER
from partnership.models import GlossaryEntry
from tests.factories import LONG_AGO
from tests.factories.partnership import make_glossary_entry

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORD = Word(note="For all.", comment="Please look.", due_at=AT + timedelta(days=1))
ADMINISTRATOR = "administrator"


def person(role: str) -> User:
    """A new member of ``role``."""
    name = f"{role}-{User.objects.count()}"
    user: User = User.objects.create_user(
        username=name, is_staff=True, is_superuser=role == ADMINISTRATOR
    )
    user.groups.set(Group.objects.filter(name=role))
    return user


def in_state(state: str, make: Any = make_glossary_entry) -> Any:
    """A record that stands in ``state``, written by an officer."""
    was_public = state in {State.PUBLISHED, State.WITHDRAWN}
    record = make(state=state, published_at=LONG_AGO if was_public else None)
    draft = note_work(record, by=person(OFFICER), at=AT)
    draft.state = State.DRAFT if was_public else state
    draft.save()
    if state == State.PUBLISHED:
        draft.delete()
    return record


def with_draft_in(state: str) -> GlossaryEntry:
    """A public word with a draft of changes that stands in ``state``."""
    entry = make_glossary_entry(meaning="Old.")
    with open_draft(entry, by=person(OFFICER), at=AT) as session:
        GlossaryEntry.objects.update(meaning="New.", edition=1)
        session.is_saved = True
    Draft.objects.update(state=state)
    return entry


def make_step(record: Publishable, name: str, *, by: User, word: Word = WORD) -> None:
    """Make a move as somebody who has just read the record."""
    draft = draft_of(record)
    seen = draft.edition if draft and draft.data else type(record)._default_manager.get().edition
    make_move(record, name, by=by, at=AT, seen_edition=seen, word=word)


def make_note(**fields: Any) -> ChangeNote:
    """A note on what changed, said long ago unless told otherwise."""
    defaults = {"title": "Plan", "path": "", "text": "New aim.", "noted_at": LONG_AGO}
    return ChangeNote.objects.create(**defaults | fields)
