"""What a programme promises, and by which criteria a track may begin: data with a date."""

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from houvast.accounts.models import Programme, own_key
from houvast.tracks.rules.promise import Terms


class Promise(models.Model):
    """The terms (afspraken) of a programme from a day on; an older version keeps its rows."""

    id = own_key()
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="promises")
    valid_from = models.DateField()
    next_moment_grace = models.PositiveSmallIntegerField(default=1)
    accept_within = models.PositiveSmallIntegerField(default=2)
    handover_accept = models.PositiveSmallIntegerField(default=5)
    handover_introduce = models.PositiveSmallIntegerField(default=10)
    overlap = models.PositiveSmallIntegerField(default=30)
    first_attempt_within = models.PositiveSmallIntegerField(default=2)
    confirm_within = models.PositiveSmallIntegerField(default=2)
    answer_signal_within = models.PositiveSmallIntegerField(default=3)
    moves_max = models.PositiveSmallIntegerField(default=3)
    furthest_moment = models.PositiveSmallIntegerField(default=60)
    after_break_off = models.PositiveSmallIntegerField(default=2)
    aftercare_months = models.PositiveSmallIntegerField(default=12)
    come_back_after = models.PositiveSmallIntegerField(default=90)
    review_months = models.PositiveSmallIntegerField(default=6)
    deputy_after = models.PositiveSmallIntegerField(default=3)
    caseload_warn_outreach = models.PositiveSmallIntegerField(default=12)
    caseload_warn_work = models.PositiveSmallIntegerField(default=30)
    inform_within = models.PositiveSmallIntegerField(default=14)
    age_from = models.PositiveSmallIntegerField(default=12)
    age_below = models.PositiveSmallIntegerField(default=27)
    signal_keep = models.PositiveSmallIntegerField(default=28)
    turned_down_keep = models.PositiveSmallIntegerField(default=3)
    closed_keep = models.PositiveSmallIntegerField(default=12)
    open_keep = models.PositiveSmallIntegerField(default=10)
    aftercare_weeks = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_promise_a_day", fields=["programme", "valid_from"])
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} from {self.valid_from}"

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """The names of the terms that a programme can set."""
        return tuple(one.name for one in cls._meta.concrete_fields if one.name in Terms.__slots__)

    def terms(self) -> Terms:
        """The terms as rules read them."""
        return terms_from({name: getattr(self, name) for name in self.columns()})


def terms_from(values: Mapping[str, Any]) -> Terms:
    """Terms from the columns of a row; an empty list stands for our own default."""
    given: dict[str, Any] = {name: value for name, value in values.items() if value != []}
    lists = {name: tuple(value) for name, value in given.items() if isinstance(value, list)}
    return Terms(**(given | lists))


class EntryCriterion(models.Model):
    """A criterion (toegangscriterium) of a programme: on what ground a track may begin (T-12)."""

    id = own_key()
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="criteria")
    text = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.text
