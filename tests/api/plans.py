"""A plan with something of each kind that an endpoint is about, by the names in addresses."""

from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from houvast.database.context import acting
from houvast.plans.actions.arriving import bring_plan
from houvast.plans.actions.asking import propose_question
from houvast.plans.actions.following import follow_up
from houvast.plans.actions.marking import record_not_found
from houvast.plans.actions.yardsticks import agree_figure, lay_report_figure
from houvast.plans.models import Yardstick
from tests.plan_checks.asked import CLUBS
from tests.plan_checks.sticks import plan_keys, reported

FIRST_HALF = date(2026, 6, 30)


def every_key(by, second=None):
    """The keys of a plan, a file that waits, a figure beside its yardstick, an action, a question.

    The figure counts when there is a `second` person to agree.
    """
    keys = plan_keys(by)
    reading, version = keys["reading_id"], uuid4()
    record_not_found(by=by, reading_id=reading, about="P12")
    due = timezone.localdate() + timedelta(days=30)
    told = {"about": "P12", "what": "Kansen nagaan", "owner": "Werk", "due": due}
    figure = lay_report_figure(by=by, line=keys["line"], fact_id=reported(by), on_day=FIRST_HALF)
    if second:
        agree_figure(by=second, figure_id=figure)
    propose_question(by=by, question=CLUBS, reason="De raad vroeg het.", key=version)
    with acting(by):
        fact = Yardstick.objects.get(pk=keys["line"]).fact_id
    return keys | {
        "arrival_id": bring_plan(by=by, title="Wacht nog", content=b"Werk voor iedereen.").arrival,
        "fact_id": fact,
        "action_id": follow_up(by=by, reading_id=reading, **told),
        "figure_id": figure,
        "version_id": version,
    }
