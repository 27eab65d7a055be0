"""What a lost phone sends waits sealed, and comes in when another than its owner says so."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from procrastinate.contrib.django.models import ProcrastinateJob

from houvast.accounts.models import User
from houvast.accounts.reads import hash_of
from houvast.capture.actions.devices import give_back, lose, register
from houvast.capture.actions.intake import receive
from houvast.capture.actions.quarantine import EMPTY, let_in, take_in_let_in
from houvast.capture.jobs import let_in_letters
from houvast.capture.models import Device, HeldLetter, HeldRelease, SealedItem
from houvast.capture.reads.devices import device_page, devices_page
from houvast.capture.rules.devices import DeviceLost
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.placements.reads import file_page
from tests.cast import sign_in

SEALED = reverse("sync_sealed")
SECRET, OTHER = "0a" * 32, "b1" * 32


@pytest.fixture
def known(town, phone):
    """The row of the phone, that said its secret, in the hands of anouk."""
    register(by=town["anouk"], device=phone.id, secret=SECRET)
    with acting(town["anouk"]):
        return Device.objects.get().pk


@pytest.fixture
def gone(town, known):
    lose(by=town["lotte"], device_id=known)
    return known


def sends(phone, *items, secret=SECRET, device=None):
    """As a phone does on which nobody is signed in."""
    headers = {"Houvast-Device": str(device or phone.id), "Houvast-Secret": secret}
    kind = {"content_type": "application/json", "headers": headers}
    return Client(enforce_csrf_checks=True).post(SEALED, phone.body(*items), **kind)


def states(answer):
    return [one["state"] for one in answer.json()["answers"]]


def waiting(town, known, who="lotte"):
    return device_page(town[who], known).device.held.waiting


def contacts(town, track):
    return file_page(town["anouk"], track).file.contacts


def test_it_waits_sealed_and_comes_in_once_for_its_maker(town, track, phone, gone, clock):
    anouk = town["anouk"]
    item, count = phone.talked(anouk, track, note="Van de kade."), phone.counted(anouk)
    answer = sends(phone, item, count)
    assert states(answer) == states(sends(phone, item, count)) == ["held", "held"]
    assert answer.json()["answers"][0]["receipt"] == item.receipt()
    assert waiting(town, gone) == 2 and len(contacts(town, track)) == 0
    let_in(by=town["lotte"], device_id=gone)
    job = ProcrastinateJob.objects.get(task_name="capture.let_in_letters")
    assert [let_in_letters(**job.args) for _turn in range(2)] == [2, 0]
    (contact,) = contacts(town, track)
    assert (contact.id, contact.note, contact.made_by) == (item.id, "Van de kade.", "Anouk")
    assert waiting(town, gone) == 0 and states(sends(phone, item)) == ["held"]
    with acting(anouk):
        assert {one.content for one in HeldLetter.objects.all()} == {""}
    late = phone.counted(anouk)
    clock.forward(hours=1)
    assert states(sends(phone, late)) == ["held"] and waiting(town, gone) == 1
    assert take_in_let_in(by=anouk, device_id=gone) == 0  # it came after what was let in


def test_the_trail_says_who_let_it_in_and_nobody_opened_it_before(town, track, phone, gone, trail):
    sends(phone, phone.talked(town["anouk"], track))
    let_in(by=town["lotte"], device_id=gone)
    take_in_let_in(by=town["anouk"], device_id=gone)
    verbs = " ".join(one.removeprefix("capture.") for one in trail if one.startswith("capture"))
    assert verbs.endswith("letter_held letters_let_in let_in_listed item_received letter_let_in")


@pytest.mark.parametrize("who", ["anouk", "bilal", "wim", "petra", "vera", "hugo"])
def test_its_owner_and_who_does_not_steer_cannot_let_it_in(town, phone, gone, who):
    sends(phone, phone.counted(town["anouk"]))
    with pytest.raises((NotAllowed, NotFound)):
        let_in(by=town[who], device_id=gone)
    assert take_in_let_in(by=town["anouk"], device_id=gone) == 0


def test_what_does_not_prove_to_be_it_hears_one_same_no(town, phone, known):
    """T-108: also for a device that is not lost, or that is not there at all."""
    item = phone.counted(town["anouk"])
    said = {sends(phone, item).content}
    lose(by=town["lotte"], device_id=known)
    other = {"device": uuid4()}
    for wrong in ({"secret": OTHER}, {"secret": ""}, other, other | {"secret": OTHER}):
        answer = sends(phone, item, **wrong)
        assert answer.status_code == 403
        said.add(answer.content)
    assert said == {b'{"held": false}'}
    assert waiting(town, known) == 0
    assert sends(phone).status_code == 422
    assert Client().get(SEALED).status_code == 405


def test_the_first_secret_stays_and_another_colleague_proves_nothing_for_its_maker(
    town, phone, known
):
    register(by=town["anouk"], device=phone.id, secret=OTHER)
    register(by=town["bilal"], device=phone.id, secret=OTHER)
    with pytest.raises(Refused, match="geheim"):
        register(by=town["anouk"], device=phone.id, secret="kort")
    lose(by=town["lotte"], device_id=known)
    item = phone.counted(town["anouk"])
    assert states(sends(phone, item, secret=OTHER)) == ["other_user"]
    assert states(sends(phone, item)) == ["held"]
    assert states(sends(phone, replace(item, data="AAAA"))) == ["refused"]


def test_of_who_has_no_access_it_waits_until_he_has(town, phone, known):
    User.objects.filter(pk=town["anouk"].user_id).update(suspended_at=timezone.now())
    assert states(sends(phone, phone.counted(town["anouk"]))) == ["held"]
    with pytest.raises(Refused, match="heeft geen toegang"):
        let_in(by=town["lotte"], device_id=known)
    User.objects.filter(pk=town["anouk"].user_id).update(suspended_at=None)
    let_in(by=town["lotte"], device_id=known)
    assert take_in_let_in(by=town["anouk"], device_id=known) == 1
    with pytest.raises(Refused, match="wacht niets"):
        let_in(by=town["lotte"], device_id=known)


def test_what_a_rule_refuses_is_for_its_maker_and_what_nobody_opens_stays(town, phone, gone, track):
    anouk = town["anouk"]
    sends(phone, phone.talked(anouk, uuid4()), phone.seals(anouk, raw=b"{}"))
    let_in(by=town["lotte"], device_id=gone)
    assert take_in_let_in(by=anouk, device_id=gone) == 1
    with acting(anouk):
        assert SealedItem.objects.get().state == "refused"
        (shut,) = HeldLetter.objects.exclude(state="taken")
    assert shut.state == "shut" and shut.content
    held = device_page(town["lotte"], gone).device.held
    assert (held.waiting, held.shut) == (0, 1)


def test_given_back_it_sends_by_itself_and_what_waited_can_still_be_let_in(town, phone, gone):
    anouk, before, after = town["anouk"], *(phone.counted(town["anouk"]) for _turn in range(2))
    sends(phone, before)
    with pytest.raises(DeviceLost):
        receive(by=anouk, package=phone.sends(after))
    give_back(by=town["lotte"], device_id=gone)
    assert [one.state.value for one in receive(by=anouk, package=phone.sends(after))] == ["new"]
    assert sends(phone, phone.counted(anouk)).status_code == 403
    let_in(by=town["rachid"], device_id=gone)
    assert take_in_let_in(by=anouk, device_id=gone) == 1


def test_raw_what_is_held_is_seen_by_nobody_before_it_is_let_in_and_then_by_its_maker(
    town, phone, gone
):
    sends(phone, phone.counted(town["anouk"]))
    for who in town.people:
        with acting(town[who]):
            assert not HeldLetter.objects.exists() and not HeldLetter.objects.update(state="taken")
    release = {"municipality_id": town["anouk"].municipality_id, "device_id": gone}
    release |= {"destroy_on": timezone.localdate() + timezone.timedelta(days=9)}
    for who in ("anouk", "bilal", "hugo", "petra", "tess"):
        for name in (who, "lotte"):
            mine = {"released_by_id": town[name].user_id, "at": timezone.now()}
            with acting(town[who]), pytest.raises(DatabaseError), transaction.atomic():
                HeldRelease.objects.create(**release, **mine)
    tomorrow = timezone.now() + timezone.timedelta(days=1)
    mine = {"released_by_id": town["lotte"].user_id, "at": tomorrow}
    no = pytest.raises(DatabaseError, match="until now")
    with acting(town["lotte"]), no, transaction.atomic():
        HeldRelease.objects.create(**release, **mine)
    let_in(by=town["lotte"], device_id=gone)
    with acting(town["bilal"]):
        assert not HeldLetter.objects.exists()
    with acting(town["anouk"]):
        (letter,) = HeldLetter.objects.all()
        for change in ({"state": "taken"} | EMPTY, {"content": "x"}, {"number": 9}):
            with pytest.raises(DatabaseError), transaction.atomic():
                HeldLetter.objects.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            HeldLetter.objects.all().delete()
    assert letter.state == "held"


def test_raw_the_door_of_the_database_asks_for_the_proof_itself(town, phone, known):
    item = phone.counted(town["anouk"])
    what = (item.key_id, item.key, item.iv, item.data, timezone.localdate())
    outside = (item.user, item.number, item.receipt())
    with acting(town["anouk"]), connection.cursor() as cursor:
        for proof in ("", hash_of(SECRET), hash_of(OTHER)):
            cursor.execute(
                "select capture_hold(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                [item.id, phone.id, proof, *outside, *what],
            )
            assert cursor.fetchone()[0] == "unproven"
        for change in ({"proof": hash_of(OTHER)}, {"proof": ""}):
            with pytest.raises(DatabaseError), transaction.atomic():
                Device.objects.update(**change)


def test_the_screens_show_how_much_and_when_and_never_what(town, track, phone, gone):
    sends(phone, phone.talked(town["anouk"], track, note="Geheim."), phone.counted(town["anouk"]))
    address, act = (reverse(one, args=[gone]) for one in ("device", "let_letters_in"))
    lead, own = (sign_in(Client(), town[who]) for who in ("lotte", "anouk"))
    page = lead.get(address).content.decode()
    said = " ".join(strip_tags(page).split())
    assert "2 contacten of tellingen" in said and "Laat het toe" in said and "Geheim" not in said
    assert "2 wachten op toelaten" in strip_tags(lead.get(reverse("devices")).content.decode())
    assert "Laat het toe" not in own.get(address).content.decode()
    assert own.post(act).status_code == 403 and lead.get(act).status_code == 405
    for who in ("bilal", "hugo"):
        assert sign_in(Client(), town[who]).post(act).status_code in (403, 404)
    assert Client().post(act).status_code == 302
    assert [lead.post(act).status_code for _turn in range(2)] == [302, 302]
    assert "Laatst toegelaten" in lead.get(address).content.decode()
    assert devices_page(town["bilal"]).devices == ()
