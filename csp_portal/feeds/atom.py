"""A feed and its entries as plain data, and the file made of them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from csp_portal.addresses import host_name
from csp_portal.characters import without_unseen

# When a feed without entries last changed: it must say some moment, and always the same.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
LANGUAGE = "en-GB"


@dataclass(frozen=True, kw_only=True)
class FeedEntry:
    """Something that was said at a moment; ``paragraphs`` are plain text.

    ``id`` never changes, nor is it used for anything else.
    """

    id: str
    title: str
    url: str
    updated_at: datetime
    paragraphs: tuple[str, ...] = ()
    category: str = ""


@dataclass(frozen=True, kw_only=True)
class Feed:
    """What was said about one matter, the latest first."""

    id: str
    title: str
    subtitle: str
    author: str
    url: str
    feed_url: str
    licence: str = ""
    entries: tuple[FeedEntry, ...] = ()


class AtomFile(Atom1Feed):
    """Django's feed, which says that it changed now while it is empty; this one says "never"."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NEVER


def tag_uri(*parts: str, on: date) -> str:
    """Return an id that is unique in the world and for ever (RFC 4151).

    ``on`` is a day on which the portal had its name: the day of what the id stands for.
    """
    return f"tag:{host_name()},{on:%Y-%m-%d}:{'/'.join(parts)}"


def atom_text(feed: Feed) -> str:
    """Return the feed as a file, without characters that cannot be shown."""
    file = AtomFile(
        title=without_unseen(feed.title),
        link=feed.url,
        description="",
        subtitle=without_unseen(feed.subtitle),
        language=LANGUAGE,
        author_name=without_unseen(feed.author),
        feed_url=feed.feed_url,
        feed_guid=feed.id,
        feed_copyright=feed.licence or None,
    )
    for entry in feed.entries:
        _add(entry, file)
    return file.writeString("utf-8")


def _add(entry: FeedEntry, file: AtomFile) -> None:
    texts = entry.paragraphs or (entry.title,)
    html = "".join(f"<p>{escape(without_unseen(text))}</p>" for text in texts)
    file.add_item(
        title=without_unseen(entry.title),
        link=entry.url,
        description=html,
        unique_id=entry.id,
        pubdate=entry.updated_at,
        updateddate=entry.updated_at,
        categories=[entry.category] if entry.category else [],
    )


def feed_response(feed: Feed) -> HttpResponse:
    """Return the feed as the answer to a request."""
    return HttpResponse(atom_text(feed), content_type=AtomFile.content_type)
