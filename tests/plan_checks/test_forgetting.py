"""A file that somebody brought is gone within a day: read, refused or forgotten."""

import pytest

from houvast.accounts.reads import safety_net
from houvast.database.context import acting
from houvast.plans.actions.arriving import bring_plan
from houvast.plans.jobs import forget_old_arrivals
from houvast.plans.models import Arrival, Reading
from tests.plan_checks.conftest import brought, manager


@pytest.fixture
def petra(town):
    return manager(town)


def there(by):
    with acting(by):
        return Arrival.objects.count()


def test_a_file_that_waits_goes_after_a_day_and_the_plan_stays(petra, clock):
    brought(petra)
    bring_plan(by=petra, title="Nog niet gelezen", content=b"Een ander plan.")
    forget_old_arrivals(timestamp=0)
    assert there(petra) == 2
    clock.forward(hours=25)
    assert forget_old_arrivals(timestamp=0) == 2
    assert there(petra) == 0
    with acting(petra):
        assert Reading.objects.count() == 1


def test_the_safety_net_sees_no_file(petra):
    bring_plan(by=petra, title="Nog niet gelezen", content=b"Een ander plan.")
    assert there(safety_net(petra.municipality_id)) == 0
