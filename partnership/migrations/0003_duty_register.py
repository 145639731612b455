"""The next due date is worked out; a stated one needs its reason."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import csp_portal.fields

REASON = "This date was noted before the register worked out due dates."


def give_reasons(apps, _schema_editor):
    """Every due date typed so far was stated by somebody, without a reason."""
    duties = apps.get_model("partnership", "Duty")
    duties.objects.filter(stated_due_on__isnull=False).update(stated_due_reason=REASON)


class Migration(migrations.Migration):
    dependencies = [("partnership", "0002_workflow_states")]

    operations = [
        migrations.RenameField("duty", old_name="next_due_on", new_name="stated_due_on"),
        migrations.AddField(
            "duty",
            "stated_due_reason",
            csp_portal.fields.LineField(
                "why this date",
                blank=True,
                help_text="In a plain sentence, which residents read: “The law gives this date.”",
                max_length=200,
                default="",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(give_reasons, migrations.RunPython.noop),
        migrations.AlterField(
            "duty",
            "stated_due_on",
            models.DateField(
                "next due date, stated",
                blank=True,
                help_text="Only if it cannot be worked out: the evidence gives no exact day, or "
                "the duty does not fall due after a fixed time.",
                null=True,
            ),
        ),
        migrations.AddConstraint(
            "duty",
            models.CheckConstraint(
                condition=Q(stated_due_on__isnull=True, stated_due_reason="")
                | (Q(stated_due_on__isnull=False) & ~Q(stated_due_reason="")),
                name="duty_stated_due_date_has_reason",
            ),
        ),
        migrations.AlterField(
            "duty",
            "how_often",
            models.CharField(
                choices=[
                    ("standing", "All the time"),
                    ("monthly", "Every month"),
                    ("quarterly", "Every three months"),
                    ("half_yearly", "Every six months"),
                    ("yearly", "Every year"),
                    ("three_yearly", "Every three years"),
                    ("each_plan", "With each plan"),
                    ("when_it_happens", "When one happens"),
                    ("when_asked", "When someone asks"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            "duty",
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
        migrations.AlterField(
            "dutyevidence",
            "happened_on",
            models.DateField(
                blank=True,
                help_text="The exact day. From that day on it counts, and the next due date "
                "follows.",
                null=True,
            ),
        ),
    ]
