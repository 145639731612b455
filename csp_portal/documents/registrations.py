"""What other apps may refer to here: a duty's evidence may be a document."""

from datetime import datetime

from csp_portal.documents.models import Document
from csp_portal.publishing.outlets import register_outlet
from csp_portal.publishing.references import Reference, register_reference


def public_documents(keys: set[str], at: datetime) -> dict[str, Reference]:
    """Resolve the words in documents' addresses."""
    found = Document.objects.public(at=at).filter(slug__in=keys)
    return {one.slug: Reference(one.title, one.get_absolute_url()) for one in found}


register_reference("document", public_documents)

# The records that a document belongs to are named on its page; a file is as public as they are.
DOCUMENTED = [
    "priorities.annualreport",
    "priorities.plan",
    "priorities.strategicassessment",
    "snb.meeting",
]
register_outlet("documents:document_detail", shows=DOCUMENTED)
register_outlet("documents:document_file", shows=DOCUMENTED, is_file=True)
