from django.db import migrations, models
from django.db.models import Min
from django.utils import timezone


def publish_what_is_there(apps, schema_editor):
    """Let every document follow the records that name it, as it did before it had a state."""
    document = apps.get_model('documents', 'Document')
    for one in document.objects.annotate(first_at=Min('files__uploaded_at')):
        moment = one.first_at or timezone.now()
        document.objects.filter(pk=one.pk).update(state='published', published_at=moment)


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_files_in_drafts'),
    ]

    operations = [
        migrations.RunPython(publish_what_is_there, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', False), models.Q(('state', 'published'), _negated=True), _connector='OR'), name='documents_document_published_has_moment'),
        ),
    ]
