"""Devices of coaches, what they sealed and sent, counts without a name, and places of a team."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from houvast.accounts.models import Kept, Municipality, Team, own_key
from houvast.accounts.rules import InformationClass
from houvast.capture.rules import MOST_PEOPLE
from houvast.capture.rules.devices import LONGEST_NAME
from houvast.tracks.models.tracks import OnTrack


class Device(Kept):
    """That a colleague captures on a device. The device made up its own name, at random."""

    information_class = InformationClass.AL

    id = own_key()
    device = models.UUIDField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    seen_at = models.DateTimeField()
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    """What its owner calls it, to tell two apart."""
    lost_at = models.DateTimeField(null=True, blank=True)
    lost_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Who said that it is lost, as long as that lasts: nothing comes in from it, for anybody."""
    proof = models.CharField(max_length=64, blank=True)
    """A digest of the secret that the device made up: so a lost device proves that it is it."""

    waiting = models.PositiveIntegerField(default=0)
    """How many letters were on it when it last said so; those of a colleague count."""
    told_of_silence = models.PositiveSmallIntegerField(default=0)
    """Which alarm was told since it was last heard: none, that of three days, that of a week."""
    cleared_at = models.DateTimeField(null=True, blank=True)
    """Its browser emptied its storage: it is another device now, and what waited on it is gone."""
    cleared = models.PositiveIntegerField(default=0)
    """How many letters were on it then, as it had noted beside its storage."""

    class Meta:
        constraints = [
            models.UniqueConstraint(name="device_of_user_once", fields=["device", "user"]),
            models.CheckConstraint(
                name="somebody_said_that_it_is_lost",
                condition=Q(lost_at=None, lost_by=None)
                | Q(lost_at__isnull=False, lost_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.device}"


class SealedItem(Kept):
    """One thing that a device sealed and sent, once. What was taken in is kept elsewhere.

    Only of what was refused the sealed bytes stay, for its maker to mend.
    """

    information_class = InformationClass.CT

    id = models.UUIDField(primary_key=True)
    """Made by the device."""
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    device = models.UUIDField()
    number = models.PositiveIntegerField()
    """Of the device, without holes: what is missing was not received. A copied device may use one
    twice, and then both are taken."""
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    """The clock of the device; it decides nothing."""
    state = models.CharField(
        max_length=8, choices=[("taken", "taken"), ("refused", "refused"), ("dropped", "dropped")]
    )
    """Dropped: its maker put it elsewhere, or lets it be."""
    why = models.CharField(max_length=16, blank=True)
    key_id = models.CharField(max_length=16, blank=True)
    sealed_key = models.TextField(blank=True)
    nonce = models.TextField(blank=True)
    content = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="only_what_was_refused_stays_sealed",
                condition=Q(state="refused") & ~Q(why="") & ~Q(key_id="")
                | Q(state__in=["taken", "dropped"], why="", key_id="", sealed_key="")
                & Q(nonce="", content=""),
            ),
        ]
        indexes = [
            models.Index(name="items_of_maker", fields=["made_by", "state"]),
            models.Index(name="items_of_device", fields=["municipality", "device", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.state}"


class HeldLetter(Kept):
    """A letter that a device sent while it was lost, as it came. Nobody opened it.

    It waits until somebody who steers lets in what there is, and then goes the way of any letter.
    """

    information_class = InformationClass.CT

    id = models.UUIDField(primary_key=True)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="+")
    """In the hands of its maker."""
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    state = models.CharField(
        max_length=8, choices=[("held", "held"), ("taken", "taken"), ("shut", "shut")]
    )
    """Taken: it went the way of any letter. Shut: let in, and it could not be opened."""
    key_id = models.CharField(max_length=16, blank=True)
    sealed_key = models.TextField(blank=True)
    nonce = models.TextField(blank=True)
    content = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="what_is_held_stays_sealed",
                condition=Q(state="taken", key_id="", sealed_key="", nonce="", content="")
                | Q(state__in=["held", "shut"]) & ~Q(key_id=""),
            ),
        ]
        indexes = [models.Index(name="held_of_device", fields=["device", "state"])]

    def __str__(self) -> str:
        return f"{self.id} {self.state}"


class HeldRelease(Kept):
    """Somebody who steers let in what a lost device had sent until then; never its owner."""

    information_class = InformationClass.AL

    id = own_key()
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="+")
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="releases_of_device", fields=["device", "-at"])]

    def __str__(self) -> str:
        return f"{self.device_id} {self.at}"


class OutreachPlace(models.Model):
    """A place where a team seeks people out (vindplaats): a name they made up, never a point."""

    id = own_key()
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="place_of_team_once", fields=["team", "name"], condition=Q(ended_at=None)
            )
        ]

    def __str__(self) -> str:
        return self.name


class EncounterTally(Kept):
    """A count of unknown young people (telling op straat): no name, no note, nobody in it."""

    information_class = InformationClass.PR

    id = models.UUIDField(primary_key=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(
        OutreachPlace, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    count = models.PositiveSmallIntegerField()
    spoke = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="tally_counts_people", condition=Q(count__gte=1, count__lte=MOST_PEOPLE)
            )
        ]
        indexes = [models.Index(name="tallies_of_maker", fields=["made_by", "-at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.count}"


class SoughtPlace(OnTrack):
    """At which place of the team a coach seeks somebody. One row: the place before it is gone."""

    information_class = InformationClass.PL

    id = own_key()
    place = models.ForeignKey(
        OutreachPlace, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Of which the place is: another team does not see it."""
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_place_of_a_track", fields=["track"]),
            models.CheckConstraint(
                name="sought_place_with_its_team",
                condition=Q(place=None, team=None) | Q(place__isnull=False, team__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.track_id}"


class LabelsQuerySet(models.QuerySet["Labels"]):
    """Decisions about names on devices."""

    def newest(self, place: UUID) -> "LabelsQuerySet":
        """Those of a municipality, the one that counts first."""
        return self.filter(municipality=place).order_by("-set_at", "pk")


class Labels(Kept):
    """Whether devices of a municipality may know first names (README 22). The newest row counts."""

    information_class = InformationClass.AL

    id = own_key()
    allowed = models.BooleanField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    objects = LabelsQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="labels_now", fields=["municipality", "-set_at"])]

    def __str__(self) -> str:
        return f"{self.allowed}"
