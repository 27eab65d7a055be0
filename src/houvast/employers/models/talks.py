"""What was said with an employer, and what was promised."""

from django.db import models
from django.db.models import Q

from houvast.accounts.rules import InformationClass
from houvast.employers.models.employers import EmployerContact, OfEmployer
from houvast.employers.rules.states import PromisedBy, PromiseState


class Conversation(OfEmployer):
    """A talk with an employer, by its maker: about work, never about a young person."""

    information_class = InformationClass.PR

    contact = models.ForeignKey(
        EmployerContact, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField()
    about = models.CharField(max_length=500)
    next_on = models.DateField(null=True, blank=True)
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    """What this one corrects, by the same maker; the old words stay and are not shown."""
    correction = models.CharField(max_length=200, blank=True)
    """Why it was written anew (Verbeterd: …)."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="conversation_of_its_maker", fields=["id", "employer", "made_by"]
            ),
            models.UniqueConstraint(name="corrected_once", fields=["replaces"]),
            models.CheckConstraint(
                name="correction_has_a_reason",
                condition=Q(replaces__isnull=True, correction="")
                | (Q(replaces__isnull=False) & ~Q(correction="")),
            ),
            models.CheckConstraint(name="conversation_is_about_something", condition=~Q(about="")),
            models.CheckConstraint(
                name="next_conversation_is_later",
                condition=Q(next_on__isnull=True) | Q(next_on__gte=models.F("on")),
            ),
        ]
        indexes = [models.Index(name="talks_with_employer", fields=["employer", "-on"])]

    def __str__(self) -> str:
        return f"{self.on}"


class EmployerPromise(OfEmployer):
    """What the employer promised us, or we the employer (afspraak), and whether it was kept."""

    information_class = InformationClass.PR

    promised_by = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in PromisedBy]
    )
    text = models.CharField(max_length=500)
    due = models.DateField()
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in PromiseState])
    answered_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    """What came in between, when it was not kept."""

    class Meta:
        constraints = [
            models.CheckConstraint(name="promise_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="promise_answered_on_a_day",
                condition=Q(state="open", answered_on__isnull=True)
                | Q(state__in=["kept", "not_kept"], answered_on__isnull=False),
            ),
            models.CheckConstraint(
                name="broken_promise_has_a_reason",
                condition=Q(state="not_kept") & ~Q(reason="") | ~Q(state="not_kept") & Q(reason=""),
            ),
            models.CheckConstraint(
                name="promise_by_us_or_employer", condition=Q(promised_by__in=["employer", "us"])
            ),
        ]
        indexes = [models.Index(name="promises_of_employer", fields=["employer", "due"])]

    def __str__(self) -> str:
        return f"{self.due} {self.state}"
