"""The trail in the words of others: nothing lost, nothing twice, and nobody to be found by it."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from houvast.audit.actions import recorded
from houvast.audit.exporting import Shape, exported, pseudonyms
from houvast.audit.keys import NoKey, subjects_key
from houvast.audit.rules.lines import Event, Pseudonyms, in_cef, in_json
from houvast.database.outage import NoTrail
from houvast.errors import NotAllowed
from tests.cast import STAFF, found, live
from tests.standing import committing
from tests.test_chain import seal_now
from tests.test_trail import as_auditor

PLACE, SOMEBODY = UUID(int=1), UUID(int=7)
KNOWN = Pseudonyms(PLACE, bytes(range(64)))
TEXTS = st.text(max_size=12) | st.sampled_from(["a|b=c\\d\r\ne", "|", "=", "\\"])


def event(**more):
    given = {
        "id": UUID(int=2),
        "municipality": PLACE,
        "controller": "college",
        "actor": UUID(int=3),
        "at": datetime(2027, 2, 2, 10, tzinfo=UTC),
        "role": "outreach_coach",
        "purpose": "guidance",
        "verb": "tracks.file_viewed",
        "refusal": "",
        "subject": SOMEBODY,
        "shown": [SOMEBODY],
        "token": None,
        "seal": 4,
    }
    return Event(**given | more)


def read_cef(line: str) -> tuple[list[str], dict[str, str]]:
    """As a receiver does: seven bars, then pairs; a backslash takes the next one as it is."""
    *head, rest = re.split(r"(?<!\\)(?:\\\\)*\|", line, maxsplit=7)
    pairs = re.findall(r"(\w+)=((?:\\.|[^=\\])*?)(?= \w+=|$)", rest)
    plain = {"\\n": "\n", "\\r": "\r", "\\=": "=", "\\\\": "\\"}
    return head, {
        name: re.sub(r"\\[nr=\\]", lambda one: plain[one[0]], text) for name, text in pairs
    }


@given(TEXTS.filter(bool), TEXTS)
def test_whatever_stands_in_an_event_a_receiver_reads_it_back(verb, refusal):  # T-78
    line = in_cef(event(verb=verb, refusal=refusal), KNOWN, "1")
    assert "\n" not in line and "\r" not in line
    _head, pairs = read_cef(line)
    assert pairs["act"] == verb and pairs.get("reason", "") == refusal
    assert pairs["outcome"] == ("failure" if refusal else "success")
    assert json.loads(in_json(event(verb=verb, refusal=refusal), KNOWN))["verb"] == verb


@given(st.uuids(), st.uuids())
def test_a_person_has_one_pseudonym_and_it_says_nothing(one, other):  # T-73
    assert KNOWN.of(one) == Pseudonyms(PLACE, KNOWN.key).of(one)
    assert (KNOWN.of(one) == KNOWN.of(other)) is (one == other)
    assert KNOWN.of(one) != Pseudonyms(uuid4(), KNOWN.key).of(one)
    line = in_json(event(subject=one, shown=[one, other]), KNOWN)
    assert one.hex not in line and str(one) not in line


def test_a_key_is_made_once_and_refused_when_others_may_read_it(tmp_path):
    key = subjects_key(str(tmp_path), PLACE)
    assert len(key) == 64 and subjects_key(str(tmp_path), PLACE) == key
    (tmp_path / f"subjects-{PLACE}.key").chmod(0o640)
    with pytest.raises(NoKey, match="Others may read"):
        subjects_key(str(tmp_path), PLACE)
    with pytest.raises(NoKey, match="names no folder"):
        subjects_key("", PLACE)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with committing(django_db_setup, django_db_blocker):
        town = found("Waterrade", STAFF, timezone.localdate())
        yield town, live(town, "Meeuw"), live(town, "Reiger")


@pytest.fixture
def place(world):
    return world[0].admin.municipality_id


def leaves(place, tmp_path, shape, after=-1):
    with as_auditor() as auditor:
        known = pseudonyms(str(tmp_path), place)
        return known, dict(exported(auditor, known, shape, after, "1"))


def act(world, *persons, refused=False):
    try:
        with recorded(world[0]["anouk"], "tests.looked") as one:
            one.concerns(*persons)
            if refused:
                raise NotAllowed("tests")
    except NotAllowed:
        assert refused


@pytest.mark.commits
def test_what_is_sealed_leaves_once_and_the_asking_stands_in_the_trail(world, place, tmp_path):
    act(world, world[1].person, world[2].person)
    act(world, refused=True)
    seal_now(place)
    known, first = leaves(place, tmp_path, Shape.JSON)
    events = [json.loads(line) for lines in first.values() for line in lines]
    looked = [one for one in events if one["verb"] == "tests.looked"]
    persons = {known.of(world[1].person), known.of(world[2].person)}
    assert [(one["allowed"], set(one["persons"])) for one in looked] == [
        (True, persons),
        (False, set()),
    ]
    assert leaves(place, tmp_path, Shape.JSON, max(first))[1] == {}
    seal_now(place)
    _known, then = leaves(place, tmp_path, Shape.CEF, max(first))
    asked = [read_cef(line)[1]["act"] for lines in then.values() for line in lines]
    assert asked == ["audit.exported", "audit.exported"]


@pytest.mark.commits
def test_the_log_of_processing_has_a_line_a_person_and_no_user(world, place, tmp_path):
    _known, before = leaves(place, tmp_path, Shape.OTLP)
    act(world, world[1].person, world[2].person)
    seal_now(place)
    known, after = leaves(place, tmp_path, Shape.OTLP, max(before, default=-1))
    text = "".join(line for lines in after.values() for line in lines)
    asked = json.loads(text)["resourceSpans"][0]
    spans = asked["scopeSpans"][0]["spans"]
    told = [
        {one["key"]: one["value"]["stringValue"] for one in each["attributes"]} for each in spans
    ]
    assert {one["dpl.core.data_subject_id"] for one in told} == {
        known.of(world[1].person),
        known.of(world[2].person),
    }
    assert len({one["houvast.operation"] for one in told}) == 1
    assert {one["dpl.core.processing_activity_id"] for one in told} == {
        "urn:houvast:verwerking:guidance"
    }
    assert len({each["spanId"] for each in spans}) == 2 and len(spans[0]["traceId"]) == 32
    assert all(int(each["endTimeUnixNano"]) >= int(each["startTimeUnixNano"]) for each in spans)
    for name in ("actor", "user", str(world[0]["anouk"].user_id)):
        assert name not in text


@pytest.mark.commits
def test_no_trail_no_lines(world, place, tmp_path, monkeypatch):
    act(world)
    seal_now(place)

    def broken(*_a, **_k):
        raise NoTrail("audit.exported")

    monkeypatch.setattr("houvast.audit.exporting.recorded", broken)
    with pytest.raises(NoTrail):
        leaves(place, tmp_path, Shape.JSON)


@pytest.mark.commits
def test_the_command_goes_on_where_it_ended_last_time(world, place, tmp_path):
    act(world, world[1].person)
    seal_now(place)
    first = command(tmp_path)
    assert '"tests.looked"' in first
    seal_now(place)
    again = command(tmp_path)
    assert '"audit.exported"' in again and '"tests.looked"' not in again


def command(folder):
    here = connections["default"].settings_dict
    where = f"{here['PORT'] or 5432}/{here['NAME']}?host={quote(here['HOST'])}"
    calm = {key: word for key, word in os.environ.items() if key != "DATABASE_OWNER_URL"}
    place = {
        "DATABASE_URL": f"postgresql://{here['USER']}@:{where}",
        "HOUVAST_AUDITOR_URL": f"postgresql://houvast_auditor@:{where}",
        "HOUVAST_KEYS": str(folder / "keys"),
    }
    words = ["audit", "export", "--format", "json", "--state", str(folder / "state.json")]
    run = [sys.executable, "-m", "houvast.cli", *words]
    return subprocess.run(run, env=calm | place, check=True, capture_output=True, text=True).stdout
