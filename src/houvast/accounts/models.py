"""Municipalities, organisations, teams, the people who sign in, and working days."""

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q

from houvast.accounts.rules import (
    OF_EMPLOYERS,
    TOKEN_DAYS,
    Controller,
    InformationClass,
    OrganisationKind,
    Purpose,
    Role,
    Scope,
    SuspendReason,
)


def own_key() -> models.UUIDField:  # type: ignore[type-arg]
    """A key made in Python: RETURNING would need the right to read the new row."""
    return models.UUIDField(primary_key=True, default=uuid4, editable=False)


class Municipality(models.Model):
    """A municipality (gemeente) served by this installation; it has two controllers."""

    id = own_key()
    name = models.CharField(max_length=100, unique=True)

    def __str__(self) -> str:
        return self.name


class Kept(models.Model):
    """What every row with personal data carries: whose it is, who answers for it, until when.

    `information_class` says what kind of data the table holds (one class per table, because row
    security cannot hide a column). Past `destroy_on` no policy shows the row (trust T-62).
    """

    information_class: ClassVar[InformationClass]

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    controller = models.CharField(
        max_length=12,
        choices=[(one.value, one.value) for one in Controller],
        default=Controller.COLLEGE.value,
    )
    destroy_on = models.DateField()

    class Meta:
        abstract = True


class Organisation(models.Model):
    """An organisation that takes part; it acts for one of the two controllers."""

    id = own_key()
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    name = models.CharField(max_length=100)
    kind = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in OrganisationKind]
    )
    controller = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in Controller]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="organisation_named_once", fields=["municipality", "name"])
        ]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """People of one organisation who work together; a team lead sees its process facts."""

    id = own_key()
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name


class Programme(models.Model):
    """A programme (programma) under which tracks run, with settings of its own."""

    id = own_key()
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name


class Accounts(BaseUserManager["User"]):
    """Finds people who sign in."""


class User(AbstractBaseUser):
    """Someone who signs in and works for one municipality; a system user never signs in."""

    id = own_key()
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=100)
    function = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    is_system = models.BooleanField(default=False)
    system_of = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Whose linked system this is: it has no role in a team and never signs in. Not for people."""
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_for = models.CharField(
        max_length=12, blank=True, choices=[(one.value, one.value) for one in SuspendReason]
    )
    """Why, as long as it lasts."""
    signed_out_at = models.DateTimeField(null=True, blank=True)
    """Every session and every key of before this moment has ended (accounts 0017)."""

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    objects = Accounts()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="suspended_for_a_reason_of_the_list",
                condition=Q(suspended_for="")
                | Q(suspended_at__isnull=False)
                & Q(suspended_for__in=[one.value for one in SuspendReason]),
            )
        ]

    def __str__(self) -> str:
        return self.username

    def get_session_auth_hash(self) -> str:
        """What a session holds of its user: another password, or being signed out, ends it."""
        return self._since_signed_out(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same with the older keys of the installation."""
        yield from map(self._since_signed_out, super().get_session_auth_fallback_hash())

    def _since_signed_out(self, of_password: str) -> str:
        if self.signed_out_at is None:
            return of_password
        return sha256(f"{of_password}{self.signed_out_at.timestamp()}".encode()).hexdigest()


class Membership(models.Model):
    """A role in a team, from and until: the only way to have a role. Never granted to oneself."""

    id = own_key()
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Role])
    since = models.DateTimeField()
    until = models.DateTimeField()
    granted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lapses_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When it lapses if nobody looks at it again; the database fills it in (accounts 0020).

    What ends sooner was ended by somebody, or by a contract. Empty for roles of before.
    """
    is_deputy = models.BooleanField(default=False, db_default=False)
    """Stands in for the coordinator: sees and does the same, and is asked when he is not there."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="deputy_of_the_coordinator",
                condition=Q(is_deputy=False)
                | Q(role=Role.PROCESS_COORDINATOR.value, granted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="membership_ends_later", condition=Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="no_role_granted_to_oneself",
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("user")),
            ),
        ]
        indexes = [models.Index(name="serves", fields=["user", "role", "until"])]

    def __str__(self) -> str:
        return f"{self.role} until {self.until:%Y-%m-%d}"


