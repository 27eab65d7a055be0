"""A workplace keeps which occupation was chosen by name, as long as code and name are of it."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse

from houvast.database.context import acting
from houvast.employers.actions import change_workplace
from houvast.employers.reads import workplace_page
from houvast.errors import Refused
from tests.api.conftest import System, secret_of
from tests.cast import place_to_work, sign_in

BAKER, VET, NOBODY = (UUID(int=one) for one in (1, 2, 9))
pytestmark = pytest.mark.commits


@pytest.fixture
def place(bring, town):
    """A workplace, and what is known of it."""
    bring((BAKER, "7512", "bakker"), (VET, "2250", "dierenarts"))
    key = place_to_work(town, "Verse")
    return key, lambda: workplace_page(town["sam"], key).facts


def test_the_code_and_name_come_with_it_and_another_code_is_refused(place, town):
    key, facts = place

    def write(**changes):
        change_workplace(by=town["sam"], workplace_id=key, facts=replace(facts(), **changes))

    write(concept=BAKER, isco="", occupation="")
    assert (facts().concept, facts().isco, facts().occupation) == (BAKER, "7512", "bakker")
    for concept, isco, field in ((VET, "7512", "isco"), (NOBODY, "", "concept")):
        with pytest.raises(Refused) as refused:
            write(concept=concept, isco=isco)
        assert refused.value.field == field
    for change in (f"concept = '{NOBODY}'", "isco = '2250'", f"concept = '{VET}'"):
        with pytest.raises(DatabaseError), acting(town["sam"]), connection.cursor() as cursor:
            cursor.execute(f"update employers_workplace set {change} where id = '{key}'")


def test_the_form_keeps_it_until_somebody_writes_something_else(place, town, client):
    key, facts = place
    sign_in(client, town["sam"])
    url = reverse("change_workplace", args=[key])

    def post(**more):
        form = client.get(url).context["form"]
        start = {name: form[name].value() for name in form.fields}
        given = {name: value for name, value in start.items() if value not in (None, [], False)}
        assert client.post(url, given | more).status_code == 302
        return facts().concept

    assert post(occupation="dieren", isco="", work=str(VET)) == VET
    assert post(title="Hulp in de praktijk") == VET
    assert post(occupation="hulp van de dierenarts") is None
    assert post(occupation="Bakker", isco="") == BAKER
    assert post(occupation="Bakker", isco="7511") is None


def test_other_systems_give_and_take_it(place, town):
    key, _ = place
    ask = System(secret_of(town, "sam")).ask
    sent = {"title": "Brood", "kind": "regular_job", "hoursMin": 8, "hoursMax": 16}
    path = f"/workplaces/{key}"
    assert ask("PUT", path, sent | {"concept": str(BAKER)}).status_code == 204
    shown = ask("GET", path).json()
    assert (shown["concept"], shown["isco"], shown["occupation"]) == (str(BAKER), "7512", "bakker")
    no = ask("PUT", path, sent | {"concept": str(BAKER), "isco": "2250"})
    assert (no.status_code, no.json()["field"]) == (422, "isco")
