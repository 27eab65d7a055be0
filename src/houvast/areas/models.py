"""Areas and what public tables say of them. No row knows a person (rule A-11).

Only the owner of the tables writes them (`houvast areas import`), the application reads. What a
table brought stays as it came; of the tables with one figure the one that came last counts.
"""

from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from houvast.areas.rules.indicators import State
from houvast.areas.rules.passports import Form
from houvast.errors import NotFound

SHA256 = 64
YEARS = (1990, 2100)
CODE = r"^(NL[0-9]{2}|GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4})$"
STARTS = (("land", "NL"), ("gemeente", "GM"), ("wijk", "WK"), ("buurt", "BU"))


class Indicator(models.Model):
    """A figure that may be kept: the closed list of `rules/indicators.py`, by number."""

    number = models.SmallIntegerField(primary_key=True)
    name = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.name


class Source(models.Model):
    """A table as it came in: its passport, and what became of its rows (`control`).

    `year` is that of its boundaries. The one with the latest `current_since` counts.
    """

    id = models.AutoField(primary_key=True)
    form = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Form])
    publisher = models.CharField(max_length=40)
    table_id = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    year = models.SmallIntegerField()
    licence = models.CharField(max_length=40)
    address = models.CharField(max_length=300, blank=True)
    fetched_on = models.DateField(null=True)
    checksum = models.CharField(max_length=SHA256)
    """SHA-256 over the files as they came, unpacked."""
    reader = models.CharField(max_length=8)
    rows_read = models.PositiveIntegerField()
    rows_kept = models.PositiveIntegerField()
    figures = models.PositiveIntegerField()
    control = models.JSONField()
    imported_at = models.DateTimeField()
    current_since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="table_comes_in_once", fields=["table_id", "year", "checksum"]
            ),
            models.UniqueConstraint(name="one_table_counts", fields=["current_since"]),
            models.CheckConstraint(
                name="table_has_a_passport",
                condition=Q(checksum__regex="^[0-9a-f]{64}$", rows_read__gte=1)
                & Q(rows_kept__lte=F("rows_read"), year__range=YEARS)
                & ~Q(publisher="")
                & ~Q(table_id="")
                & ~Q(title="")
                & ~Q(licence=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table_id} {self.year}"


class Area(models.Model):
    """An area in the boundaries of a year: codes are used again for another piece of land.

    `people` were counted on 1 January, `density` is addresses per km2; `why_not` is empty where
    people live (`rules/residential.py`).
    """

    id = models.AutoField(primary_key=True)
    code = models.CharField(max_length=10)
    year = models.SmallIntegerField()
    level = models.CharField(max_length=8, choices=[(one, one) for one, _ in STARTS])
    name = models.CharField(max_length=120)
    municipality = models.CharField(max_length=6, blank=True)
    parent = models.CharField(max_length=8, blank=True)
    people = models.PositiveIntegerField(null=True)
    density = models.FloatField(null=True)
    water = models.BooleanField(null=True)
    why_not = models.CharField(max_length=16, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="area_stands_once", fields=["code", "year"]),
            models.CheckConstraint(
                name="area_has_a_code_of_its_level",
                condition=Q(code__regex=CODE, year__range=YEARS)
                & (
                    Q(level="land", code__startswith="NL")
                    | Q(level="gemeente", code__startswith="GM")
                    | Q(level="wijk", code__startswith="WK")
                    | Q(level="buurt", code__startswith="BU")
                )
                & ~Q(name=""),
            ),
        ]
        indexes = [models.Index(name="areas_of_a_town", fields=["year", "level", "municipality"])]

    def __str__(self) -> str:
        return f"{self.code} {self.year}"


class Shape(models.Model):
    """The shape of an area: WKB in metres of the Dutch grid.

    What was drawn from a picture is not `official`: it may be drawn, never measured (rule A-17).
    """

    area = models.OneToOneField(Area, primary_key=True, on_delete=models.PROTECT, related_name="+")
    polygon = models.BinaryField()
    official = models.BooleanField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.area_id)


