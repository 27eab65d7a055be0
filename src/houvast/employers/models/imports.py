"""A table of employers or workplaces that waits for a yes."""

from django.db import models

from houvast.accounts.rules import InformationClass
from houvast.employers.rules.states import Brings
from houvast.uploads.models import Upload


class WorkUpload(Upload):
    """Names and numbers of people who work at an employer may stand in it: class ID."""

    information_class = InformationClass.ID

    brings = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Brings])
    file_name = models.CharField(max_length=100)
    take = models.JSONField(default=list)
    """The changes that somebody said yes to, for the job."""

    coded = models.JSONField(default=dict)
    """The occupations that somebody chose, by the key of the text that stands for each."""

    class Meta:
        indexes = [models.Index(name="work_uploads_of", fields=["uploaded_by", "until"])]
        constraints = [
            models.CheckConstraint(
                name="work_upload_brings_one_kind",
                condition=models.Q(brings__in=["employers", "workplaces"]),
            )
        ]
