"""What other apps may refer to here: a duty's evidence may be a document."""

from datetime import datetime

from csp_portal.documents.models import Document
from csp_portal.publishing.aggregates import aggregate
from csp_portal.publishing.checklist import register_remarks
from csp_portal.publishing.mentions import could_name, named_in
from csp_portal.publishing.models import Publishable, State
from csp_portal.publishing.outlets import register_outlet
from csp_portal.publishing.references import Reference, register_reference
from csp_portal.publishing.snapshots import read


def public_documents(keys: set[str], at: datetime) -> dict[str, Reference]:
    """Resolve the words in documents' addresses."""
    found = Document.objects.public(at=at).filter(slug__in=keys)
    return {one.slug: Reference(one.title, one.get_absolute_url()) for one in found}


def documents_not_published(record: Publishable) -> list[str]:
    """Remark on documents that a record names and residents would not see with it."""
    part = aggregate(type(record))
    if not could_name(part, Document):
        return []
    named = Document.objects.filter(pk__in=named_in(part, read(record), Document))
    return [
        f"“{document}” is not published, so residents will not see it here. Publish it first."
        for document in named.exclude(state=State.PUBLISHED)
    ]


register_reference("document", public_documents)
register_remarks(documents_not_published)

# The records that a document belongs to are named on its page; a file is as public as they are.
DOCUMENTED = [
    "documents.document",
    "priorities.annualreport",
    "priorities.plan",
    "priorities.strategicassessment",
    "snb.meeting",
]
register_outlet("documents:document_detail", shows=DOCUMENTED)
register_outlet("documents:document_file", shows=DOCUMENTED, is_file=True)
