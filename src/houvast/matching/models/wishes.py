"""Work wishes (werkwensen): each save is a new row, so that it stays known what was wished when."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import own_key
from houvast.accounts.rules import InformationClass
from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import ConditionCode, Sector, WorkKind
from houvast.matching.rules.codes import TravelMode
from houvast.matching.rules.wished import MOST_OCCUPATIONS, NEEDS
from houvast.tracks.models.tracks import OnTrack


def codes(size: int = 20) -> "ArrayField[list[str], list[str]]":
    """A set of codes of a closed list; a constraint keeps every other word out."""
    return ArrayField(models.CharField(max_length=size), default=list, blank=True)


def closed(field: str, values: list[str]) -> models.CheckConstraint:
    """Only these words: nothing about health, money or the past can be written here."""
    return models.CheckConstraint(
        name=f"wishes_{field}_are_of_the_list", condition=Q(**{f"{field}__contained_by": values})
    )


CONDITIONS = [one.value for one in ConditionCode]
SECTORS = [one.value for one in Sector]
SKILLS = [one.value for one in Skill]


class WorkWishes(OnTrack):
    """One version of what a young person wants of work. Empty and null are unknown.

    Never changed: the latest row counts, and a choice points at the version it was made on.
    `own_words` and the names of `concepts` are shown and never read by a rule.
    """

    information_class = InformationClass.WP

    id = own_key()
    at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    own_words = models.CharField(max_length=300, blank=True)
    occupations = codes(4)
    """Unit groups of ISCO-08: what matching reads."""
    concepts = ArrayField(models.UUIDField(), default=list, blank=True, db_default=[])
    """Occupations of ESCO that were chosen by name; a trigger knows them, with their groups."""
    sectors = codes(1)
    never_kinds = codes()
    never_sectors = codes(1)
    can = codes()
    learns = codes()
    facts_yes = codes()
    facts_no = codes()
    facts_seen = codes()
    needs = codes()
    free = models.IntegerField(default=0)
    busy = models.IntegerField(default=0)
    school_days = models.PositiveSmallIntegerField(null=True, blank=True)
    school_hours = models.PositiveSmallIntegerField(default=0)
    hours_least = models.PositiveSmallIntegerField(null=True, blank=True)
    hours_most = models.PositiveSmallIntegerField(null=True, blank=True)
    pc4 = models.CharField(max_length=4, blank=True)
    modes = codes()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    earliest = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="wishes_of_track", fields=["id", "track"]),
            models.CheckConstraint(
                name="wishes_name_three_occupations",
                condition=Q(occupations__len__lte=MOST_OCCUPATIONS)
                & Q(concepts__len__lte=MOST_OCCUPATIONS),
            ),
            closed("can", SKILLS),
            closed("learns", SKILLS),
            closed("sectors", SECTORS),
            closed("never_sectors", SECTORS),
            closed("never_kinds", [one.value for one in WorkKind]),
            closed("facts_yes", CONDITIONS),
            closed("facts_no", CONDITIONS),
            closed("needs", [one.value for one in NEEDS]),
            closed("modes", [one.value for one in TravelMode]),
            models.CheckConstraint(
                name="a_fact_is_yes_or_no", condition=~Q(facts_yes__overlap=F("facts_no"))
            ),
            models.CheckConstraint(
                name="what_was_seen_is_there", condition=Q(facts_seen__contained_by=F("facts_yes"))
            ),
            models.CheckConstraint(
                name="wishes_day_parts_are_28_bits",
                condition=Q(free__gte=0, free__lt=1 << 28, busy__gte=0, busy__lt=1 << 28),
            ),
            models.CheckConstraint(
                name="wishes_school_fits_a_week",
                condition=Q(school_hours__lte=40)
                & (Q(school_days__isnull=True, school_hours=0) | Q(school_days__lt=1 << 7)),
            ),
            models.CheckConstraint(
                name="wishes_hours_can_be",
                condition=(Q(hours_least__isnull=True) | Q(hours_least__gte=1, hours_least__lte=60))
                & (Q(hours_most__isnull=True) | Q(hours_most__gte=1, hours_most__lte=60)),
            ),
            models.CheckConstraint(
                name="wishes_pc4_has_4_digits", condition=Q(pc4__regex="^([1-9][0-9]{3})?$")
            ),
            models.CheckConstraint(
                name="wishes_minutes_can_be",
                condition=Q(minutes__isnull=True) | Q(minutes__gte=5, minutes__lte=180),
            ),
        ]
        indexes = [models.Index(name="wishes_in_time", fields=["track", "-at"])]

    def __str__(self) -> str:
        return f"{self.track_id} {self.at:%Y-%m-%d}"
