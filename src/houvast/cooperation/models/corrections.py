"""What Veiligheid put right after the college had answered: for who has it, and no word of why."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import InformationClass
from houvast.cooperation.rules.safety import Mend, Reach
from houvast.people.models import Person
from houvast.tracks.models import Signal, Track

BELONGS: Any = {"on_delete": models.PROTECT, "related_name": "+"}
MAYBE: Any = BELONGS | {"null": True, "blank": True}


class EntryCorrection(Kept):
    """One receiver has to put an entry right and says so: the triage, or who leads the track.

    Who leads it does not read from whom the entry came, so nothing here leads to the offer.
    """

    information_class = InformationClass.SH

    id = own_key()
    person = models.ForeignKey(Person, **BELONGS)
    signal = models.ForeignKey(Signal, **BELONGS)
    track = models.ForeignKey(Track, **MAYBE)
    """Of whom leads this track; empty for the triage."""
    why = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Mend])
    wrong = ArrayField(
        models.CharField(max_length=11, choices=[(one.value, one.value) for one in Reach]),
        default=list,
    )
    made_at = models.DateTimeField()
    due = models.DateField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, **MAYBE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_correction_for_a_receiver",
                fields=["signal", "track"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="corrected_by_somebody_at_a_time",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signal_id} {self.why}"
