"""Plans that were brought, what may answer a question, and what people decided about that.

The machine writes passages and suggestions; every mark and fact has a person and a moment. Nothing
of it changes afterwards: another mark takes the place of the one before, which stays.
"""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from houvast.accounts.models import Kept, own_key
from houvast.accounts.rules import InformationClass
from houvast.errors import NotFound
from houvast.plans.rules.facts import FactKind
from houvast.plans.rules.judging import Decision, Responsible
from houvast.plans.rules.schemes import CODE
from houvast.uploads.models import Upload

SHA256 = 64
IS_FLAG = Q(about__startswith="RF")
SUPPORTS = Q(decision__in=["proves", "partly"])


def of_a_user(**more: Any) -> "models.ForeignKey[Any, Any]":
    """Who did something: the account stays as long as the row does."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **more
    )


class RowSet(models.QuerySet[Any]):
    """Finds one row of those that the actor may see."""

    def one(self, key: UUID, **asked: Any) -> Any:
        """Return this row. Raises NotFound."""
        found = self.filter(pk=key, **asked).first()
        if found is None:
            raise NotFound
        return found


Rows = RowSet.as_manager


class Arrival(Upload):
    """A file that waits until a job has read it. Only who brought it sees that; a day at most."""

    information_class = InformationClass.PR

    title = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)
    """How the file was called."""
    document = models.UUIDField(null=True)
    """The plan of which this is a next version; nothing for a new one."""
    content = models.BinaryField()
    """Empty once it was read, or could not be."""


class Document(Kept):
    """A plan; each file of it is a version."""

    information_class = InformationClass.PR

    id = own_key()
    title = models.CharField(max_length=200)
    brought_by = of_a_user()
    brought_at = models.DateTimeField()

    objects = Rows()

    class Meta:
        constraints = [
            models.CheckConstraint(name="plan_has_a_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title


class Catalogue(Kept):
    """The questions as they were when a plan was held against them (rule PL-11)."""

    information_class = InformationClass.PR

    id = own_key()
    version = models.CharField(max_length=20)
    content = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="questions_are_kept_once", fields=["municipality", "version"]
            ),
        ]

    def __str__(self) -> str:
        return self.version


class Version(Kept):
    """A file of a plan, as it was read: the same file is the same version.

    Brought again when other questions are asked, it is the next version of its plan.
    """

    information_class = InformationClass.PR

    id = own_key()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    checksum = models.CharField(max_length=SHA256)
    questions = models.CharField(max_length=20)
    """The version of the questions that it was read for."""
    name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=8)
    pages = models.PositiveSmallIntegerField(null=True)
    text = models.TextField()
    notices = models.JSONField()
    brought_by = of_a_user()
    brought_at = models.DateTimeField()

    objects = Rows()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="same_file_is_same_version",
                fields=["municipality", "checksum", "questions"],
            ),
            models.UniqueConstraint(name="version_has_its_number", fields=["document", "number"]),
            models.CheckConstraint(
                name="version_is_of_a_file",
                condition=Q(checksum__regex="^[0-9a-f]{64}$", number__gte=1) & ~Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.number}"


class Passage(Kept):
    """A piece of a version: `begins` and `ends` count the characters of its text.

    What seems to be about a person is `personal`: it is shown to nobody and has no mark (PL-09).
    """

    information_class = InformationClass.PR

    id = own_key()
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="passages")
    number = models.PositiveIntegerField()
    begins = models.PositiveIntegerField()
    ends = models.PositiveIntegerField()
    page = models.PositiveSmallIntegerField(null=True)
    label = models.CharField(max_length=20, blank=True)
    paragraph = models.PositiveIntegerField()
    heading = models.JSONField()
    is_heading = models.BooleanField()
    personal = models.BooleanField()

    objects = Rows()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="passage_has_its_number", fields=["version", "number"]),
            models.CheckConstraint(
                name="passage_is_found_again",
                condition=Q(begins__lt=F("ends"), paragraph__gte=1)
                & (Q(page=None) | Q(page__gte=1)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class Reading(Kept):
    """One version held against one version of the questions, by people."""

    information_class = InformationClass.PR

    id = own_key()
    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="reading")
    catalogue = models.ForeignKey(Catalogue, on_delete=models.PROTECT, related_name="+")
    engine = models.CharField(max_length=20)
    responsible = models.CharField(
        max_length=8, blank=True, choices=[(one.value, one.value) for one in Responsible]
    )
    """Who is responsible for work in this plan, as a person read it; empty until somebody did."""
    responsible_by = of_a_user(null=True)
    scheme = models.CharField(max_length=20, blank=True)
    """For which scheme this version was written, by its code; empty until a person says so."""
    scheme_by = of_a_user(null=True)
    finished_by = of_a_user(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = Rows()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reading_is_finished_by_a_person",
                condition=Q(finished_by=None, finished_at=None)
                | Q(finished_by__isnull=False, finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="responsible_is_said_by_a_person",
                condition=Q(responsible="", responsible_by=None)
                | ~Q(responsible="") & Q(responsible_by__isnull=False),
            ),
            models.CheckConstraint(
                name="scheme_is_said_by_a_person",
                condition=Q(scheme="", scheme_by=None)
                | Q(scheme__regex=CODE, scheme_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Suggestion(Kept):
    """A passage that the machine points at for a question or a flag, and why. No decision."""

    information_class = InformationClass.PR

    id = own_key()
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="suggestions")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=8)
    place = models.PositiveSmallIntegerField()
    reasons = models.JSONField()
    words = models.JSONField()
    """Where the words stand, in characters of the text of the version."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="passage_is_pointed_at_once", fields=["reading", "about", "passage"]
            ),
            models.CheckConstraint(
                name="five_at_most_are_pointed_at", condition=Q(place__range=(1, 5))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.place}"


