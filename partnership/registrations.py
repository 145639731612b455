"""What the partnership gives to publishing: references to boards and duties."""

from datetime import datetime

from csp_portal.publishing.references import Reference, register_reference
from partnership.models import Board, Duty


def find_boards(keys: set[str], at: datetime) -> dict[str, Reference]:
    """Return the public boards among the slugs ``keys``."""
    boards = Board.objects.public(at=at).filter(slug__in=keys)
    return {board.slug: Reference(board.name, board.get_absolute_url()) for board in boards}


def find_duties(keys: set[str], at: datetime) -> dict[str, Reference]:
    """Return the public duties among the slugs ``keys``."""
    duties = Duty.objects.public(at=at).filter(slug__in=keys)
    return {duty.slug: Reference(duty.title, duty.get_absolute_url()) for duty in duties}


register_reference("board", find_boards)
register_reference("duty", find_duties)
