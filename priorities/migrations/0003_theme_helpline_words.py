"""The state only: a theme and a duty now take these two fields from one place."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partnership", "0001_opening"), ("priorities", "0002_workflow_states")]

    operations = [
        migrations.AlterField(
            "theme",
            "helpline",
            models.ForeignKey(
                blank=True,
                help_text="A number to show on every page about it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.helpline",
            ),
        ),
    ]
