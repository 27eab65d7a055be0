"""The witness: what it takes, what it gives back, and what only it can show."""

import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import ProgrammingError, connection
from django.test import Client
from django.utils import timezone

from houvast.accounts.reads import safety_net
from houvast.audit import keys, witness
from houvast.audit.anchoring import Alarm, state, tell_witness
from houvast.audit.jobs import seal_the_trail
from houvast.audit.rules.anchors import (
    Anchor,
    Said,
    Told,
    answer_to,
    answers,
    arrived,
    question,
    sign,
    wrong_with_told,
)
from houvast.audit.rules.chain import Broken, Wrong
from houvast.audit.safety import unfit
from houvast.audit.verifying import verify
from houvast.audit.witness import Away, Installation, everything
from houvast.database.context import acting
from tests.cast import STAFF, found
from tests.standing import committing
from tests.test_chain import act, seal_now, unwalled
from tests.test_trail import as_auditor

pytestmark = pytest.mark.commits
TAKE, GIVE = "/getuige/anker/", "/getuige/bewaard/"
NOW = timezone.now()


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with committing(django_db_setup, django_db_blocker):
        yield (found("Waterrade", STAFF, timezone.localdate()),)


@pytest.fixture
def by(world):
    return safety_net(world[0].admin.municipality_id)


@pytest.fixture
def ours():
    return Ed25519PrivateKey.generate()


@pytest.fixture
def theirs(tmp_path, ours, monkeypatch):
    """This installation is the witness, of `ours`."""
    key = keys.make(tmp_path / keys.OWN)
    monkeypatch.setenv("HOUVAST_KEYS", str(tmp_path))
    monkeypatch.setenv("HOUVAST_WITNESS_FOR", keys.public(ours).hex())
    monkeypatch.setenv("HOUVAST_OWNER", "Waterschap")
    return key


@pytest.fixture
def there(theirs, monkeypatch):
    """The other installation, reached without a network in between."""

    def asked(self, what, signed):
        answer = post(f"/getuige/{what}", signed.sent())
        if answer.status_code != 200:
            raise Away(str(answer.status_code))
        return answer.json()

    monkeypatch.setattr(Installation, "_asked", asked)
    return Installation("https://getuige.example", keys.public(theirs), "Gemeente Waterrade")


def post(url, sent):
    return Client().post(url, json.dumps(sent), content_type="application/json")


def anchor(by, seal=1, total=5, mark=b"a"):
    return Anchor(by.municipality_id, seal, total, mark * 32, 1_700_000_000_000_000)


def signed(key, one):
    return sign(key, Said.ANCHOR, one.words())


def verdict(connection, by, there, ours):
    kept = everything(there, ours, by.municipality_id, timezone.now())
    anchors = wrong_with_told(kept, keys.public(ours), there.key)
    return verify(connection, by.municipality_id, lambda _: None, anchors)


def test_a_chain_is_told_to_the_witness_and_held_against_it(world, by, ours, there):  # T-76
    act(world)
    seal_now(by.municipality_id)
    assert tell_witness(by=by, key=ours, witness=there)
    assert not tell_witness(by=by, key=ours, witness=there)  # it knows
    far, _ = state(by=by)
    assert far.told == far.seal and far.untold_since is None
    act(world)
    seal_now(by.municipality_id)
    assert tell_witness(by=by, key=ours, witness=there)
    with as_auditor() as auditor:
        found = verdict(auditor, by, there, ours)
    assert (found.broken, found.anchored) == (None, found.seals)
    assert found.seals >= 2
    for statement, wrong in MADE_ANEW.items():
        with unwalled() as owner:
            for one in statement.split(";"):
                owner.execute(one)
            alone = verify(owner, by.municipality_id, lambda _: None, {})
            broken = verdict(owner, by, there, ours).broken
        assert alone.broken is None, statement
        assert broken is not None and broken.wrong == wrong, statement


LAST = "(select max(number) from audit_seal)"
GONE = f"id = any(array(select unnest(entries) from audit_seal where number = {LAST}))"
LINES = f"operation in (select id from audit_entry where {GONE})"
MADE_ANEW = {
    # the end cut off, as an older copy of the database has it too
    f"delete from audit_processingline where {LINES};"
    f"delete from audit_entry where {GONE};delete from audit_seal where number = {LAST}": Wrong.CUT,
}
"""What fits in itself: only the witness knows better."""
LATER = "update audit_seal set sealed_at = sealed_at - interval '1 second'"
BEFORE = (
    "coalesce((select hash from audit_seal b where b.number = s.number - 1),"
    " decode(repeat('00', 32), 'hex'))"
)
ANEW = f"""
update audit_seal s set previous = {BEFORE}, hash = sha256(convert_to(jsonb_build_array(
  'houvast seal 1', s.municipality_id, s.number, s.many, s.total,
  (extract(epoch from s.sealed_at) * 1000000)::bigint, encode(s.root, 'hex'),
  encode({BEFORE}, 'hex'))::text, 'UTF8')) where s.number = %s
"""


