"""What is looked for in general words: no person, no number of persons (werk dat we missen)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from houvast.accounts.rules import InformationClass
from houvast.employers.models.employers import Added
from houvast.employers.rules.states import QuestionState, WorkKind


class BrokerQuestion(Added):
    """A question to one broker (bemiddelaar): "Zoek je iemand die van buiten werken houdt?" """

    information_class = InformationClass.PR

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    asked_on = models.DateField()
    state = models.CharField(
        max_length=13, choices=[(one.value, one.value) for one in QuestionState]
    )
    answered_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="question_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="question_answered_on_a_day",
                condition=Q(state="asked", answered_on__isnull=True)
                | Q(state__in=["asking_around", "not_now"], answered_on__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_asks_himself", condition=~Q(made_by=models.F("user"))
            ),
        ]
        indexes = [models.Index(name="questions_to_broker", fields=["user", "closed_on"])]

    def __str__(self) -> str:
        return f"{self.asked_on} {self.state}"


class MissingWorkplace(Added):
    """Work that we lack (werkplek die we missen), as a colleague noted it; found, never removed."""

    information_class = InformationClass.PR

    text = models.CharField(max_length=300)
    kind = models.CharField(
        max_length=16, blank=True, choices=[(one.value, one.value) for one in WorkKind]
    )
    noted_on = models.DateField()
    found_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="missing_workplace_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="missing_workplace_found_later",
                condition=Q(found_on__isnull=True) | Q(found_on__gte=models.F("noted_on")),
            ),
        ]
        indexes = [models.Index(name="missing_workplaces", fields=["municipality", "found_on"])]

    def __str__(self) -> str:
        return f"{self.noted_on}"
