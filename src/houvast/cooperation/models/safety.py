"""Signals of Veiligheid: apart from everything of the college, and what leaves of them."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import Controller, InformationClass
from houvast.cooperation.rules.police_words import TEXTS, Beside
from houvast.cooperation.rules.safety import (
    LONGEST,
    SHORT,
    Mend,
    OfferState,
    PoliceArticle,
    Reach,
    SafetySource,
)
from houvast.errors import NotFound
from houvast.people.models import Person
from houvast.tracks.models import EntryCriterion, Signal
from houvast.tracks.rules.informing import Language, TellChannel
from houvast.tracks.rules.states import FactKind, SignalState

MAYOR = Controller.BURGEMEESTER.value
BELONGS: Any = {"on_delete": models.PROTECT, "related_name": "+"}
MAYBE: Any = BELONGS | {"null": True, "blank": True}
USER = settings.AUTH_USER_MODEL


def _of(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in kind]


def _without_police() -> Q:
    """A text of a signal of police stands here when somebody said that it holds nothing of it."""
    stands = Q(source="police")
    for beside, names in TEXTS.items():
        stands &= Q(without_police__contains=[beside.value]) | Q(**dict.fromkeys(names, ""))
    return stands


def _of_the_mayor(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(controller=MAYOR))


class HelpOfferQuerySet(models.QuerySet["HelpOffer"]):
    """Offers that the actor may see."""

    def one(self, offer_id: UUID) -> "HelpOffer":
        """The offer with this id. Raises NotFound."""
        found = self.filter(pk=offer_id).first()
        if found is None:
            raise NotFound
        return found


class HelpOffer(Kept):
    """The record that the mayor gave something to the college: what, on which ground, by whom.

    No column of it can hold a text: why stays with the signal, where the college cannot come.
    """

    information_class = InformationClass.SH

    id = own_key()
    what = ArrayField(models.CharField(max_length=11, choices=_of(Reach)))
    ground = models.CharField(max_length=3)
    state = models.CharField(max_length=9, choices=_of(OfferState))
    decided_by = models.ForeignKey(USER, **BELONGS)
    decided_at = models.DateTimeField()
    needs_second = models.BooleanField()
    second = models.ForeignKey(USER, **MAYBE)
    second_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    signal = models.OneToOneField(Signal, **MAYBE)
    """What it became at the college. Nothing leads from there to here."""
    tell_by = models.DateField(null=True, blank=True)
    """The young person hears it when it is first given to another (trust T-34)."""
    told_on = models.DateField(null=True, blank=True)
    told_how = models.CharField(max_length=9, blank=True, choices=_of(TellChannel))
    told_in = models.CharField(max_length=5, blank=True, choices=_of(Language))
    told_words = models.CharField(max_length=5, blank=True)
    told_by = models.ForeignKey(USER, **MAYBE)
    mended_at = models.DateTimeField(null=True, blank=True)
    """When it was taken back, or put right at who had got it."""
    mended_by = models.ForeignKey(USER, **MAYBE)
    mended_for = models.CharField(max_length=8, blank=True, choices=_of(Mend))
    wrong = ArrayField(models.CharField(max_length=11, choices=_of(Reach)), default=list)

    objects = HelpOfferQuerySet.as_manager()

    class Meta:
        constraints = [
            _of_the_mayor("help_offered_by_the_mayor"),
            models.CheckConstraint(
                name="a_second_person_looks_along",
                condition=Q(second__isnull=True) | ~Q(second=F("decided_by")),
            ),
            models.CheckConstraint(
                name="help_offered_says_only_how_to_reach",
                condition=Q(what__contained_by=[one.value for one in Reach])
                & Q(ground__regex=r"^G[0-9]{2}$"),
            ),
            models.CheckConstraint(
                name="sent_after_who_looks_along",
                condition=Q(
                    ~Q(state="sent"),
                    sent_at__isnull=True,
                    signal__isnull=True,
                    tell_by__isnull=True,
                    told_on__isnull=True,
                )
                | Q(
                    Q(needs_second=False) | Q(second__isnull=False),
                    state__in=["sent", "withdrawn"],
                    sent_at__isnull=False,
                    signal__isnull=False,
                    tell_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="mended_for_one_of_these",
                condition=Q(
                    ~Q(state="withdrawn"), mended_at=None, mended_by=None, mended_for="", wrong=[]
                )
                | Q(mended_at__isnull=False, mended_by__isnull=False)
                & (
                    Q(
                        mended_for__in=["mistaken", "lapsed"],
                        state__in=["sent", "withdrawn"],
                        wrong=[],
                    )
                    | Q(~Q(wrong=[]), mended_for="wrong", state="sent")
                    & Q(wrong__contained_by=F("what"))
                ),
            ),
            models.CheckConstraint(
                name="told_how_and_by_whom",
                condition=Q(told_on__isnull=True, told_by__isnull=True, told_how="")
                | Q(~Q(told_how=""), ~Q(told_in=""), ~Q(told_words=""))
                & Q(told_on__isnull=False, told_by__isnull=False),
            ),
        ]
        indexes = [models.Index(name="offers_to_tell", fields=["municipality", "tell_by"])]

    def __str__(self) -> str:
        return f"{self.state} {self.decided_at:%Y-%m-%d}"


class SafetySignalQuerySet(models.QuerySet["SafetySignal"]):
    """Signals of Veiligheid that the actor may see."""

    def one(self, signal_id: UUID) -> "SafetySignal":
        """The signal with this id. Raises NotFound."""
        found = self.filter(pk=signal_id).first()
        if found is None:
            raise NotFound
        return found


class SafetySignal(Kept):
    """What Veiligheid was told, and what was decided about it, with the reasons."""

    information_class = InformationClass.SF

    id = own_key()
    person = models.ForeignKey(Person, **BELONGS)
    state = models.CharField(max_length=12, choices=_of(SignalState))
    entered_by = models.ForeignKey(USER, **BELONGS)
    received_at = models.DateTimeField()
    answer_by = models.DateField()
    source = models.CharField(max_length=11, choices=_of(SafetySource))
    kind = models.CharField(max_length=10, choices=_of(FactKind))
    behaviour = models.CharField(max_length=LONGEST, blank=True)
    """Empty when police gave it: that stands in a table of its own class."""
    observed_on = models.DateField()
    criterion = models.ForeignKey(EntryCriterion, **BELONGS)
    necessity = models.CharField(max_length=LONGEST, blank=True)
    proportionality = models.CharField(max_length=LONGEST, blank=True)
    subsidiarity = models.CharField(max_length=LONGEST, blank=True)
    answer = models.CharField(max_length=LONGEST, blank=True)
    """Why nothing is done."""
    sent_back = models.CharField(max_length=LONGEST, blank=True)
    """Why the second person wants it otherwise; the last one counts."""
    answered_by = models.ForeignKey(USER, **MAYBE)
    answered_at = models.DateTimeField(null=True, blank=True)
    offer = models.OneToOneField(HelpOffer, **MAYBE)
    with_police = ArrayField(
        models.CharField(max_length=9, choices=_of(Beside)), default=list, blank=True
    )
    """Which texts hold something of police: they stand with what police gave, and not here."""
    without_police = ArrayField(
        models.CharField(max_length=9, choices=_of(Beside)), default=list, blank=True
    )
    """Which texts somebody said to hold nothing of it."""

    objects = SafetySignalQuerySet.as_manager()

    class Meta:
        constraints = [
            _of_the_mayor("safety_signal_of_the_mayor"),
            models.CheckConstraint(
                name="what_police_gave_stands_apart",
                condition=Q(source="police", behaviour="")
                | Q(~Q(source="police"), ~Q(behaviour="")),
            ),
            models.CheckConstraint(
                name="safety_signal_answered_with_reasons",
                condition=Q(state__in=["received", "in_triage"], answered_by__isnull=True)
                | Q(
                    ~Q(answer="") | Q(with_police__contains=["answer"]),
                    state="turned_down",
                    answered_by__isnull=False,
                )
                | Q(
                    ~Q(necessity="") & ~Q(proportionality="") & ~Q(subsidiarity="")
                    | Q(with_police__contains=["offer"]),
                    state="taken_up",
                    answered_by__isnull=False,
                    offer__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="asked_whether_it_holds_what_police_gave",
                condition=~Q(source="police") & Q(with_police=[], without_police=[])
                | ~Q(with_police__overlap=F("without_police")) & _without_police(),
            ),
        ]
        indexes = [
            models.Index(name="safety_signals_waiting", fields=["municipality", "state"]),
        ]

    def __str__(self) -> str:
        return f"{self.id} ({self.state})"


class SafetyName(Kept):
    """Who a signal of Veiligheid is about. It stands in no list in which the college looks."""

    information_class = InformationClass.ID

    person = models.OneToOneField(
        Person, primary_key=True, on_delete=models.PROTECT, related_name="safety_name"
    )
    nickname = models.CharField(max_length=60, blank=True)
    given_name = models.CharField(max_length=60, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            _of_the_mayor("safety_name_of_the_mayor"),
            models.CheckConstraint(
                name="safety_phone_can_be_rung",
                condition=Q(phone="") | Q(phone__regex=r"^\+[1-9][0-9]{7,14}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"

    @property
    def known(self) -> tuple[Reach, ...]:
        """What is known of how to reach this young person."""
        return tuple(one for one in Reach if getattr(self, one.value))


class PoliceFacts(Kept):
    """What police gave, with what came along: article, officer, how long, and no further."""

    information_class = InformationClass.PJ

    signal = models.OneToOneField(
        SafetySignal, primary_key=True, on_delete=models.PROTECT, related_name="police"
    )
    person = models.ForeignKey(Person, **BELONGS)
    text = models.CharField(max_length=LONGEST)
    article = models.CharField(max_length=6, choices=_of(PoliceArticle))
    officer = models.CharField(max_length=SHORT)
    keep_until = models.DateField()
    no_onward = models.BooleanField(default=True)
    allowed_on = models.DateField(null=True, blank=True)
    """When its source said that an offer of help may be made of it."""
    allowed_by = models.CharField(max_length=SHORT, blank=True)
    necessity = models.CharField(max_length=LONGEST, blank=True)
    """This one and the next four: what was written beside it and holds something of it (T-22)."""
    proportionality = models.CharField(max_length=LONGEST, blank=True)
    subsidiarity = models.CharField(max_length=LONGEST, blank=True)
    answer = models.CharField(max_length=LONGEST, blank=True)
    sent_back = models.CharField(max_length=LONGEST, blank=True)

    class Meta:
        constraints = [
            _of_the_mayor("police_facts_of_the_mayor"),
            models.CheckConstraint(
                name="allowed_by_an_officer_on_a_day",
                condition=Q(allowed_on__isnull=True, allowed_by="")
                | Q(~Q(allowed_by=""), allowed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="kept_no_longer_than_police_allow",
                condition=Q(destroy_on__lte=F("keep_until")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article}"
