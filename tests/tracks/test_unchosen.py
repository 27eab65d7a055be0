"""A list of people or places begins with no choice: a stray tap asks nobody."""

import pytest
from django.urls import reverse

from houvast.database.context import acting
from houvast.placements.models import Placement
from houvast.tracks.models import Handover
from tests.cast import open_track, sign_in


@pytest.mark.parametrize("name", ["hand_over", "propose"])
def test_a_form_sent_as_it_was_shown_asks_for_a_choice(client, town, name):
    address = reverse(name, args=[open_track(town)])
    anouk = sign_in(client, town["anouk"])
    shown = anouk.get(address)
    form = shown.context["form"]
    answer = anouk.post(address, {one.html_name: one.value() or "" for one in form})
    assert answer.status_code == 422
    assert "Kies een antwoord." in answer.content.decode()
    with acting(town["anouk"]):
        assert not Handover.objects.exists()
        assert not Placement.objects.exists()


def test_the_coach_keeps_the_door_unless_another_is_chosen(client, town):
    track, anouk = open_track(town), town["anouk"]
    form = sign_in(client, anouk).get(reverse("closing", args=[track])).context["form"]
    assert form["door_contact"].value() == anouk.user_id


CHOSEN_BY_NOBODY = {
    "new_signal": ("anouk", {"kind", "source"}),
    "own_find": ("anouk", {"kind", "source"}),
    "closing": ("anouk", {"reason"}),
}


@pytest.mark.parametrize("name", CHOSEN_BY_NOBODY)
def test_no_answer_of_somebody_is_filled_in_beforehand(client, town, name):
    who, fields = CHOSEN_BY_NOBODY[name]
    keys = [open_track(town)] if name == "closing" else []
    form = sign_in(client, town[who]).get(reverse(name, args=keys)).context["form"]
    for field in fields:
        assert not form[field].value() and form.fields[field].choices[0][0] == "", field


def test_every_open_point_without_an_answer_is_shown_at_once(client, town):
    anouk, track = town["anouk"], open_track(town)
    url = reverse("closing", args=[track])
    sign_in(client, anouk)
    form = client.get(url).context["form"]
    fill = {"reason": "basis_in_place", "told_on": form["told_on"].value()}
    fill |= {one: form[one].value() for one in ("door_contact", "come_back_on")}
    points = {f"answer_{one.value}" for one in form.answered}
    some = sorted(points)[0]
    wrong = client.post(url, fill | {some: "Dat is met hem besproken."}).context["form"].errors
    assert set(wrong) == points - {some} and len(wrong) > 2
    gone = client.post(url, fill | {"reason": "young_person_stopped"})
    assert gone.status_code == 302