def test_a_chain_that_was_made_anew_differs_from_what_the_witness_knows(world, by, ours, there):
    act(world)
    seal_now(by.municipality_id)
    tell_witness(by=by, key=ours, witness=there)
    with unwalled() as owner:
        (last,) = owner.execute(f"select {LAST}").fetchone()
        owner.execute(LATER)
        for number in range(1, last + 1):
            owner.execute(ANEW, [number])
        assert verify(owner, by.municipality_id, lambda _: None, {}).broken is None
        assert verdict(owner, by, there, ours).broken.wrong == Wrong.REWRITTEN


def test_the_witness_answers_the_same_to_the_same_and_never_goes_back(by, ours, theirs, world):
    first = signed(ours, anchor(by, 3, 30))
    answer = post(TAKE, first.sent())
    assert answers(arrived(answer.json()), first, keys.public(theirs))
    assert post(TAKE, first.sent()).json() == answer.json()
    for other in (anchor(by, 3, 30, b"b"), anchor(by, 2, 20), anchor(by, 4, 30), anchor(by, 4, 29)):
        assert post(TAKE, signed(ours, other).sent()).status_code == 409
    assert post(TAKE, signed(ours, anchor(by, 4, 31)).sent()).status_code == 200


def test_the_witness_listens_to_whom_it_knows_and_to_what_is_signed(by, ours, theirs, world):
    good, other = signed(ours, anchor(by, 90, 900)), Ed25519PrivateKey.generate()
    assert post(TAKE, signed(other, anchor(by, 90, 900)).sent()).status_code == 404
    for bad in (
        good.sent() | {"signature": "00" * 64},
        good.sent() | {"body": b"{}".hex()},
        good.sent() | {"body": "zz"},
        good.sent() | {"more": ""},
        good.sent() | {"key": 1},
        [],
        "x",
        None,
        sign(ours, Said.ANCHOR, anchor(by).words() | {"seal": -1}).sent(),
        sign(ours, Said.ANCHOR, anchor(by).words() | {"seal": True}).sent(),
        sign(ours, Said.ANCHOR, anchor(by).words() | {"hash": "00"}).sent(),
        sign(ours, Said.ANCHOR, anchor(by).words() | {"municipality": 1}).sent(),
        sign(ours, Said.ANCHOR, {"seal": 1}).sent(),
        sign(ours, Said.QUESTION, anchor(by).words()).sent(),
    ):
        assert post(TAKE, bad).status_code in (400, 404), bad
    assert Client().get(TAKE).status_code == 405
    assert post(TAKE, {"body": "0" * 9000}).status_code == 404


def test_what_was_kept_is_given_back_to_whom_told_it_and_asks_now(by, ours, theirs, world):
    place = by.municipality_id
    post(TAKE, signed(ours, anchor(by, 100, 1000)).sent())
    rows = post(GIVE, question(ours, place, 99, timezone.now()).sent()).json()
    told = [Told(arrived(one["anchor"]), arrived(one["answer"])) for one in rows]
    found = wrong_with_told(told, keys.public(ours), keys.public(theirs))
    assert found == {100: anchor(by, 100, 1000)}
    late = timezone.now() - timedelta(minutes=6)
    assert post(GIVE, question(ours, place, 0, late).sent()).status_code == 400
    assert post(GIVE, signed(ours, anchor(by)).sent()).status_code == 400
    stranger = Ed25519PrivateKey.generate()
    assert post(GIVE, question(stranger, place, 0, timezone.now()).sent()).status_code == 404


def test_who_is_nobodys_witness_has_no_such_door(by, ours, theirs, world, monkeypatch):
    monkeypatch.setenv("HOUVAST_WITNESS_FOR", "")
    assert post(TAKE, signed(ours, anchor(by)).sent()).status_code == 404


def test_a_false_answer_is_no_answer(by, ours, world):
    one, key, stranger = signed(ours, anchor(by)), *(Ed25519PrivateKey.generate() for _ in "ab")
    true = answer_to(one, key, "Waterschap", NOW)
    other = signed(ours, anchor(by, 2, 6))
    false = [answer_to(one, stranger, "Waterschap", NOW), answer_to(other, key, "x", NOW)]
    assert answers(true, one, keys.public(key))
    for answer in false:
        assert not answers(answer, one, keys.public(key))
        told = [Told(one, answer)]
        assert wrong_with_told(told, keys.public(ours), keys.public(key)) == Broken(Wrong.FORGED, 1)
    told = [Told(one, true)]
    assert wrong_with_told(told, keys.public(stranger), keys.public(key)) == Broken(Wrong.FORGED, 1)


