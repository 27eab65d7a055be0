"""Lists that hold for everybody and about nobody: each came in as a whole and stays as it came.

They belong to no municipality. Only the owner of the tables writes them (`houvast import`), the
application reads; what an edition holds is never changed, so what was computed with it stays true.
"""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from houvast.reference.rules.editions import Kind
from houvast.reference.rules.travel_times import MODES

SHA256 = 64


class Edition(models.Model):
    """One edition (uitgave) of a list. Of each kind the one with the latest `current_since` counts.

    `checksum` is over the rows: the same rows in another file are the same edition.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Kind])
    checksum = models.CharField(max_length=SHA256)
    name = models.CharField(max_length=80)
    """What who brought it in calls it, such as 'ESCO 1.2'."""
    rows = models.PositiveIntegerField()
    """Points, occupations and groups, or ways of travelling: so many stand in the tables below."""
    imported_at = models.DateTimeField()
    current_since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="edition_comes_in_once", fields=["kind", "checksum"]),
            models.UniqueConstraint(name="one_edition_counts", fields=["kind", "current_since"]),
            models.CheckConstraint(
                name="edition_is_of_a_kind",
                condition=Q(kind__in=[one.value for one in Kind], rows__gte=1)
                & Q(checksum__regex="^[0-9a-f]{64}$")
                & ~Q(name=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class Part(models.Model):
    """A row of an edition."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Place(Part):
    """Where a postcode of four digits lies, in whole metres of the Dutch grid (RD)."""

    pc4 = models.CharField(max_length=4)
    x = models.IntegerField()
    y = models.IntegerField()
    town = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_point_for_a_postcode", fields=["edition", "pc4"]),
            models.CheckConstraint(
                name="point_lies_in_the_country",
                condition=Q(pc4__regex="^[1-9][0-9]{3}$", x__gte=-10_000, x__lte=310_000)
                & Q(y__gte=270_000, y__lte=650_000),
            ),
        ]

    def __str__(self) -> str:
        return self.pc4


class Occupation(Part):
    """An occupation of ESCO with its Dutch names; `isco` is the unit group that rules read."""

    concept = models.UUIDField()
    isco = models.CharField(max_length=4)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    also = ArrayField(models.CharField(max_length=200), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="occupation_stands_once", fields=["edition", "concept"]),
            models.CheckConstraint(
                name="occupation_is_in_a_unit_group",
                condition=Q(isco__regex="^[0-9]{4}$") & ~Q(name=""),
            ),
        ]
        indexes = [models.Index(name="occupation_by_concept", fields=["concept"])]

    def __str__(self) -> str:
        return self.name


class Group(Part):
    """A group of ISCO-08 (1 to 4 digits), of skills or of studies, with its Dutch name."""

    scheme = models.CharField(max_length=8)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="group_stands_once", fields=["edition", "scheme", "code"]),
            models.CheckConstraint(
                name="group_has_a_scheme",
                condition=Q(scheme__in=["isco", "skill", "isced-f"]) & ~Q(name=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Journeys(Part):
    """Minutes between postcodes by one way of travelling, packed (`rules/travel_times.py`)."""

    mode = models.CharField(max_length=8)
    departures = models.BinaryField()
    arrivals = models.BinaryField()
    minutes = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="journeys_stand_once", fields=["edition", "mode"]),
            models.CheckConstraint(
                name="journeys_are_of_a_mode", condition=Q(mode__in=list(MODES))
            ),
        ]

    def __str__(self) -> str:
        return self.mode
