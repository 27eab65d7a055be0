"""The meeting, who sits there, and what it talks about."""

from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import Kept, Team, own_key
from houvast.accounts.rules import InformationClass, Role
from houvast.errors import NotFound
from houvast.meetings.rules.agenda import AgendaCause
from houvast.meetings.rules.tables import LONGEST_PLACE, TableState
from houvast.tracks.models.tracks import OnTrack


class CaseTableQuerySet(models.QuerySet["CaseTable"]):
    """Case tables that the actor may see."""

    def one(self, table_id: UUID) -> "CaseTable":
        """The table with this id. Raises NotFound."""
        found = self.filter(pk=table_id).first()
        if found is None:
            raise NotFound
        return found


class CaseTable(Kept):
    """A case table (casusoverleg): where and when, of which team, and who leads it."""

    information_class = InformationClass.PR

    id = own_key()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    """Whose tracks the agenda is made of."""
    place = models.CharField(max_length=LONGEST_PLACE)
    day = models.DateField()
    begins = models.TimeField()
    chair = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in TableState])
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CaseTableQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="deputy_of_the_table_is_another",
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("chair")),
            ),
            models.CheckConstraint(
                name="table_says_when_it_opened_and_closed",
                condition=Q(state="planned", opened_at__isnull=True, closed_at__isnull=True)
                | Q(state="open", opened_at__isnull=False, closed_at__isnull=True)
                | Q(state="closed", opened_at__isnull=False, closed_at__isnull=False),
            ),
        ]
        indexes = [models.Index(name="tables_by_day", fields=["municipality", "day"])]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.state}"


class TableSeat(Kept):
    """A colleague who is asked to a table, in one role, and whether he or she is there."""

    information_class = InformationClass.PR

    id = own_key()
    table = models.ForeignKey(CaseTable, on_delete=models.PROTECT, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Role])
    came_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_seat_a_colleague", fields=["table", "user"]),
            models.CheckConstraint(
                name="who_left_had_come",
                condition=Q(left_at__isnull=True)
                | Q(came_at__isnull=False, left_at__gte=F("came_at")),
            ),
        ]
        indexes = [models.Index(name="seats_of_user", fields=["user", "table"])]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class TableItemQuerySet(models.QuerySet["TableItem"]):
    """Cases of a table that the actor may see."""

    def one(self, item_id: UUID) -> "TableItem":
        """The case with this id. Raises NotFound."""
        found = self.filter(pk=item_id, dropped_at=None).first()
        if found is None:
            raise NotFound
        return found


class TableItem(OnTrack):
    """A track on the agenda of a table, with the causes that put it there."""

    information_class = InformationClass.PR

    id = own_key()
    table = models.ForeignKey(CaseTable, on_delete=models.PROTECT, related_name="items")
    cause = models.CharField(max_length=9, choices=[(one.value, one.value) for one in AgendaCause])
    also = ArrayField(
        models.CharField(max_length=9, choices=[(one.value, one.value) for one in AgendaCause]),
        default=list,
        blank=True,
    )
    since = models.DateField()
    """The first day of that cause."""
    dropped_at = models.DateTimeField(null=True, blank=True)
    """When it was no longer needed, before the table opened."""

    objects = TableItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_track_once_on_a_table", fields=["table", "track"])
        ]
        indexes = [models.Index(name="tables_of_track", fields=["track", "table"])]

    def __str__(self) -> str:
        return f"{self.cause} {self.track_id}"


class ItemSeat(OnTrack):
    """That somebody takes part in one case of a table."""

    information_class = InformationClass.PR

    id = own_key()
    item = models.ForeignKey(TableItem, on_delete=models.PROTECT, related_name="joined")
    seat = models.ForeignKey(TableSeat, on_delete=models.PROTECT, related_name="joins")
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_place_at_a_case", fields=["item", "seat"])]
        indexes = [models.Index(name="cases_of_seat", fields=["seat", "item"])]

    def __str__(self) -> str:
        return f"{self.item_id} {self.seat_id}"