class Mark(Kept):
    """What a person decided of a passage, or that nothing was found. The newest one counts."""

    information_class = InformationClass.PR

    id = own_key()
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="marks")
    about = models.CharField(max_length=8)
    passage = models.ForeignKey(Passage, null=True, on_delete=models.PROTECT, related_name="+")
    quote = models.TextField(blank=True)
    decision = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Decision])
    other = models.CharField(max_length=8, blank=True)
    """The question that the passage does belong to."""
    level = models.PositiveSmallIntegerField(null=True)
    by = of_a_user()
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    objects = Rows()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_mark_counts",
                fields=["reading", "about", "passage"],
                condition=Q(replaced_at=None),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="level_is_of_what_supports",
                condition=Q(level__isnull=False, level__range=(1, 4)) & SUPPORTS & ~IS_FLAG
                | Q(level=None) & (~SUPPORTS | IS_FLAG),
            ),
            models.CheckConstraint(
                name="mark_is_of_a_passage_or_of_none",
                condition=Q(decision="not_found", passage=None, quote="") & ~IS_FLAG
                | ~Q(decision="not_found") & Q(passage__isnull=False) & ~Q(quote=""),
            ),
            models.CheckConstraint(
                name="other_question_is_another",
                condition=Q(decision="other") & ~Q(other="") & ~Q(other=F("about"))
                | ~Q(decision="other") & Q(other=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.decision}"


class Fact(Kept):
    """An amount, staff or a number of young people that a person accepted, with its period."""

    information_class = InformationClass.PR

    id = own_key()
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="facts")
    about = models.CharField(max_length=8)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=[(one.value, one.value) for one in FactKind])
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    period = models.CharField(max_length=60)
    accepted_by = of_a_user()
    accepted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = Rows()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="fact_counts_once",
                fields=["reading", "kind", "amount", "period"],
                condition=Q(withdrawn_at=None),
            ),
            models.UniqueConstraint(
                name="one_total_counts",
                fields=["reading"],
                condition=Q(kind="total", withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="fact_has_an_amount_and_a_period",
                condition=Q(amount__gt=0) & ~Q(period="") & ~IS_FLAG,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.kind}"


class FollowUp(Kept):
    """What somebody is going to do about a gap, and before which day."""

    information_class = InformationClass.PR

    id = own_key()
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="follow_ups")
    about = models.CharField(max_length=8)
    what = models.CharField(max_length=500)
    owner = models.CharField(max_length=100)
    due = models.DateField()
    by = of_a_user()
    at = models.DateTimeField()
    done_by = of_a_user(null=True)
    done_at = models.DateTimeField(null=True)

    objects = Rows()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="follow_up_says_what_and_who", condition=~Q(what="") & ~Q(owner="")
            ),
            models.CheckConstraint(
                name="follow_up_is_done_by_a_person",
                condition=Q(done_by=None, done_at=None)
                | Q(done_by__isnull=False, done_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.due}"
