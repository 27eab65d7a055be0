"""Give the roles their rights around each migrate."""

from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

HERE = Path(__file__).parent


class DatabaseConfig(AppConfig):
    """The part of Houvast that speaks PostgreSQL."""

    name = "houvast.database"

    def ready(self) -> None:
        """Grant before the first table exists: default privileges do not reach back."""
        pre_migrate.connect(_grant, sender=self)
        post_migrate.connect(_grant_removal, sender=self)
        post_migrate.connect(_limit_functions, sender=self)


def _grant(using: str, **_: Any) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute((HERE / "grants.sql").read_text())


def _grant_removal(using: str, **_: Any) -> None:
    """Sessions end and jobs finish: only the tables of other packages lose rows."""
    with connections[using].cursor() as cursor:
        cursor.execute((HERE / "removal.sql").read_text())


def _limit_functions(using: str, **_: Any) -> None:
    """PostgreSQL lets everybody call a function; ours are for the application."""
    with connections[using].cursor() as cursor:
        cursor.execute((HERE / "functions.sql").read_text())
