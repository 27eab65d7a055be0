"""Young people, with no more than the work needs: one table per class of information."""

from django.db import models
from django.db.models.functions import Lower

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import InformationClass
from houvast.people.rules import PreferredChannel


class Person(Kept):
    """A young person (jongere): a pseudonym and a date of destruction, nothing else."""

    information_class = InformationClass.PR

    id = own_key()

    def __str__(self) -> str:
        return f"{self.id}"


class Nickname(Kept):
    """What people call a young person: all that coordinator and team lead see of the identity."""

    information_class = InformationClass.ID

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.PROTECT)
    text = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.person_id}"


class Identity(Kept):
    """Name, birth date and how to reach a young person. An unknown birth date is allowed."""

    information_class = InformationClass.ID

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.PROTECT)
    given_name = models.CharField(max_length=60, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    preferred_channel = models.CharField(
        max_length=20, blank=True, choices=[(one.value, one.value) for one in PreferredChannel]
    )

    class Meta:
        indexes = [models.Index(Lower("family_name"), "birth_date", name="identity_known")]
        constraints = [
            models.CheckConstraint(
                name="phone_can_be_rung",
                condition=models.Q(phone="") | models.Q(phone__regex=r"^\+[1-9][0-9]{7,14}$"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"
