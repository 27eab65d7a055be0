"""Two server processes keep the workplaces each for itself, and neither shows anybody the past."""

import json
import os
import subprocess
import sys
from urllib.parse import quote, urlencode
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import STAFF, found, open_track, place_to_work, sign_in
from tests.matching.made import wish

pytestmark = pytest.mark.commits

SERVER = """
import json, sys
import pytest  # so that the settings are those of the tests
import django
django.setup()
from django.test import Client
for line in sys.stdin:
    asked = json.loads(line)
    client = Client(headers={"host": "localhost"})
    client.cookies.load(asked.pop("cookies"))
    answer = client.generic(**asked, content_type="application/x-www-form-urlencoded")
    print(json.dumps([answer.status_code, answer.content.decode()]), flush=True)
"""


class Here:
    """The server that this process is."""

    def ask(self, who, path, **sent):
        """The page; nothing of a post that was taken."""
        answer = who.post(path, sent) if sent else who.get(path)
        return told(answer.status_code, answer.content.decode(), sent)


class Apart:
    """A process of its own with the whole product in it; it answers one request after another."""

    def __init__(self):
        here = connections["default"].settings_dict
        address = f"postgresql://{here['USER']}@:{here['PORT'] or 5432}/{here['NAME']}"
        place = {"DATABASE_URL": f"{address}?host={quote(here['HOST'])}"}
        calm = {key: word for key, word in os.environ.items() if key != "DATABASE_OWNER_URL"}
        words = [sys.executable, "-c", SERVER]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(words, **pipes, env=calm | place)

    def ask(self, who, path, **sent):
        """The same."""
        cookies = {name: one.value for name, one in who.cookies.items()}
        asked = {"method": "POST" if sent else "GET", "path": path, "data": urlencode(sent)}
        self.process.stdin.write(json.dumps(asked | {"cookies": cookies}) + "\n")
        self.process.stdin.flush()
        return told(*json.loads(self.process.stdout.readline()), sent)

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()


def told(status, text, sent):
    assert status == (302 if sent else 200), text
    return text


@pytest.fixture
def servers(committed):
    apart = Apart()
    yield Here(), apart
    apart.close()


def test_a_change_in_one_process_is_in_the_next_answer_of_the_other(servers):
    town = found("Waterrade", STAFF, timezone.localdate())
    track, first = open_track(town), place_to_work(town, "Eerste")
    place_to_work(town, "Tweede")
    wish(town["anouk"], track)
    anouk, sam = (sign_in(Client(), town[who]) for who in ("anouk", "sam"))
    one, other = servers
    places, wishes = (reverse(name, args=[track]) for name in ("places_for", "wishes"))

    def shown():
        """What stands in the list of either, which is the same; ending in ? what nearly fits."""
        texts = [at.ask(anouk, places) for at in servers]
        ends = ["?" if "Past bijna" in text else "" for text in texts]
        seen = [[f"{mark}werk" in text for mark in MARKS] for text in texts]
        assert (seen[0], ends[0]) == (seen[1], ends[1])
        return [mark + ends[0] for mark, there in zip(MARKS, seen[0], strict=True) if there]

    assert shown() == ["Eerste", "Tweede"]
    one.ask(sam, reverse("workplace_step", args=[first, "intrekken"]), step="1")
    assert shown() == ["Tweede"]
    other.ask(sam, reverse("workplace_step", args=[first, "terugzetten"]), step="1")
    place_to_work(town, "Derde")
    assert shown() == ["Eerste", "Tweede", "Derde"]
    other.ask(anouk, wishes, own_words="Meer uren.", hours_least="40", key=str(uuid4()))
    assert shown() == ["Eerste?", "Tweede?", "Derde?"]
    one.ask(anouk, wishes, own_words="Toch niet.", hours_least="8", key=str(uuid4()))
    assert shown() == ["Eerste", "Tweede", "Derde"]


MARKS = ("Eerste", "Tweede", "Derde")
