"""Events to look at about access of colleagues, and the consent under which they are made."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import InformationClass, Role
from houvast.sharing.models.registers import SECOND_PERSON, Version
from houvast.watching.rules.breaches import FURTHEST, WITHIN, Persons, Report
from houvast.watching.rules.hours import EARLIEST, MIDNIGHT
from houvast.watching.rules.limits import LOWEST, SET_FOR, SETTABLE, EventKind, highest
from houvast.watching.rules.outcomes import Outcome


class Agreement(Kept):
    """That the works council agreed (instemming): without one that runs, nothing is looked at."""

    information_class = InformationClass.AL

    id = own_key()
    document = models.CharField(max_length=200)
    agreed_on = models.DateField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_agreement_at_a_time",
                fields=["municipality"],
                condition=Q(ended_at=None),
            )
        ]

    def __str__(self) -> str:
        return self.document


class Event(Kept):
    """One thing to look at: access of one colleague in some days, and what it turned out to be.

    `persons` are pseudonyms. Nothing is kept about a colleague beside this, and nothing is summed.
    """

    information_class = InformationClass.AL

    id = own_key()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in EventKind])
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    count = models.PositiveIntegerField()
    most = models.PositiveIntegerField(null=True, blank=True)
    """The limit that was in force, of a kind that has one."""
    persons = ArrayField(models.UUIDField(), default=list)
    found_at = models.DateTimeField()
    conclude_by = models.DateField()
    outcome = models.CharField(
        max_length=8, blank=True, choices=[(one.value, one.value) for one in Outcome]
    )
    note = models.CharField(max_length=500, blank=True)
    concluded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    concluded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="event_is_concluded_as_a_whole",
                condition=Q(outcome="", note="", concluded_by=None, concluded_at=None)
                | ~Q(outcome="")
                & ~Q(note="")
                & Q(concluded_by__isnull=False, concluded_at__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_concludes_about_himself",
                condition=Q(concluded_by=None) | ~Q(concluded_by=F("user")),
            ),
        ]
        indexes = [models.Index(name="events_of_user", fields=["user", "kind", "found_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.found_at:%Y-%m-%d}"


class Limit(Version):
    """From when something is looked at in a role: a version that a second person agrees to."""

    role = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Role])
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in EventKind])
    most = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="limit_by_a_second_person",
                condition=SECOND_PERSON & Q(proposed_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_limit_in_force",
                fields=["municipality", "role", "kind"],
                condition=Q(state="in_force"),
            ),
            models.UniqueConstraint(
                name="one_limit_proposed",
                fields=["municipality", "role", "kind"],
                condition=Q(state="proposed"),
            ),
            models.CheckConstraint(
                name="limit_that_finds_something",
                condition=reduce(
                    or_,
                    (Q(kind=one.value, most__range=(LOWEST, highest(one))) for one in SETTABLE),
                ),
            ),
            models.CheckConstraint(
                name="limit_of_another_role",
                condition=Q(role__in=[one.value for one in SET_FOR]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.kind} {self.most}"


class RoleHours(Version):
    """The hours in which a role works: a version that a second person agrees to."""

    role = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Role])
    begins = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()
    """The first hour that is outside them; 24 is midnight."""
    weekend = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hours_by_a_second_person",
                condition=SECOND_PERSON & Q(proposed_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_hours_in_force",
                fields=["municipality", "role"],
                condition=Q(state="in_force"),
            ),
            models.UniqueConstraint(
                name="one_hours_proposed",
                fields=["municipality", "role"],
                condition=Q(state="proposed"),
            ),
            models.CheckConstraint(
                name="hours_that_leave_a_night",
                condition=Q(begins__gte=EARLIEST, ends__lte=MIDNIGHT, begins__lt=F("ends")),
            ),
            models.CheckConstraint(
                name="hours_of_another_role",
                condition=Q(role__in=[one.value for one in SET_FOR]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.begins}-{self.ends}"


class Breach(Kept):
    """A data breach (datalek) under way: since when it is known, and what was decided.

    Whom it concerns is not kept here: it is drawn from the trail each time (migration 0005).
    """

    information_class = InformationClass.AL

    id = own_key()
    event = models.OneToOneField(
        Event, null=True, blank=True, on_delete=models.PROTECT, related_name="breach"
    )
    """The access that turned out to be misuse; nothing for a breach that somebody reported."""
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Whose access it was."""
    of_emergency = models.BooleanField(default=False)
    """Opened by a review of an emergency: only what was seen under that purpose belongs to it."""
    what = models.CharField(max_length=500)
    since = models.DateTimeField()
    until = models.DateTimeField()
    known_at = models.DateTimeField()
    due_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()
    report = models.CharField(
        max_length=12, blank=True, choices=[(one.value, one.value) for one in Report]
    )
    report_why = models.CharField(max_length=500, blank=True)
    persons = models.CharField(
        max_length=8, blank=True, choices=[(one.value, one.value) for one in Persons]
    )
    persons_why = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="breach_is_decided_in_seventy_two_hours",
                condition=Q(due_at=F("known_at") + WITHIN, known_at__lte=F("opened_at")),
            ),
            models.CheckConstraint(
                name="breach_lasts_as_long_as_the_trail_is_looked_at",
                condition=Q(until__gte=F("since"), until__lte=F("since") + FURTHEST),
            ),
            models.CheckConstraint(
                name="breach_is_decided_as_a_whole",
                condition=Q(
                    report="",
                    report_why="",
                    persons="",
                    persons_why="",
                    decided_by=None,
                    decided_at=None,
                )
                | ~Q(report="")
                & ~Q(report_why="")
                & ~Q(persons="")
                & ~Q(persons_why="")
                & Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_decides_about_his_own_breach",
                condition=Q(user=None)
                | ~Q(opened_by=F("user")) & (Q(decided_by=None) | ~Q(decided_by=F("user"))),
            ),
        ]
        indexes = [
            models.Index(
                name="breaches_to_decide", fields=["municipality", "due_at"], condition=Q(report="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.known_at:%Y-%m-%d}"