def test_a_witness_of_the_same_owner_is_none(by, ours, there, world):
    alike = Installation(there.url, there.key, "waterschap")
    with pytest.raises(Away, match="same owner"):
        alike.tell(signed(ours, anchor(by, 200, 2000)), NOW)


def test_silence_of_a_quarter_of_an_hour_is_an_alarm(world, by, ours, there, clock):
    act(world)
    seal_now(by.municipality_id)
    act(world)
    far, now = state(by=by)
    assert far.alarms(now) == ()
    assert far.alarms(now + timedelta(minutes=16)) == (Alarm.NOT_SEALED, Alarm.NOT_TOLD)
    seal_now(by.municipality_id)
    tell_witness(by=by, key=ours, witness=there)
    far, now = state(by=by)
    assert far.alarms(now + timedelta(days=3)) == ()  # nothing was written since


def test_the_job_seals_and_tells_the_file_of_a_demo(world, by, tmp_path, monkeypatch):
    witness.make_for_the_demo(tmp_path)
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    witness.make_for_the_demo(tmp_path)
    assert before == {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    for name in ("HOUVAST_KEYS", "HOUVAST_WITNESS"):
        monkeypatch.setenv(name, str(tmp_path))
    act(world)
    seal_now(by.municipality_id)
    seal_the_trail(0)
    given = keys.settings()
    kept = list(everything(witness.witness_of(given), given.own(), by.municipality_id, NOW))
    assert len(kept) == 1


def test_a_witness_that_is_away_stops_nothing(world, by, tmp_path, monkeypatch, caplog):
    keys.make(tmp_path / keys.OWN)
    monkeypatch.setenv("HOUVAST_KEYS", str(tmp_path))
    monkeypatch.setenv("HOUVAST_WITNESS", "https://127.0.0.1:9")
    monkeypatch.setenv("HOUVAST_WITNESS_KEY", "00" * 32)
    act(world)
    seal_now(by.municipality_id)
    assert seal_the_trail(0) == 0
    assert "The witness was not told" in caplog.text


FIT = {"witness": "https://getuige.example", "witness_key": "11" * 32, "owner": "Waterrade"}
UNFIT = {
    "a file": {"witness": "/var/lib/witness"},
    "no https": {"witness": "http://getuige.example"},
    "this machine": {"witness": "https://localhost/"},
    "this machine by its number": {"witness": "https://127.0.0.1/"},
    "our own name": {"witness": "https://houvast.waterrade.example"},
    "no owner": {"owner": ""},
    "no key of the witness": {"witness_key": ""},
    "not a key": {"witness_key": "zz"},
    "no key of ours": {"keys": "/nowhere"},
    "not a key that we are for": {"witness_for": "1234"},
}


@pytest.mark.parametrize("why", UNFIT)
def test_the_start_refuses_what_is_no_witness(why, tmp_path):  # T-90
    keys.make(tmp_path / keys.OWN)
    here = {"houvast.waterrade.example"}
    fine = {"keys": str(tmp_path)} | FIT
    assert unfit(keys.Settings(**fine), here) == []
    assert len(unfit(keys.Settings(**fine | UNFIT[why]), here)) == 1


def test_the_start_refuses_our_own_key_and_takes_no_witness_at_all(tmp_path):
    own = keys.public(keys.make(tmp_path / keys.OWN)).hex()
    same = keys.Settings(**{"keys": str(tmp_path)} | FIT | {"witness_key": own})
    assert unfit(same, ()) == ["HOUVAST_WITNESS_KEY is our own key"]
    assert unfit(keys.Settings(), ()) == []


def test_a_key_that_others_may_read_is_refused(tmp_path):
    path = tmp_path / keys.OWN
    keys.make(path)
    path.chmod(0o640)
    with pytest.raises(keys.NoKey, match="chmod 600"):
        keys.load(path)
    with pytest.raises(FileExistsError):
        keys.make(path)


def test_only_the_job_writes_what_a_witness_answered(world, by):
    words = "select audit_note_anchor(1, 1, '', houvast_now(), '', '', '', '', '', '')"
    for statement in (words, "select * from audit_anchor", "select * from audit_witnessed"):
        with pytest.raises(ProgrammingError), acting(world[0]["anouk"]):
            connection.cursor().execute(statement)
    with pytest.raises(ProgrammingError, match="who watches"):
        state(by=world[0]["anouk"])
    assert state(by=world[0]["petra"])[0].seal
