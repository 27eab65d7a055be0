"""A restriction: who asked for it, what the privacy officer decided, and the letter of lifting."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import own_key
from houvast.accounts.rules import InformationClass
from houvast.cooperation.models.sharing import REASON, SharedFact
from houvast.cooperation.rules.restricting import OPEN, RestrictedFor, RestrictionState
from houvast.cooperation.rules.states import Label
from houvast.errors import NotFound
from houvast.tracks.models.tracks import OnTrack
from houvast.tracks.rules.informing import BY_LETTER

BELONGS: Any = {"on_delete": models.PROTECT, "related_name": "+"}
MAYBE: Any = BELONGS | {"null": True, "blank": True}
USER = settings.AUTH_USER_MODEL
DECIDED = Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(reason="")
UNDECIDED = Q(decided_by=None, decided_at=None, reason="", lift_on=None)
NO_LETTER = Q(letter="", letter_way="", letter_on=None, letter_by=None)
LETTER = Q(letter_on__isnull=False, letter_by__isnull=False, lift_on__isnull=False) & ~(
    Q(letter="") | Q(letter_way="")
)


class RestrictionQuerySet(models.QuerySet["Restriction"]):
    """Restrictions that the actor may see."""

    def one(self, restriction_id: UUID) -> "Restriction":
        """The restriction with this id. Raises NotFound."""
        found = self.filter(pk=restriction_id).first()
        if found is None:
            raise NotFound
        return found


class Restriction(OnTrack):
    """One fact that is only kept, because the young person asked, and what becomes of it (T-45)."""

    information_class = InformationClass.SH

    id = own_key()
    fact = models.ForeignKey(SharedFact, **BELONGS)
    label = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Label])
    """What it is about: all that the privacy officer sees of it."""
    ground = models.CharField(
        max_length=9, choices=[(one.value, one.value) for one in RestrictedFor]
    )
    restricted_at = models.DateTimeField()
    asked_by = models.ForeignKey(USER, **BELONGS)
    """Who heard it of the young person, and restricted it at once."""
    asked_at = models.DateTimeField()
    state = models.CharField(
        max_length=7, choices=[(one.value, one.value) for one in RestrictionState]
    )
    reason = models.CharField(max_length=REASON, blank=True)
    decided_by = models.ForeignKey(USER, **MAYBE)
    decided_at = models.DateTimeField(null=True, blank=True)
    lift_on = models.DateField(null=True, blank=True)
    """From which day it is not restricted any more, once the letter left."""
    letter = models.CharField(max_length=20, blank=True)
    """The id of the text that was sent."""
    letter_way = models.CharField(
        max_length=8, blank=True, choices=[(one.value, one.value) for one in BY_LETTER]
    )
    letter_on = models.DateField(null=True, blank=True)
    letter_by = models.ForeignKey(USER, **MAYBE)
    """Who says that it was sent."""
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="restriction_decided_with_a_reason",
                condition=Q(state="asked") & UNDECIDED
                | Q(state="stays", lift_on=None) & DECIDED
                | Q(state__in=["lifting", "lifted"], lift_on__isnull=False) & DECIDED
                | Q(state="over") & DECIDED,
            ),
            models.CheckConstraint(
                name="restriction_decided_by_somebody_else",
                condition=Q(decided_by=None)
                | ~Q(decided_by=F("asked_by"))
                & (Q(letter_by=None) | ~Q(letter_by=F("decided_by"))),
            ),
            models.CheckConstraint(name="letter_as_a_whole", condition=NO_LETTER | LETTER),
            models.CheckConstraint(
                name="lifted_after_the_letter", condition=~Q(state="lifted") | LETTER
            ),
            models.CheckConstraint(
                name="restriction_ends_at_a_time",
                condition=Q(state__in=[one.value for one in OPEN], ended_at=None)
                | Q(state__in=["lifted", "over"], ended_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_restriction_of_a_fact_at_a_time",
                fields=["fact"],
                condition=Q(state__in=[one.value for one in OPEN]),
            ),
        ]
        indexes = [models.Index(name="restrictions_by_state", fields=["municipality", "state"])]

    def __str__(self) -> str:
        return f"{self.fact_id} {self.state}"
