"""An employer (werkgever), who works there, and who of us knows whom."""

from typing import TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from houvast.accounts.models import Kept, Organisation, own_key
from houvast.accounts.rules import InformationClass
from houvast.employers.rules.states import Sector
from houvast.errors import NotFound

M = TypeVar("M", bound=models.Model)


class Visible(models.QuerySet[M]):
    """Rows that the actor may see."""

    def one(self, key: object) -> M:
        """The row with this id. Raises NotFound."""
        found = self.filter(pk=key).first()
        if found is None:
            raise NotFound
        return found


class Added(Kept):
    """A row with its maker. The key may come from a form: the same form sent twice is one row."""

    id = own_key()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = Visible.as_manager()

    class Meta:
        abstract = True


class Employer(Added):
    """A local organisation that offers work (werkgever), looked after by one of our own."""

    information_class = InformationClass.PR

    name = models.CharField(max_length=120)
    kvk = models.CharField(max_length=8, blank=True)
    """Number in the trade register; branches share it."""
    branch = models.CharField(max_length=12, blank=True, default="", db_default="")
    """Number of the branch there (vestigingsnummer); no two share it."""
    sector = models.CharField(
        max_length=1, blank=True, choices=[(one.value, one.value) for one in Sector]
    )
    place_name = models.CharField(max_length=80, blank=True)
    pc4 = models.CharField(max_length=4, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    account_manager = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="employer_of_place", fields=["id", "municipality"]),
            models.UniqueConstraint(
                name="one_branch_of_an_employer",
                fields=["municipality", "kvk", "pc4", "branch"],
                condition=~Q(kvk=""),
            ),
            models.UniqueConstraint(
                name="one_employer_of_a_branch",
                fields=["municipality", "branch"],
                condition=~Q(branch=""),
            ),
            models.CheckConstraint(
                name="employer_branch_has_12_digits", condition=Q(branch__regex="^([0-9]{12})?$")
            ),
            models.CheckConstraint(name="employer_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="employer_kvk_has_8_digits", condition=Q(kvk__regex="^([0-9]{8})?$")
            ),
            models.CheckConstraint(
                name="employer_sector_is_a_section", condition=Q(sector__regex="^[A-U]?$")
            ),
            models.CheckConstraint(
                name="employer_pc4_has_4_digits", condition=Q(pc4__regex="^([1-9][0-9]{3})?$")
            ),
        ]
        indexes = [
            models.Index("municipality", Lower("name"), "id", name="employers_by_name"),
            models.Index(
                name="employers_in_places",
                fields=["municipality", "place_name"],
                include=["destroy_on", "id"],
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OfEmployer(Added):
    """A row of an employer. A composite key in the database keeps it in the same municipality."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True


class EmployerContact(OfEmployer):
    """Someone who works at an employer, and how to reach him or her (contactpersoon).

    Class ID: the name and the numbers are personal data of the employer's staff. At most one is
    fixed: the one to ring first.
    """

    information_class = InformationClass.ID

    name = models.CharField(max_length=120)
    function = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    evening_phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    is_fixed = models.BooleanField(default=False)
    left_on = models.DateField(null=True, blank=True)
    """Since when this person no longer works there."""

    class Meta:
        constraints = [
            models.UniqueConstraint(name="contact_of_employer", fields=["id", "employer"]),
            models.UniqueConstraint(
                name="one_fixed_contact", fields=["employer"], condition=Q(is_fixed=True)
            ),
            models.CheckConstraint(name="contact_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="contact_can_be_reached",
                condition=~Q(phone="") | ~Q(evening_phone="") | ~Q(email=""),
            ),
            models.CheckConstraint(
                name="fixed_contact_works_there",
                condition=Q(is_fixed=False) | Q(left_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id}"


class BrokerLink(OfEmployer):
    """A local entrepreneur who brings workplaces (bemiddelaar) and may see this employer, until."""

    information_class = InformationClass.PR

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="broker_link_ends_later", condition=Q(until__gte=F("since"))
            ),
            models.CheckConstraint(name="nobody_links_himself", condition=~Q(made_by=F("user"))),
        ]
        indexes = [models.Index(name="broker_links", fields=["user", "employer", "until"])]

    def __str__(self) -> str:
        return f"until {self.until:%Y-%m-%d}"


class KnownBy(OfEmployer):
    """Who of us knows whom at an employer (wie kent wie): the shortest way in."""

    information_class = InformationClass.PR

    contact = models.ForeignKey(EmployerContact, on_delete=models.PROTECT, related_name="known_by")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=120, blank=True)
    since = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    """Since when this is not so any more."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="known_once",
                fields=["contact", "user"],
                condition=Q(ended_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.contact_id}"
