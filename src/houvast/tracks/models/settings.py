"""What a programme promises, and by which criteria a track may begin: data with a date."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import Municipality, Programme, own_key
from houvast.tracks.rules.promise import Terms
from houvast.tracks.rules.terms import EndReason

NOW: models.Func = models.Func(function="houvast_now", output_field=models.DateTimeField())


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
    rungs = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    first_real_contact = models.PositiveSmallIntegerField(default=14)
    silent_getting_acquainted = models.PositiveSmallIntegerField(default=7)
    silent_planning = models.PositiveSmallIntegerField(default=14)
    silent_getting_ready = models.PositiveSmallIntegerField(default=14)
    silent_seeking_workplace = models.PositiveSmallIntegerField(default=7)
    first_weeks_at_work = models.PositiveSmallIntegerField(default=8)
    silent_first_at_work = models.PositiveSmallIntegerField(default=7)
    silent_at_work = models.PositiveSmallIntegerField(default=21)
    silent_aftercare = models.PositiveSmallIntegerField(default=45)
    guest_days = models.PositiveSmallIntegerField(default=14, db_default=14)
    team_proposal_most = models.PositiveSmallIntegerField(default=0, db_default=0)
    representative_below = models.PositiveSmallIntegerField(default=16, db_default=16)
    emergency_minutes = models.PositiveSmallIntegerField(default=60, db_default=60)
    version = models.PositiveSmallIntegerField(default=1)
    """The database counts: a later agreement of the same day takes over from the earlier."""
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    """Who agreed to it; nobody for the terms with which a programme was founded."""
    set_at = models.DateTimeField(db_default=NOW)
    reason = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)
    """Where the agreement stands, such as a decision with its day."""

    class Meta:
        constraints = [
            models.UniqueConstraint(name="versions_follow", fields=["programme", "version"]),
            models.CheckConstraint(
                name="nobody_below_twelve",
                condition=Q(age_from__gte=12, age_below__gt=F("age_from")),
            ),
            models.CheckConstraint(
                name="ladder_asks_before_a_moment_is_stale",
                condition=Q(next_moment_grace__gte=1)
                & (Q(rungs=[]) | Q(rungs__0__gte=1, rungs__0__lte=F("next_moment_grace"))),
            ),
            models.CheckConstraint(
                name="parents_hear_it_below_sixteen_at_least",
                condition=Q(representative_below__gte=16, representative_below__lte=18),
            ),
            models.CheckConstraint(
                name="an_emergency_lasts_an_hour_at_most",
                condition=Q(emergency_minutes__gte=15, emergency_minutes__lte=60),
            ),
            models.CheckConstraint(
                name="ladder_has_four_rungs", condition=Q(rungs=[]) | Q(rungs__len=4)
            ),
            models.CheckConstraint(
                name="who_sets_terms_says_why", condition=Q(set_by=None) | ~Q(reason="")
            ),
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


class LadderRun(models.Model):
    """When the ladder of a municipality last climbed: it has to, every hour (P16)."""

    municipality = models.OneToOneField(
        Municipality, primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.at}"


class EntryCriterion(models.Model):
    """A criterion (toegangscriterium) of a programme: on what ground a track may begin (T-12)."""

    id = own_key()
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="criteria")
    text = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    end_kind = models.CharField(
        max_length=10, blank=True, choices=[(one.value, one.value) for one in EndReason]
    )
    end_reason = models.CharField(max_length=300, blank=True)
    """In words: needed when the list has no reason that fits."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="who_ends_a_criterion_says_why",
                condition=Q(ended_by=None) | Q(valid_until__isnull=False) & ~Q(end_kind=""),
            ),
            models.CheckConstraint(
                name="end_of_a_criterion_of_the_list",
                condition=Q(end_kind__in=["", *(one.value for one in EndReason)])
                & (~Q(end_kind=EndReason.OTHER.value) | ~Q(end_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.text
