"""Which municipality has an identity provider of its own (OpenID Connect), and what it promised."""

from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any

from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SECONDS = 10
"""A provider that does not answer within this time is not waited for."""


@dataclass(frozen=True, slots=True)
class Provider:
    """One entry of the file in HOUVAST_OIDC_FILE."""

    slug: str
    """In the address of the page that leads there."""
    name: str
    """What people call it, such as: je account van Waterrade."""
    municipality: str
    """Whose colleagues it signs in, and nobody else's."""
    issuer: str
    client_id: str
    secret: str
    strong: tuple[str, ...] = ()
    """Levels (`acr`) that mean two steps, for a provider that does not say `mfa` in `amr`."""
    only: bool = False
    """Whether who linked an account there signs in there alone, and no longer with a password."""


def providers() -> tuple[Provider, ...]:
    """All of them, in the order of the file. Raises ImproperlyConfigured with what is wrong."""
    return tuple(map(_read, range(len(settings.IDENTITY_PROVIDERS)), settings.IDENTITY_PROVIDERS))


def _read(at: int, said: dict[str, Any]) -> Provider:
    every = {one.name: one for one in fields(Provider)}
    missing = [one for one in every if one not in said and every[one].default is MISSING]
    strange = [*missing, *sorted(said.keys() - every.keys())]
    if strange:
        _wrong(at, f"missing or unknown: {', '.join(strange)}")
    if settings.SESSION_COOKIE_SECURE and not said["issuer"].startswith("https://"):
        _wrong(at, "issuer begins with https://")
    return Provider(**{**said, "strong": tuple(said.get("strong", ()))})


def _wrong(at: int, what: str) -> None:
    raise ImproperlyConfigured(f"HOUVAST_OIDC_FILE, entry {at + 1}: {what}.")


def provider(slug: str) -> Provider | None:
    """The one with this name in its address."""
    return next((one for one in providers() if one.slug == slug), None)


def of_municipality(name: str) -> Iterable[Provider]:
    """Those that sign in the colleagues of one municipality."""
    return (one for one in providers() if one.municipality == name)


@cache
def client(one: Provider) -> Any:
    """Talks with a provider. What it says of itself and its keys is asked once per process.

    Asks for the scope `openid` and nothing more: no name, no address, no groups.
    """
    found = OAuth().register(
        name=one.slug,
        client_id=one.client_id,
        client_secret=one.secret,
        server_metadata_url=f"{one.issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
        },
    )
    return found
