"""What a programme promises, and by which criteria a track may begin: data with a date."""

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

    def terms(self) -> Terms:
        """The terms as rules read them."""
        own = {field.name for field in self._meta.concrete_fields} & set(Terms.__slots__)
        values = {name: getattr(self, name) for name in own}
        weeks = tuple(self.aftercare_weeks) or Terms().aftercare_weeks
        return Terms(**{**values, "aftercare_weeks": weeks})


class EntryCriterion(models.Model):
    """A criterion (toegangscriterium) of a programme: on what ground a track may begin (T-12)."""

    id = own_key()
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="criteria")
    text = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.text
