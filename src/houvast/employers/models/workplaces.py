"""A workplace (werkplek) and what it asks: open to all young people, about none of them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from houvast.accounts.models import Kept
from houvast.accounts.rules import InformationClass
from houvast.employers.models.employers import OfEmployer
from houvast.employers.rules.states import (
    STORED,
    Answer,
    ConditionCode,
    OfferCode,
    PayKind,
    Strength,
    VogPayer,
    WorkKind,
)

OFFERS = [(one.value, one.value) for one in OfferCode]


class Workplace(OfEmployer):
    """A place to work or learn, where `places` people can start; `places_taken` is who did.

    `offers_yes` and `offers_no` hold what is known; what stands in neither is unknown. Unknown
    facts are empty or null: the occupation code, the postcode, the day-parts, the wage.
    """

    information_class = InformationClass.PR

    title = models.CharField(max_length=120)
    occupation = models.CharField(max_length=120, blank=True)
    isco = models.CharField(max_length=4, blank=True)
    concept = models.UUIDField(null=True, blank=True)
    """The occupation of ESCO that was chosen; a trigger knows it, and that it is of `isco`."""
    kind = models.CharField(max_length=16, choices=[(one.value, one.value) for one in WorkKind])
    pc4 = models.CharField(max_length=4, blank=True)
    is_mobile = models.BooleanField(default=False)
    district = models.CharField(max_length=8, blank=True, default="", db_default="")
    """The wijk of the work, chosen by a person: no postcode tells it. Empty: nobody chose."""
    hours_min = models.PositiveSmallIntegerField()
    hours_max = models.PositiveSmallIntegerField()
    day_parts = models.IntegerField(null=True, blank=True)
    day_parts_min = models.PositiveSmallIntegerField(default=1)
    places = models.PositiveSmallIntegerField(default=1)
    places_taken = models.PositiveSmallIntegerField(default=0)
    start_on = models.DateField(null=True, blank=True)
    end_on = models.DateField(null=True, blank=True)
    closing_on = models.DateField(null=True, blank=True)
    wage_cents = models.PositiveIntegerField(null=True, blank=True)
    pay_kind = models.CharField(
        max_length=12,
        default=PayKind.UNKNOWN.value,
        choices=[(one.value, one.value) for one in PayKind],
    )
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    minimum_age_reason = models.CharField(max_length=300, blank=True)
    asks_vog = models.BooleanField(default=False)
    vog_codes = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    vog_paid_by = models.CharField(
        max_length=12,
        default=VogPayer.UNKNOWN.value,
        choices=[(one.value, one.value) for one in VogPayer],
    )
    offers_yes = ArrayField(
        models.CharField(max_length=20, choices=OFFERS), default=list, blank=True
    )
    offers_no = ArrayField(
        models.CharField(max_length=20, choices=OFFERS), default=list, blank=True
    )
    teaches = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    skills_asked = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    crebo = models.CharField(max_length=5, blank=True)
    """Code of the qualification that someone works towards (BBL)."""
    sbb_recognised = models.CharField(
        max_length=7,
        default=Answer.UNKNOWN.value,
        choices=[(one.value, one.value) for one in Answer],
    )
    buddy = models.CharField(max_length=60, blank=True)
    jobcoach_days = models.PositiveSmallIntegerField(null=True, blank=True)
    """Days a month on which a job coach comes along."""
    reference = models.CharField(max_length=40, blank=True, default="", db_default="")
    """By what the list of the employer or broker knows it again; empty when it came by hand."""
    source = models.CharField(max_length=40, blank=True, default="", db_default="")
    external_id = models.CharField(max_length=200, blank=True, default="", db_default="")
    """By what the system that it came from knows it again, whichever employer it names."""
    description = models.CharField(max_length=2_000, blank=True, default="", db_default="")
    """What the work is, in the words of the employer. No rule reads it."""
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in STORED])
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_before = models.DateField(null=True, blank=True)
    """The confirmation before this one, to go back to when it was a slip."""
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="workplace_of_employer", fields=["id", "employer"]),
            models.UniqueConstraint(
                name="one_workplace_of_a_reference",
                fields=["employer", "reference"],
                condition=~Q(reference=""),
            ),
            models.UniqueConstraint(
                name="one_workplace_of_a_source",
                fields=["municipality", "source", "external_id"],
                condition=~Q(external_id=""),
            ),
            models.CheckConstraint(
                name="workplace_id_is_of_a_source",
                condition=Q(source="", external_id="") | (~Q(source="") & ~Q(external_id="")),
            ),
            models.CheckConstraint(name="workplace_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="workplace_state_is_stored",
                condition=Q(state__in=["draft", "offered", "filled", "withdrawn"]),
            ),
            models.CheckConstraint(
                name="workplace_isco_has_4_digits", condition=Q(isco__regex="^([0-9]{4})?$")
            ),
            models.CheckConstraint(
                name="workplace_pc4_has_4_digits", condition=Q(pc4__regex="^([1-9][0-9]{3})?$")
            ),
            models.CheckConstraint(
                name="workplace_district_is_a_wijk",
                condition=Q(district__regex="^(WK[0-9]{4}[0-9A-Z]{2})?$"),
            ),
            models.CheckConstraint(
                name="workplace_hours_can_be",
                condition=Q(hours_min__gte=1, hours_min__lte=F("hours_max"), hours_max__lte=60),
            ),
            models.CheckConstraint(
                name="workplace_day_parts_are_28_bits",
                condition=Q(day_parts__isnull=True) | Q(day_parts__gte=1, day_parts__lt=1 << 28),
            ),
            models.CheckConstraint(
                name="workplace_day_parts_min_can_be",
                condition=Q(day_parts_min__gte=1, day_parts_min__lte=28),
            ),
            models.CheckConstraint(name="workplace_has_places", condition=Q(places__gte=1)),
            models.CheckConstraint(
                name="workplace_places_taken_exist",
                condition=Q(places_taken__gte=0, places_taken__lte=F("places")),
            ),
            models.CheckConstraint(
                name="workplace_state_fits_places",
                condition=Q(state="draft", places_taken=0)
                | Q(state="offered", places_taken__lt=F("places"))
                | Q(state="filled", places_taken=F("places"))
                | Q(state="withdrawn"),
            ),
            models.CheckConstraint(
                name="offered_workplace_was_confirmed",
                condition=Q(state__in=["draft", "withdrawn"]) | Q(confirmed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="workplace_ends_later",
                condition=Q(start_on__isnull=True)
                | Q(end_on__isnull=True)
                | Q(end_on__gte=F("start_on")),
            ),
            models.CheckConstraint(
                name="workplace_wage_is_an_hour_wage",
                condition=Q(wage_cents__isnull=True) | Q(wage_cents__gte=1, wage_cents__lte=20000),
            ),
            models.CheckConstraint(
                name="minimum_age_has_a_reason",
                condition=Q(minimum_age__isnull=True, minimum_age_reason="")
                | Q(
                    minimum_age__isnull=False,
                    minimum_age__gte=13,
                    minimum_age__lte=26,
                    minimum_age_reason__regex=r"\S.{8,}\S",
                ),
            ),
            models.CheckConstraint(
                name="vog_details_only_when_asked",
                condition=Q(asks_vog=True) | Q(vog_codes=[], vog_paid_by="unknown"),
            ),
            models.CheckConstraint(
                name="workplace_crebo_has_5_digits",
                condition=Q(crebo="") | Q(crebo__regex="^[0-9]{5}$", kind="bbl"),
            ),
            models.CheckConstraint(
                name="workplace_sbb_answer_exists",
                condition=Q(sbb_recognised__in=["yes", "no", "unknown"]),
            ),
            models.CheckConstraint(
                name="workplace_pay_kind_exists",
                condition=Q(
                    pay_kind__in=["wage", "allowance", "benefit_kept", "unpaid", "unknown"]
                ),
            ),
            models.CheckConstraint(
                name="workplace_jobcoach_days_fit_a_month",
                condition=Q(jobcoach_days__isnull=True) | Q(jobcoach_days__lte=23),
            ),
            models.CheckConstraint(
                name="withdrawn_workplace_has_a_day",
                condition=Q(state="withdrawn", withdrawn_on__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="offer_is_yes_or_no",
                condition=~Q(offers_yes__overlap=F("offers_no")),
            ),
        ]
        indexes = [
            models.Index(
                name="workplaces_counted",
                fields=["municipality", "state", "confirmed_on"],
                include=["destroy_on", "employer"],
            ),
            models.Index(
                "municipality",
                Lower("title"),
                F("confirmed_on").desc(nulls_last=True),
                "id",
                name="workplaces_by_title",
            ),
        ]
        """With what the row policies ask, so that counting reads the index alone; and in the whole
        order of the list, so that a thousand places of one title are not sorted for one page."""

    def __str__(self) -> str:
        return f"{self.title} ({self.state})"


class WorkplaceCondition(OfEmployer):
    """What the work asks (eis), with the reason that lies in the work. Dropped, never removed."""

    information_class = InformationClass.PR

    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="conditions")
    code = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in ConditionCode]
    )
    strength = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Strength])
    reason = models.CharField(max_length=300, blank=True)
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="condition_asked_once",
                fields=["workplace", "code"],
                condition=Q(dropped_on__isnull=True),
            ),
            models.CheckConstraint(
                name="required_condition_has_a_reason",
                condition=~Q(strength="required") | Q(reason__regex=r"\S.{8,}\S"),
            ),
            models.CheckConstraint(
                name="condition_strength_exists",
                condition=Q(strength__in=["required", "preferred", "unknown"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.strength}"


class WorkplaceChange(Kept):
    """When a workplace, what it asks or its employer last changed, as the number of a transaction.

    Written by triggers alone. Whoever keeps workplaces in memory asks what changed since.
    """

    information_class = InformationClass.PR

    workplace = models.OneToOneField(
        Workplace, on_delete=models.PROTECT, primary_key=True, related_name="change"
    )
    changed_in = models.BigIntegerField()
    """The number of the transaction, epoch included: it never comes back."""

    class Meta:
        indexes = [
            models.Index(name="workplaces_changed_in", fields=["municipality", "changed_in"])
        ]

    def __str__(self) -> str:
        return f"changed in {self.changed_in}"
