"""The registers of grounds and of partners: versions, of which one per line is in force."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import Municipality, Organisation, own_key
from houvast.accounts.rules import Controller, InformationClass, Purpose
from houvast.sharing.rules.grounds import (
    CONSENT,
    NEVER_BY_CONSENT,
    OF_THE_MAYOR,
    REFUSED,
    VITAL,
    WAMS,
    WGS,
    GroundFacts,
    GroundStatus,
)
from houvast.sharing.rules.partners import PartnershipFacts, PartnershipKind
from houvast.sharing.rules.registers import RegisterState

KINDS = [(one.value, one.value) for one in InformationClass]
PURPOSES = [(one.value, one.value) for one in Purpose]
CONTROLLERS = [(one.value, one.value) for one in Controller]
SECOND_PERSON = (
    Q(state="proposed", proposed_by__isnull=False, answered_by__isnull=True)
    | Q(state__in=["in_force", "replaced"], proposed_by__isnull=True, answered_by__isnull=True)
    | Q(proposed_by__isnull=False, answered_by__isnull=False, answered_at__isnull=False)
    & (Q(state="declined") | (~Q(state="proposed") & ~Q(answered_by=F("proposed_by"))))
)
"""Nobody agrees to a change of his own; what came with Houvast was proposed by nobody."""


class Version(models.Model):
    """A version of a line in a register. It never changes: another one takes over."""

    id = own_key()
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in RegisterState]
    )
    reason = models.CharField(max_length=300, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Ground(Version):
    """A legal ground (grondslag) with what it may be used for (trust T-14)."""

    code = models.CharField(max_length=3)
    title = models.CharField(max_length=100)
    article = models.CharField(max_length=200)
    link = models.CharField(max_length=300, blank=True)
    remark = models.CharField(max_length=300, blank=True)
    status = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in GroundStatus]
    )
    controllers = ArrayField(models.CharField(max_length=12, choices=CONTROLLERS))
    kinds = ArrayField(models.CharField(max_length=2, choices=KINDS))
    purposes = ArrayField(models.CharField(max_length=20, choices=PURPOSES))
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    published = models.CharField(max_length=20, blank=True)
    document = models.CharField(max_length=200, blank=True)
    decided_for = models.CharField(max_length=12, blank=True, choices=CONTROLLERS)
    decided_on = models.DateField(null=True, blank=True)
    advice = models.CharField(max_length=200, blank=True)
    advised_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    source_on = models.DateField()
    to_verify = models.BooleanField()
    """A lawyer still has to look at it: it is a setting and not what the law says."""

    class Meta:
        constraints = [
            models.CheckConstraint(name="ground_by_a_second_person", condition=SECOND_PERSON),
            models.UniqueConstraint(
                name="one_ground_in_force",
                fields=["municipality", "code"],
                condition=Q(state="in_force"),
            ),
            models.UniqueConstraint(
                name="one_ground_proposed",
                fields=["municipality", "code"],
                condition=Q(state="proposed"),
            ),
            models.CheckConstraint(
                name="ground_of_the_list", condition=Q(code__regex=r"^G(0[1-9]|1[0-5])$")
            ),
            models.CheckConstraint(
                name="legitimate_interest_stays_off",
                condition=~Q(code=REFUSED) | Q(status="disabled"),
            ),
            models.CheckConstraint(
                name="wams_with_its_number_only",
                condition=~Q(code=WAMS)
                | Q(status="disabled")
                | Q(published__regex=r"^Stb\. [0-9]{4}, [0-9]{1,4}$", valid_from__isnull=False),
            ),
            models.CheckConstraint(
                name="wgs_for_that_a_case_is_there",
                condition=~Q(code=WGS)
                | Q(kinds__contained_by=["PR"], purposes__contained_by=["process_steering"]),
            ),
            models.CheckConstraint(
                name="grounds_of_the_mayor",
                condition=~Q(code__in=OF_THE_MAYOR)
                | Q(controllers__contained_by=[Controller.BURGEMEESTER.value]),
            ),
            models.CheckConstraint(
                name="vital_interest_in_need_only",
                condition=~Q(code=VITAL) | Q(purposes__contained_by=[Purpose.EMERGENCY.value]),
            ),
            models.CheckConstraint(
                name="no_consent_for_safety_or_duty",
                condition=~Q(code=CONSENT)
                | ~Q(purposes__overlap=[one.value for one in NEVER_BY_CONSENT]),
            ),
            models.CheckConstraint(
                name="ground_on_with_a_decision",
                condition=Q(status="disabled")
                | Q(proposed_by__isnull=True)
                | (~Q(document="") & ~Q(decided_for="") & ~Q(advice=""))
                & Q(decided_on__isnull=False, advised_on__isnull=False),
            ),
            models.CheckConstraint(
                name="ground_ends_later",
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"

    def facts(self) -> GroundFacts:
        """What this version says."""
        return GroundFacts(
            status=GroundStatus(self.status),
            controllers=tuple(Controller(one) for one in self.controllers),
            kinds=tuple(InformationClass(one) for one in self.kinds),
            purposes=tuple(Purpose(one) for one in self.purposes),
            decided_for=Controller(self.decided_for) if self.decided_for else None,
            **{name: getattr(self, name) for name in PLAIN},
        )


PLAIN = (
    *("valid_from", "valid_until", "published", "document", "decided_on"),
    *("advice", "advised_on", "source", "source_on", "to_verify"),
)
"""What the fields of a ground and its columns have in common."""


class Partnership(Version):
    """What was agreed with an organisation: a covenant it joined, or a contract (trust T-16)."""

    line = models.UUIDField()
    """The first version: what takes over from what."""
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=9, choices=[(one.value, one.value) for one in PartnershipKind]
    )
    name = models.CharField(max_length=120)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    kinds = ArrayField(models.CharField(max_length=2, choices=KINDS))
    contact = models.CharField(max_length=120)
    security_officer = models.CharField(max_length=120)
    document = models.CharField(max_length=200)
    police_decision = models.CharField(max_length=200, blank=True)
    incidental = models.BooleanField(default=False)
    conditions = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="partner_by_a_second_person", condition=SECOND_PERSON),
            models.UniqueConstraint(
                name="one_partnership_in_force", fields=["line"], condition=Q(state="in_force")
            ),
            models.UniqueConstraint(
                name="one_partnership_proposed", fields=["line"], condition=Q(state="proposed")
            ),
            models.CheckConstraint(
                name="partnership_ends_later",
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
            ),
            models.CheckConstraint(
                name="contract_has_an_end", condition=Q(kind="covenant") | Q(left_on__isnull=False)
            ),
            models.CheckConstraint(
                name="police_data_with_a_decision",
                condition=~Q(kinds__contains=["PJ"]) | ~Q(police_decision=""),
            ),
            models.CheckConstraint(
                name="no_special_kinds_to_partners", condition=~Q(kinds__contains=["SC"])
            ),
            models.CheckConstraint(
                name="incidental_on_conditions",
                condition=Q(incidental=False) | ~Q(conditions=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"

    def facts(self) -> PartnershipFacts:
        """What this version says."""
        return PartnershipFacts(
            kind=PartnershipKind(self.kind),
            kinds=tuple(InformationClass(one) for one in self.kinds),
            **{name: getattr(self, name) for name in OF_PARTNER},
        )


OF_PARTNER = (
    *("name", "joined_on", "left_on", "contact", "security_officer", "document"),
    *("police_decision", "incidental", "conditions"),
)
"""What the fields of a partnership and its columns have in common."""
