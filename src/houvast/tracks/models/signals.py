"""Signals (signalen) of the college: who entered what, and how it was answered."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from houvast.accounts.models import Kept, Team, own_key
from houvast.accounts.rules import InformationClass
from houvast.errors import NotFound
from houvast.people.models import Person
from houvast.tracks.models.settings import EntryCriterion
from houvast.tracks.rules.states import FactKind, SignalState, Source


class SignalQuerySet(models.QuerySet["Signal"]):
    """Signals that the actor may see."""

    def one(self, signal_id: UUID) -> "Signal":
        """The signal with this id. Raises NotFound."""
        found = self.filter(pk=signal_id).first()
        if found is None:
            raise NotFound
        return found


class Signal(Kept):
    """Process facts of a signal. The person may be unknown; hearsay and facts stand apart."""

    information_class = InformationClass.PR

    id = own_key()
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="signals"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    """The triage team that answers."""
    state = models.CharField(max_length=12, choices=[(one.value, one.value) for one in SignalState])
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField()
    answer_by = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    referred_to = models.CharField(max_length=120, blank=True)
    referral_confirmed_on = models.DateField(null=True, blank=True)

    objects = SignalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="signal_answered_by_someone",
                condition=Q(state__in=["received", "in_triage"])
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="referred_to_someone", condition=~Q(state="referred") | ~Q(referred_to="")
            ),
        ]
        indexes = [models.Index(name="signals_waiting", fields=["municipality", "state"])]

    def __str__(self) -> str:
        return f"{self.id} ({self.state})"


class SignalFacts(Kept):
    """What was observed, by whom, on which criterion; and the answers of the triage."""

    information_class = InformationClass.CT

    signal = models.OneToOneField(
        Signal, primary_key=True, on_delete=models.PROTECT, related_name="facts"
    )
    behaviour = models.TextField()
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in FactKind])
    opinion = models.TextField(blank=True)
    source = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Source])
    observed_on = models.DateField()
    criterion = models.ForeignKey(
        EntryCriterion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Empty only for what Veiligheid offers, until the triage finds one of its own."""
    necessity = models.TextField(blank=True)
    proportionality = models.TextField(blank=True)
    subsidiarity = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    """Why it was turned down or passed on."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_offer_of_help_says_no_why",
                condition=~Q(source="safety") | Q(behaviour="", opinion="", kind="decision"),
            ),
            models.CheckConstraint(
                name="a_criterion_unless_help_was_offered",
                condition=Q(source="safety") | Q(criterion__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signal_id}"