class Drawing(models.Model):
    """The outlines of all areas of a level and year, packed (`rules/packed.py`) and with gzip.

    `areas` of them, in the order of their codes; `checksum` (SHA-256) is of what is packed.
    """

    id = models.AutoField(primary_key=True)
    level = models.CharField(max_length=8)
    year = models.SmallIntegerField()
    areas = models.PositiveIntegerField()
    official = models.BooleanField()
    checksum = models.CharField(max_length=SHA256)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_drawing_of_a_level", fields=["level", "year"]),
            models.CheckConstraint(
                name="drawing_is_whole",
                condition=Q(
                    areas__gte=1,
                    checksum__regex="^[0-9a-f]{64}$",
                    level__in=("gemeente", "wijk", "buurt"),
                    year__range=YEARS,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.year}"


class Continuity(models.Model):
    """Whether an area means the same in a later year; where not, lines break there (rule A-09)."""

    id = models.AutoField(primary_key=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    later_year = models.SmallIntegerField()
    holds = models.BooleanField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="continuity_is_said_once", fields=["area", "later_year", "source"]
            ),
            models.CheckConstraint(
                name="continuity_is_to_a_year", condition=Q(later_year__range=YEARS)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.later_year}"


class Observation(models.Model):
    """One figure of one area in one year, as one table gives it; parted by table.

    A value is there exactly when its state is OK: absent, withheld and 0 are three things.
    """

    pk = models.CompositePrimaryKey("source_id", "indicator_id", "year", "area_id")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", db_index=False)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    year = models.SmallIntegerField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    value = models.FloatField(null=True)
    state = models.SmallIntegerField(choices=[(one.value, one.name) for one in State])
    provisional = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.area_id} {self.indicator_id} {self.year}"


class AnswerManager(models.Manager["Answer"]):
    """Finds one answer."""

    def one(self, key: UUID, **asked: Any) -> "Answer":
        """Return this answer. Raises NotFound."""
        found = self.filter(pk=key, **asked).first()
        if found is None:
            raise NotFound
        return found


class Answer(models.Model):
    """What came out of a question about areas, kept: its key says the question and the tables.

    `done` of `runs` ways of counting are told while a job counts; `found` stays as it came out.
    """

    id = models.UUIDField(primary_key=True)
    level = models.CharField(max_length=8)
    year = models.SmallIntegerField()
    outcome = models.CharField(max_length=40)
    determinants = models.JSONField()
    fewest = models.PositiveSmallIntegerField()
    tables = models.JSONField()
    method = models.CharField(max_length=8)
    asked_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    done = models.PositiveSmallIntegerField(default=0)
    runs = models.PositiveSmallIntegerField(default=0)
    found = models.JSONField(null=True)
    counted_at = models.DateTimeField(null=True)

    objects = AnswerManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="answer_is_of_a_question",
                condition=Q(level__in=("gemeente", "wijk", "buurt"))
                & Q(year__range=YEARS, fewest__gte=100)
                & ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="answer_is_found_at_a_moment",
                condition=Q(found__isnull=True, counted_at__isnull=True)
                | Q(found__isnull=False, counted_at__isnull=False, began_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Citation(models.Model):
    """A figure that was cited, frozen as it was shown: `number` counts within a `year`.

    `boundaries` is the year of the figure and its area. Who cited it stands in the trail.
    """

    id = models.UUIDField(primary_key=True)
    year = models.SmallIntegerField()
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=10)
    boundaries = models.SmallIntegerField()
    name = models.CharField(max_length=120)
    town = models.CharField(max_length=120)
    indicator = models.CharField(max_length=40)
    value = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    people = models.PositiveIntegerField()
    tables = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="citation_has_its_number", fields=["year", "number"]),
            models.CheckConstraint(
                name="citation_has_its_interval",
                condition=Q(number__gte=1, low__gte=0, low__lte=F("value"), high__gte=F("value")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.number}"


class ProgrammeLink(models.Model):
    """Of which areas a place of a programme is made, as somebody of a municipality says it.

    The highest `number` counts; without codes nothing is said any more. Who said it stands in the
    trail, and in no column (rule A-11). `year` is that of the boundaries.
    """

    id = models.UUIDField(primary_key=True)
    municipality_id = models.UUIDField()
    """Whose word it is, as the policies ask; no table here points out of this module (A-11)."""
    place = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    year = models.SmallIntegerField()
    codes = ArrayField(models.CharField(max_length=10), blank=True)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="link_says_why_and_of_what",
                condition=Q(
                    codes__len__lte=200,
                    number__gte=1,
                    place__regex="^[a-z-]{3,40}$",
                    year__range=YEARS,
                )
                & ~Q(reason__regex="^[[:space:]]*$"),
            ),
            models.UniqueConstraint(
                name="link_has_its_number", fields=["municipality_id", "place", "number"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.year}"
