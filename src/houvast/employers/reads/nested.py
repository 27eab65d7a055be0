"""Rows that hang on a row, in the same query."""

from datetime import date, datetime
from typing import TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Model, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from houvast.database.written import Given
from houvast.employers.models import BrokerLink

M = TypeVar("M", bound=Model)
LATEST_FIRST = ("-on", F("next_on").desc(nulls_last=True), "-pk")
"""The order of talks: of two on one day, the one that agreed on a next talk tells when that is."""


def nested(rows: QuerySet[M], **fields: str) -> ArraySubquery:
    """SQL: these rows as an array of JSON objects, for one annotation."""
    return ArraySubquery(rows.values(row=JSONObject(**fields)).values("row"))


def brokers_of(employer: str, now: datetime | Given) -> ArraySubquery:
    """SQL: who brings workplaces of this employer now, by name."""
    live = BrokerLink.objects.filter(
        employer=OuterRef(employer), since__lte=now, until__gt=now, user__is_active=True
    )
    rows = live.order_by("user__name", "pk")
    return nested(rows, id="id", user_id="user_id", name="user__name", until="until")


def day(text: str | None) -> date | None:
    """A date as JSON writes it."""
    return date.fromisoformat(text) if text else None
