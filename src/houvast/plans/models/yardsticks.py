"""What later reports are held against, and the figures that were laid beside it."""

from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import InformationClass
from houvast.plans.models.checks import Fact, Reading, Rows, of_a_user
from houvast.plans.rules.yardsticks import (
    LONGEST_PART,
    LONGEST_REASON,
    MOST,
    FigureState,
    Measure,
    Source,
)


class Yardstick(Kept):
    """A version of a yardstick (meetlat). The newest of its line counts, and all of them stay."""

    information_class = InformationClass.PR

    id = own_key()
    line = models.UUIDField()
    """What its versions have in common: the key of the first."""
    version = models.PositiveSmallIntegerField()
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="yardsticks")
    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="yardsticks")
    """The number in the plan that somebody accepted."""
    measure = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Measure])
    amount = models.PositiveIntegerField()
    """Young people."""
    since = models.DateField()
    due = models.DateField()
    part = models.CharField(max_length=LONGEST_PART, blank=True)
    """The area or programme, when it is not the whole municipality."""
    dropped = models.BooleanField()
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    by = of_a_user()
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    objects = Rows()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="yardstick_has_its_version", fields=["line", "version"]),
            models.UniqueConstraint(
                name="one_version_of_a_yardstick_counts",
                fields=["line"],
                condition=Q(replaced_at=None),
            ),
            models.UniqueConstraint(
                name="one_yardstick_of_a_number_and_measure",
                fields=["fact", "measure"],
                condition=Q(replaced_at=None, dropped=False),
            ),
            models.CheckConstraint(
                name="yardstick_is_some_people_before_a_day",
                condition=Q(amount__range=(1, MOST), due__gt=F("since")),
            ),
            models.CheckConstraint(
                name="yardstick_counts_from_a_half_year",
                condition=Q(since__day=1, since__month__in=[1, 7]),
            ),
            models.CheckConstraint(
                name="yardstick_changes_for_a_reason",
                condition=Q(version=1, dropped=False) | Q(version__gt=1) & ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.amount} {self.due}"


class YardstickFigure(Kept):
    """A figure beside a yardstick, as it was on a day. It counts once a second person agreed."""

    information_class = InformationClass.PR

    id = own_key()
    yardstick = models.ForeignKey(Yardstick, on_delete=models.PROTECT, related_name="figures")
    source = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Source])
    number = models.PositiveIntegerField()
    on_day = models.DateField()
    """Up to and with this day."""
    definition = models.TextField()
    """What was counted, in the words of that day; of a report, what stands there."""
    fact = models.ForeignKey(Fact, null=True, on_delete=models.PROTECT, related_name="+")
    """The number in a report that somebody accepted."""
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in FigureState])
    by = of_a_user()
    at = models.DateTimeField()
    answered_by = of_a_user(null=True)
    answered_at = models.DateTimeField(null=True)

    objects = Rows()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_figure_of_a_day",
                fields=["yardstick", "source", "on_day"],
                condition=~Q(state="declined"),
            ),
            models.CheckConstraint(
                name="figure_by_a_second_person",
                condition=Q(state="proposed", answered_by=None, answered_at=None)
                | Q(answered_by__isnull=False, answered_at__isnull=False)
                & (Q(state="declined") | Q(state="in_force") & ~Q(answered_by=F("by"))),
            ),
            models.CheckConstraint(
                name="figure_has_its_source",
                condition=~Q(definition="")
                & (Q(source="own", fact=None) | Q(source="report", fact__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.on_day}"