class HiringContract(models.Model):
    """Until when a coach of another organisation is hired; a newer row takes over, none changes.

    Past the last day of contract or processing agreement nothing opens for that coach (trust T-24).
    """

    id = own_key()
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="contracts")
    starts_on = models.DateField()
    ends_on = models.DateField()
    processing_until = models.DateField()
    """The last day of the processing agreement (verwerkersovereenkomst) with the organisation."""
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contract_ends_later", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(name="nobody_hires_himself", condition=~Q(set_by=F("user"))),
        ]
        indexes = [models.Index(name="contracts_of_coach", fields=["user", "set_at"])]

    def __str__(self) -> str:
        return f"until {self.last_day}"

    @property
    def last_day(self) -> date:
        """The first of the two ends."""
        return min(self.ends_on, self.processing_until)


class Token(models.Model):
    """What a system shows to act for one user (toegang voor een systeem, README 16).

    Without a user (koppeling) `user` is the account of the linked system itself.

    One role, one purpose, some scopes, at most 90 days. Of the secret only a hash is kept, in a
    column that the application can fill and not read; `prefix` tells tokens apart on screen.
    """

    id = own_key()
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=60)
    """Which system it is for, in the words of the user."""
    role = models.CharField(max_length=20)
    purpose = models.CharField(max_length=20)
    scopes = ArrayField(models.CharField(max_length=20))
    prefix = models.CharField(max_length=12)
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Who answers for a token without a user; empty for one that acts for its user."""
    destroy_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="token_without_a_user_reaches_work_only",
                condition=~Q(role=Role.LINKED_SYSTEM.value) & Q(made_by=None)
                | Q(
                    role=Role.LINKED_SYSTEM.value,
                    purpose=Purpose.WORK_EXCHANGE.value,
                    made_by__isnull=False,
                    scopes__contained_by=[one.value for one in OF_EMPLOYERS],
                ),
            ),
            models.CheckConstraint(
                name="no_token_for_a_guest", condition=~Q(role=Role.PARTNER_GUEST.value)
            ),
            models.CheckConstraint(
                name="token_of_90_days",
                condition=Q(until__gt=F("made_at"))
                & Q(until__lte=F("made_at") + timedelta(days=TOKEN_DAYS)),
            ),
            models.CheckConstraint(
                name="token_of_known_scopes",
                condition=Q(scopes__contained_by=[one.value for one in Scope])
                & Q(scopes__len__gt=0),
            ),
        ]
        indexes = [models.Index(name="tokens_of_user", fields=["user", "made_at"])]

    def __str__(self) -> str:
        return self.prefix


class Identity(models.Model):
    """The account of a user at the identity provider of his municipality, for signing in.

    `issuer` and `subject` are the claims `iss` and `sub` (OpenID Connect Core 1.0, section 2): the
    only two that never change hands. No name and no address of there is kept.
    """

    id = own_key()
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_identity_of_one_user",
                fields=["issuer", "subject"],
                condition=Q(ended_at=None),
            ),
            models.UniqueConstraint(
                name="one_identity_of_a_user", fields=["user", "issuer"], condition=Q(ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.issuer


class SignedIn(AbstractBaseSession):
    """A session of the browser: the table of Django, with whose it is.

    It has no row security: it is asked before anybody acts. A key is 32 signs that nobody guesses.
    """

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "django_session"

    @classmethod
    def get_session_store_class(cls) -> Any:
        """What writes and reads it."""
        from houvast.accounts.session_store import SessionStore

        return SessionStore


class Receipt(models.Model):
    """What became of a request that a system sent with a key: the same again gets the same answer.

    Nothing of the request is kept but a hash; `result` is the id of what it made.
    """

    id = own_key()
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    request_hash = models.CharField(max_length=64)
    result = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()
    destroy_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(name="a_key_of_a_user_once", fields=["user", "key"])]

    def __str__(self) -> str:
        return f"{self.key}"


class WorkingDay(models.Model):
    """A weekday of a municipality. `is_open` is false on holidays and on days the town adds."""

    id = models.BigAutoField(primary_key=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    day = models.DateField()
    is_open = models.BooleanField(default=True)
    name = models.CharField(max_length=100, blank=True)
    closed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Who closed a day that is a working day elsewhere; nobody for a holiday of the law."""

    class Meta:
        constraints = [
            models.UniqueConstraint(name="each_day_once", fields=["municipality", "day"])
        ]

    def __str__(self) -> str:
        return f"{self.day}"
