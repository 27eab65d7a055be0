"""A demand for a file, and the exact rows that are given on it: copies that nobody changes."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import Controller, InformationClass
from houvast.cooperation.rules.demands import Answer, DemandKind, DemandState, Told
from houvast.errors import NotFound
from houvast.tracks.models.tracks import OnTrack

SHORT, LONG = 200, 1000


def _user(**more: Any) -> "models.ForeignKey[Any, Any]":
    to = settings.AUTH_USER_MODEL
    return models.ForeignKey(to, on_delete=models.PROTECT, related_name="+", **more)


class DemandQuerySet(models.QuerySet["FileDemand"]):
    """Demands that the actor may see."""

    def one(self, demand_id: UUID) -> "FileDemand":
        """The demand with this id. Raises NotFound."""
        found = self.filter(pk=demand_id).first()
        if found is None:
            raise NotFound
        return found


class FileDemand(Kept):
    """A demand for a file (vordering, Woo-verzoek): by whom, on which article, what became of it.

    It names nobody: whom it is about stands with the rows that were gathered for it.
    """

    information_class = InformationClass.PR

    id = own_key()
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in DemandKind])
    body = models.CharField(max_length=SHORT)
    """Which organisation, and who there by function."""
    reference = models.CharField(max_length=60, blank=True)
    article = models.CharField(max_length=SHORT)
    asked = models.CharField(max_length=LONG)
    kinds = ArrayField(models.CharField(max_length=2))
    received_on = models.DateField()
    answer_by = models.DateField()
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in DemandState])
    made_by = _user()
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    is_found = models.BooleanField(default=False)
    answer = models.CharField(
        max_length=6, blank=True, choices=[(one.value, one.value) for one in Answer]
    )
    reasons = models.CharField(max_length=LONG, blank=True)
    gives = models.PositiveSmallIntegerField(default=0)
    """How many rows are given: the second person reads none of them."""
    leaves_out = models.PositiveSmallIntegerField(default=0)
    prepared_by = _user(null=True, blank=True)
    prepared_at = models.DateTimeField(null=True, blank=True)
    decided_by = _user(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_for = models.CharField(
        max_length=12, blank=True, choices=[(one.value, one.value) for one in Controller]
    )
    sent_back = models.CharField(max_length=LONG, blank=True)
    """Why the second person wants another proposal; the last one counts."""
    given_on = models.DateField(null=True, blank=True)
    given_how = models.CharField(max_length=SHORT, blank=True)
    given_by = _user(null=True, blank=True)
    told = models.CharField(
        max_length=5, blank=True, choices=[(one.value, one.value) for one in Told]
    )
    withheld = models.CharField(max_length=LONG, blank=True)
    review_on = models.DateField(null=True, blank=True)

    objects = DemandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_second_person_decides_on_a_demand",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")),
            ),
            models.CheckConstraint(
                name="a_decided_demand_says_by_whom_and_why",
                condition=Q(state__in=["received", "prepared"], decided_by__isnull=True)
                | Q(
                    ~Q(reasons=""),
                    ~Q(decided_for=""),
                    state__in=["granted", "refused", "given"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="woo_gives_no_file",
                condition=~Q(kind="woo") | ~Q(answer="give"),
            ),
            models.CheckConstraint(
                name="an_answer_is_what_was_proposed",
                condition=Q(state="received")
                | Q(state="prepared") & ~Q(answer="")
                | Q(state="refused", answer="refuse")
                | Q(state__in=["granted", "given"], answer="give", is_found=True),
            ),
            models.CheckConstraint(
                name="handed_over_on_a_day_and_told",
                condition=Q(
                    ~Q(given_how=""),
                    ~Q(told=""),
                    state="given",
                    given_on__isnull=False,
                    given_by__isnull=False,
                )
                & (Q(told="told") | (~Q(withheld="") & Q(review_on__isnull=False)))
                | ~Q(state="given") & Q(given_on__isnull=True, given_by__isnull=True),
            ),
        ]
        indexes = [models.Index(name="demands_by_day", fields=["municipality", "answer_by"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class PieceQuerySet(models.QuerySet["DemandPiece"]):
    """Pieces that the actor may see."""

    def one(self, piece_id: UUID) -> "DemandPiece":
        """The piece with this id. Raises NotFound."""
        found = self.filter(pk=piece_id).first()
        if found is None:
            raise NotFound
        return found


class DemandPiece(OnTrack):
    """One row of a file as it was when it was gathered: a copy with its source and day.

    `left_out` says why it is not given; empty is given.
    """

    information_class = InformationClass.SH

    id = own_key()
    demand = models.ForeignKey(FileDemand, on_delete=models.PROTECT, related_name="pieces")
    kind = models.CharField(max_length=2)
    table = models.CharField(max_length=40)
    text = models.TextField()
    observed_on = models.DateField()
    row = models.UUIDField()
    """Which row it was copied from."""
    left_out = models.CharField(max_length=300, blank=True)
    left_out_by = _user(null=True, blank=True)

    objects = PieceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="left_out_by_somebody",
                condition=Q(left_out="", left_out_by__isnull=True)
                | ~Q(left_out="") & Q(left_out_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="a_row_is_gathered_once", fields=["demand", "table", "row"]
            ),
        ]
        indexes = [models.Index(name="pieces_of_demand", fields=["demand", "kind", "observed_on"])]

    def __str__(self) -> str:
        return f"{self.table} {self.observed_on:%Y-%m-%d}"
